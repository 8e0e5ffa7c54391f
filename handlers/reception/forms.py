"""The forms: what the bot waits for when it asked something, one line a form. A question asked in the middle of a form
is answered, and the form taken up again.

`person.awaiting` is "<form>:<step>"; answers given so far are a row (storage/dialogues.py).
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler

from handlers.absences import absence
from handlers.announcements import draft as announcing
from handlers.announcements import taking
from handlers.announcements.replying import unless_for_a_human
from handlers.cases.person import callback, form_taking
from handlers.cases.person import form as case_form
from handlers.cases.person.floor import is_for_form, listening, to_who_has_the_floor
from handlers.cases.person.form_draft import leave_with_a_word
from handlers.cases.staff import caller
from handlers.cases.staff import staff as case_staff
from handlers.curation.forms import ask_again, take_words
from handlers.meetings import form as registering
from handlers.meetings import form_words
from handlers.meetings import team_form as meeting_form
from handlers.places.choose import take_position
from handlers.reception import elsewhere
from handlers.reception.ask import ask
from handlers.roles.invite import ask_partner_name, take_partner_name
from handlers.talk.guard import Handler, guarded
from handlers.talk.passing import cancels, form_under_way
from handlers.talk.permissions import may
from handlers.talk.turn import Context, Turn, current_turn, text_of
from knowledge.text.words import plain
from storage.dialogues import end_dialogue
from storage.people import wait_for_nothing


@dataclass(frozen=True)
class Form:
    """`take` says whether the message was for the form; `again` asks anew what the form waits for.

    `keeps`: how what is awaited begins where the form takes a message whole, to pass it on or to publish it.
    """

    action: str
    take: Callable[[Update, Context], Awaitable[bool]]
    again: Callable[[Turn], Awaitable[None]]
    keeps: tuple[str, ...] = ()


def forms() -> Mapping[str, Form]:
    return {
        registering.KIND: Form("register", form_words.take_answer, registering.ask_again),
        meeting_form.KIND: Form("manage_meetings", meeting_form.take_answer, meeting_form.ask_again),
        announcing.KIND: Form("announce", taking.take, taking.ask_again, (announcing.KIND,)),
        case_form.KIND: Form("open_case", form_taking.take_answer, case_form.ask_again, (case_form.KIND,)),
        callback.AWAITING: Form("ask_call_back", callback.take_answer, callback.ask_again),
        caller.KIND: Form("open_case_for_caller", caller.take_answer, caller.ask_again, (caller.AWAITING_WHAT,)),
        absence.KIND: Form("say_absence", absence.take_dates, absence.ask_again),
        case_staff.AWAITING_NOTE: Form(
            "note_case", case_staff.take_note, case_staff.ask_note_again, (case_staff.AWAITING_NOTE,)
        ),
        "base": Form("curate", take_words, ask_again, ("base",)),
        "invite": Form("invite", take_partner_name, ask_partner_name),
    }


class FormRoute(BaseHandler[Update, Context, None]):
    """Takes the new messages of somebody whom the bot asked something in a form."""

    def __init__(self) -> None:
        self._forms = forms()
        super().__init__(guarded("ask", unless_for_a_human(self._take)))

    def check_update(self, update: object) -> bool:
        if not isinstance(update, Update) or update.message is None or update.message.chat.type != ChatType.PRIVATE:
            return False
        person = current_turn.get().person
        return person is not None and _form_of(person.awaiting) in self._forms

    async def _take(self, update: Update, context: Context) -> None:
        turn, person = context.turn, context.turn.known()
        asked = person.awaiting
        form = self._forms[_form_of(asked)]
        if not may(turn.actors, form.action):
            await stop_form(turn)
            await _without_form(update)(update, context)
        elif not await self._is_of_form(turn, update.message):
            await self._meanwhile(update, context)
        elif cancels(text_of(update)):
            await leave_with_a_word(turn)
        elif not await _take(form, update, context):
            await self._meanwhile(update, context)

    async def _is_of_form(self, turn: Turn, message: Message | None) -> bool:
        """What follows a human's message in the middle of a form is theirs, unless it plainly answers the form."""
        listens = message is not None and await listening(turn, message)
        return (
            not listens or message is None or plain(message.text or "") == "annuler" or await is_for_form(turn, message)
        )

    async def _meanwhile(self, update: Update, context: Context) -> None:
        """Goes to a human or the bot; then the form is taken up again."""
        turn, asked = context.turn, context.turn.known().awaiting
        await to_who_has_the_floor(_without_form(update))(update, context)
        if asked is not None and turn.known().awaiting == asked and not _is_of_album(update):
            await self._forms[_form_of(asked)].again(turn)


async def _take(form: Form, update: Update, context: Context) -> bool:
    """Whether the form took the message. A danger said in it is no answer: only what else it says may be one."""
    turn = context.turn
    if not turn.heard.kinds or (turn.known().awaiting or "").startswith(form.keeps):
        return await form.take(update, context)
    left = ", ".join(turn.knowledge.understanding.ear.without_danger(text_of(update)))
    if not left:
        return False
    turn.words_left = left
    taken = await form.take(update, context)
    turn.words_left = None
    return taken


async def stop_form(turn: Turn) -> None:
    """Nothing is awaited any more, and the answers given are forgotten; a form interrupted before stays as it was."""
    person = turn.known()
    under_way = form_under_way(person)
    wait_for_nothing(person)
    await end_dialogue(turn.session, person.telegram_id, under_way)


def _form_of(awaiting: str | None) -> str:
    return (awaiting or "").partition(":")[0]


def _without_form(update: Update) -> Handler:
    """Who answers this message when no form takes it."""
    message = update.message
    if message is not None and message.text:
        return ask
    if message is not None and message.caption:
        return elsewhere.words_with_a_file
    return take_position if message is not None and message.location else elsewhere.not_text


def _is_of_album(update: Update) -> bool:
    """Its pictures come one by one: asking again after each would be a flood."""
    return update.message is not None and update.message.media_group_id is not None
