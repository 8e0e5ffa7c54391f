"""What staff press on a card: take, reply, transfer, later, note, close, reopen."""

from telegram import Message, Update

from handlers.cases.core import buttons, staff_texts, steps, texts
from handlers.cases.core.cards import refresh, show_card
from handlers.cases.core.desk import desk_of
from handlers.cases.core.held_back import ask_about_held_back, free
from handlers.cases.core.people import staff_name
from handlers.cases.core.relay import say_of_case
from handlers.cases.core.rules import Later, Step, Why, may_reply, staff_step
from handlers.cases.core.switch import (
    TO_ROBOT,
    drop_buttons,
    note_addressee_told,
    switch_off,
    switch_on,
    to_robot,
    turn_to,
)
from handlers.cases.core.writing import send_held_back
from handlers.cases.person import form_draft
from handlers.cases.staff import catalogue, listing, noting, transferring, trial
from handlers.cases.staff.listing import show_open
from handlers.cases.staff.seeing import case_pressed, oversees, refuse
from handlers.talk.awaited import form_under_way
from handlers.talk.codes import LARGEST_ID, pressed
from handlers.talk.dates import day_and_hour
from handlers.talk.events import WORDS_FOR_THE_BOT
from handlers.talk.forms import drop_form
from handlers.talk.permissions import STAFF
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply
from handlers.talk.turn import Context, written_in
from storage.outbox import Priority

_ABOUT_A_CASE = (noting.FORM.name, transferring.FORM.name, listing.FORM.name, catalogue.FORM.name, trial.FORM.name)


async def take(update: Update, context: Context) -> None:
    """Handle « Je prends »: make the member of staff the owner, and make what they type next go to the person.

    Where they own the case already, only the latter is done; a refusal is shown as a notice. A question of the bot that
    was open is left, so that words for the person do not become its answer.
    """
    turn = context.turn
    case = await case_pressed(update, turn)
    if case is not None:
        refused = await steps.take(desk_of(turn), case, turn.known().telegram_id, staff_name(turn.roles))
        if refused is not None:
            refuse(turn, case, refused.reason)
        if refused is None or refused.reason is Why.OWN:
            await drop_form(turn, form_draft.KIND)
            await ask_about_held_back(turn, case)
            await turn_to(turn, case)


async def reply(update: Update, context: Context) -> None:
    """Handle « Répondre » of staff: make what they type next go to the person, and take the case where nobody owns it.

    Where a colleague owns it or it is closed, a notice says so.
    """
    turn = context.turn
    case = await case_pressed(update, turn)
    if case is None:
        return
    refused = may_reply(case, turn.known().telegram_id)
    if refused is not None:
        refuse(turn, case, refused.reason)
        return
    if case.owner_id is None:
        await steps.take(desk_of(turn), case, turn.known().telegram_id, staff_name(turn.roles))
    if case.telegram_id is None:
        await turn.reply(Reply(staff_texts.no_telegram(case.person_name, case.id)), forget=True)
        return
    await drop_form(turn, form_draft.KIND)
    await ask_about_held_back(turn, case)
    await switch_on(turn, case)


async def later(update: Update, context: Context) -> None:
    """Handle « Plus tard » of staff: ask until when at `dtard:<case>`, put the case off at `dtard:<case>:<when>`.

    If what they type went to that case, it no longer does.
    """
    turn = context.turn
    case, choice = await case_pressed(update, turn), pressed(update).rest(1)
    if case is None:
        return
    state = staff_step(case, Step.LATER, turn.known().telegram_id, turn.now, oversees=await oversees(turn, case))
    if isinstance(state, Refusal):
        refuse(turn, case, state.reason)
        return
    if choice not in {one.value for one in Later}:
        await turn.reply(Reply(staff_texts.LATER_WHEN, buttons.later_rows(case.id)))
        return
    desk = desk_of(turn)
    until = steps.later(desk, case, state, Later(choice), staff_name(turn.roles))
    if turn.known().writing_to == case.id:
        switch_off(turn.known())
    await refresh(desk, case)
    told = Reply(staff_texts.later(case.id, day_and_hour(until, turn.now, turn.hours.zone)))
    await say_of_case(desk, case, turn.known().telegram_id, told, priority=Priority.ANSWER)


async def show(update: Update, context: Context) -> None:
    """Handle « Voir le dossier » of staff: send the card as a new message; what they type next goes to the person.

    With 0 for the case in the button's code, list all cases instead. A question about another case is left.
    """
    turn = context.turn
    if pressed(update).rest(0) == "0":
        await show_open(turn)
        return
    case = await case_pressed(update, turn)
    if case is not None:
        await show_card(desk_of(turn), case, turn.known().telegram_id, silent=False, priority=Priority.ANSWER)
        if form_under_way(turn.known()) in _ABOUT_A_CASE:
            await drop_form(turn)
        await turn_to(turn, case)


async def choose_case(update: Update, context: Context) -> None:
    """Handle the answer of staff to « Pour qui ? »: send the message held back to the case of the pressed button."""
    turn = context.turn
    case, number = await case_pressed(update, turn), pressed(update).number(1, LARGEST_ID)
    if case is not None and number is not None:
        await send_held_back(update, turn, case, number)


async def ask_robot(update: Update, context: Context) -> None:
    """Handle « Question au robot » of staff: what they type next is a question to the bot, and goes to no case.

    The message held back under which the button stands is one too: it waits no longer, and the bot answers it.
    """
    turn, quoted = context.turn, getattr(update.effective_message, "reply_to_message", None)
    to_robot(turn)
    row = await turn.reply(Reply(staff_texts.TO_ROBOT))
    await note_addressee_told(turn, row.id, TO_ROBOT)
    number = pressed(update).number(0, LARGEST_ID)
    words = written_in(quoted) if isinstance(quoted, Message) else ""
    if number is not None and free(turn.known(), number) and words:
        await WORDS_FOR_THE_BOT.announce(turn, words, quoted)


async def stop_writing(update: Update, context: Context) -> None:
    """Handle « Ne plus lui écrire »: what the author types next goes to no case any more.

    It goes to the bot, for people who are not staff until a human writes to them or they have long been silent; staff
    who have a case are asked whom it is for.
    """
    turn = context.turn
    was_on, of_staff = turn.known().writing_to, not STAFF.isdisjoint(turn.actors)
    switch_off(turn.known())
    await drop_buttons(desk_of(turn), turn.known().telegram_id)
    if not of_staff:
        to_robot(turn)  # a human who wrote lately would otherwise get what they write
    if not was_on:
        turn.notice = staff_texts.SWITCH_WAS_OFF if of_staff else texts.SWITCH_WAS_OFF
        return
    await turn.reply(Reply(staff_texts.NOBODY_WRITTEN_TO if of_staff else texts.NOW_TO_ROBOT))
