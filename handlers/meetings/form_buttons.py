"""Presses on the buttons of the registration form: a value, a step back, a correction, the end."""

from dataclasses import replace

from telegram import Update

from handlers.meetings import form_texts
from handlers.meetings.form import FORM, Registering, finish
from handlers.places.asked import Where
from handlers.talk.codes import pressed
from handlers.talk.replies import Reply, person_words
from handlers.talk.texts import PHASES
from handlers.talk.turn import Context

LINES = ("name", "place", "phase")


async def press_form(update: Update, context: Context) -> None:
    """Handle a press on a button of the registration form, `reg:<step>[:<value>]`; say so where no form is open.

    `cancel` leaves the form and `send` finishes it. Any other press changes the answers, and the next question is
    asked.
    """
    turn = context.turn
    code = pressed(update)
    step, value = code.word(0), code.rest(1)
    asked = await FORM.known(turn)
    if asked is None:
        await turn.reply(Reply(form_texts.NOTHING_TO_FILL))
    elif step == "cancel":
        await FORM.leave(turn)
    elif step == "send":
        await finish(turn, asked)
    else:
        change = "change" if step == "edit" and value not in LINES else ""
        await FORM.go_on(turn, _answers_after(asked, step, value), at=change)


def _answers_after(asked: Registering, step: str, value: str) -> Registering:
    """Return the answers after the press `reg:<step>:<value>`, unchanged where it gives no answer.

    `back` takes the last answer out, `edit` the answer named `value`.
    """
    if step == "back":
        return FORM.back(asked)
    if step == "edit" and value in LINES:
        return FORM.without(asked, value)
    if step == "name" and asked.first_name:
        return replace(asked, name=person_words(asked.first_name))
    if step == "phase" and value in PHASES:
        return replace(asked, phase=value)
    return replace(asked, place=Where()) if step == "place" and value else asked
