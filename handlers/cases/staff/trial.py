"""The trial case: the bot plays a person, and somebody new of staff takes, answers and closes in three taps.

There is no case, no delay and no record of it, but for the form while an answer is awaited.
"""

from dataclasses import dataclass

from telegram import Message, Update

from handlers.cases.core import buttons
from handlers.cases.core.actions import TAKE_CASE
from handlers.cases.core.switch import switch_off
from handlers.cases.person.offering import added_to
from handlers.cases.staff import trial_texts
from handlers.talk.codes import code_for, pressed
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.permissions import STAFF
from handlers.talk.replies import Button, Reply, as_params, person_words, shortened
from handlers.talk.turn import Context, Turn, words_in
from storage.roles import Role

TAKE, ANSWER, CLOSE, STOP = "prendre", "repondre", "clore", "fin"
SHOWN = 300  # characters of an answer


@dataclass(frozen=True)
class Trial:
    """The answer of the form of a trial, which is shown at once and not kept."""

    answer: None = None


def _button(act: str, label: str) -> Button:
    return Button(label, code_for(buttons.TRIAL, act))


_STOP = _button(STOP, trial_texts.LABEL_STOP)
_BEGIN = Button(trial_texts.LABEL_TRY, buttons.TRIAL)
_NEW = Reply(trial_texts.NEW, [[_button(TAKE, buttons.LABEL_TAKE)], [_STOP]])
_TAKEN = Reply(trial_texts.TAKEN, [[_button(ANSWER, trial_texts.LABEL_ANSWER)], [_STOP]])
_AGAIN = [buttons.staff_ways(), [Button(trial_texts.LABEL_AGAIN, buttons.TRIAL)]]


async def offer_trial(turn: Turn, role: Role, bot_name: str) -> None:
    """Add a trial, and the ways to cases and absences, to what somebody who has just become staff is told."""
    told = turn.answer
    if role.role in STAFF and told is not None:
        await turn.rewrite(told, added_to(told.params, [[_BEGIN], buttons.staff_ways()], trial_texts.TO_BEGIN))


async def press(update: Update, context: Context) -> None:
    """Handle the buttons of a trial: begin it, or show its next step in the place of the one before."""
    turn, act = context.turn, pressed(update).word(0)
    if act == TAKE:
        switch_off(turn.known())
        await FORM.keep(turn, Trial())
        FORM.wait(turn, "answer")
        await _show(update, turn, _TAKEN)
        return
    await FORM.close(turn)
    if act == ANSWER:
        await _show(update, turn, _answered(trial_texts.PREPARED))
    elif act == CLOSE:
        await _show(update, turn, Reply(trial_texts.OVER, _AGAIN))
    elif act == STOP:
        await _show(update, turn, Reply(trial_texts.STOPPED, _AGAIN))
    else:
        await turn.reply(_NEW)


async def _show(update: Update, turn: Turn, reply: Reply) -> None:
    message = update.effective_message
    if message is not None:
        await turn.call("edit_message_text", as_params(reply) | {"message_id": message.message_id})


def _answered(words: str) -> Reply:
    close = _button(CLOSE, buttons.LABEL_CLOSE)
    return Reply(trial_texts.answered(words), [[close], [_STOP]])


async def _read_answer(turn: Turn, trial: Trial, message: Message) -> Reply | NoAnswer:
    await FORM.close(turn)
    await turn.reply(_answered(shortened(person_words(words_in(message)), SHOWN)), forget=True)
    return NoAnswer.TAKEN


FORM = Form(
    name="casetrial",
    action=TAKE_CASE,
    answers=Trial,
    steps={"answer": Question(_TAKEN, _read_answer, in_words=True)},
)
