"""The place of a project, said or corrected in words, by a button, or by a shared position."""

from telegram import Message, Update

from handlers.places import buttons as place_buttons
from handlers.places import texts
from handlers.places.asked import Asking, kept_place, place_of_code, towns_near
from handlers.places.compose import outside_of, reply_about_place
from handlers.places.remember import remember
from handlers.places.telling import tells_more_than_a_place
from handlers.privacy.consent import question_about_place
from handlers.talk import buttons
from handlers.talk.awaited import KEEP_PLACE, PLACE, ask_in_passing, form_under_way
from handlers.talk.codes import pressed
from handlers.talk.forms import form_of
from handlers.talk.permissions import may
from handlers.talk.replies import Reply
from handlers.talk.texts import OLD_BUTTON
from handlers.talk.turn import Context, Turn
from knowledge.places.found import Found
from storage.people import wait_for

ASKING = Asking(Reply(texts.NOT_FOUND, [[buttons.human()]]), Reply(texts.WHICH_DEPARTMENT))


async def ask_place(update: Update, context: Context) -> None:
    """Ask where the person's project is, and take their next message for the answer."""
    wait_for(context.turn.known(), PLACE)
    await context.turn.reply(Reply(texts.WHERE))


async def reply_about(turn: Turn, found: Found, message: Message | None = None) -> None:
    """Reply who helps projects at this place, and ask the person whether the bot may remember the place.

    That question is put only for a place with a delegate, not during a form, and not once the person has agreed. Where
    `message`, which told the place, says more than that, the button "Parler à quelqu'un" passes it on to staff.
    """
    is_asked = form_under_way(turn.known()) is None
    consent, ask_to_keep = question_about_place(turn.known()) if is_asked else ("", [])
    if consent and found.outcome == "delegate":
        ask_in_passing(turn.known(), KEEP_PLACE)
    reply = reply_about_place(found, turn.knowledge, consent=consent, ask=ask_to_keep)
    is_told = message is not None and tells_more_than_a_place(turn.reader, message.text or "")
    await turn.reply(buttons.with_message(reply, message.message_id) if message is not None and is_told else reply)


async def reply_about_own_place(turn: Turn) -> bool:
    """Reply who helps projects at the person's remembered place; return False, in silence, where there is none."""
    person = turn.known()
    if person.department is None:
        return False
    places = turn.knowledge.places
    found = outside_of(person.department, turn.knowledge) or kept_place(places, person.department, person.commune)
    await turn.reply(reply_about_place(found, turn.knowledge))
    return True


async def choose_department(update: Update, context: Context) -> None:
    """Handle the button of a place, `dep:<department>[:<town>]`: give the place to the form under way, or remember it.

    The place is remembered, and the reply says who helps there, where no form asks for a place; a form that asks for
    something else repeats its question after that reply.
    """
    turn = context.turn
    code = pressed(update)
    found = place_of_code(turn.knowledge.places, code.word(0), code.rest(1))
    if found.outcome == "unknown":
        turn.notice = OLD_BUTTON
        return
    form = form_of(turn.known())
    if form is not None and not may(turn.actors, form.action):
        form = None
    if form is None or not await form.choose(turn, found):
        remember(turn.known(), found, asked=True)
        await reply_about(turn, found)
        if form is not None:
            await form.ask_again(turn)


async def take_position(update: Update, context: Context) -> None:
    """Handle a shared position: offer the nearest communes as buttons, and take the next message for a place."""
    turn, message = context.turn, update.effective_message
    if message is None or message.location is None:
        return
    ask_in_passing(turn.known(), PLACE)
    await turn.reply(towns_near(message.location, turn.knowledge.places, [[place_buttons.other_commune()]]))


async def ask_other_commune(update: Update, context: Context) -> None:
    """Handle the button "Autre commune": ask for the commune's name, and take the next message for the answer."""
    wait_for(context.turn.known(), PLACE)
    await context.turn.reply(Reply(texts.WRITE_TOWN))
