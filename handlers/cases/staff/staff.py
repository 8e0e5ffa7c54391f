"""What staff press on a card: take, reply, transfer, later, note, close, reopen."""

from dataclasses import dataclass

from telegram import Message, Update

from handlers.cases.core import buttons, staff_texts, steps, texts
from handlers.cases.core.actions import NOTE_CASE
from handlers.cases.core.cards import refresh, show_card
from handlers.cases.core.desk import desk_of
from handlers.cases.core.held_back import ask_about_held_back, free
from handlers.cases.core.opening import promise_of, tell_person
from handlers.cases.core.people import reachable, staff_name
from handlers.cases.core.piece import piece_of
from handlers.cases.core.relay import keep_message, say_of_case
from handlers.cases.core.rules import Gone, Later, Step, Why, may_reply, staff_step
from handlers.cases.core.switch import TO_ROBOT, note_addressee_told, switch_off, switch_on, to_robot, turn_to
from handlers.cases.core.taking_back import spoken
from handlers.cases.core.writing import send_held_back
from handlers.cases.person import form_draft
from handlers.cases.staff.listing import show_open
from handlers.cases.staff.seeing import case_pressed, oversees, refuse, sees
from handlers.talk.codes import LARGEST_ID, pressed
from handlers.talk.dates import day_and_hour
from handlers.talk.events import WORDS_FOR_THE_BOT
from handlers.talk.forms import Form, NoAnswer, Question, drop_form
from handlers.talk.permissions import STAFF
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply, text
from handlers.talk.turn import Context, Turn, written_in
from storage.case_messages import NOTE, messages_of
from storage.case_messages import STAFF as BY_STAFF
from storage.cases import Case, lock_case
from storage.outbox import Priority


@dataclass(frozen=True)
class NoteOf:
    """The case on which a member of staff is writing a note: the answers of that form.

    `note` always stays None: the message that answers it is kept as the note and ends the form.
    """

    case: int
    note: None = None


async def take(update: Update, context: Context) -> None:
    """Handle « Je prends »: make the member of staff the owner, and make what they type next go to the person.

    Where they own the case already, only the latter is done; a refusal is shown as a notice.
    """
    turn = context.turn
    case = await case_pressed(update, turn)
    if case is not None:
        refused = await steps.take(desk_of(turn), case, turn.known().telegram_id, staff_name(turn.roles))
        if refused is not None:
            refuse(turn, case, refused.reason)
        if refused is None or refused.reason is Why.OWN:
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


async def transfer(update: Update, context: Context) -> None:
    """Handle « Transférer » of staff: list the colleagues, or offer the case to the one whose number is in the code.

    The code is `dtransf:<case>[:<rank in the team file>]`.
    """
    turn = context.turn
    case, number = await case_pressed(update, turn), pressed(update).number(1)
    if case is None:
        return
    me, may_all, members = turn.known().telegram_id, await oversees(turn, case), turn.knowledge.team.members
    refused = staff_step(case, Step.TRANSFER, me, turn.now, oversees=may_all)
    if isinstance(refused, Refusal):
        refuse(turn, case, refused.reason)
        return
    if number is None or number >= len(members):
        desk = desk_of(turn)
        there = [(rank, one.name) for rank, one in enumerate(members) if (await reachable(desk, one.name))[0]]
        others = [(rank, name) for rank, name in there if name != (case.owner_name or case.referent)]
        await turn.reply(Reply(staff_texts.TRANSFER_TO, buttons.transfer_rows(case.id, others)))
        return
    to, by, holder = members[number].name, staff_name(turn.roles), case.owner_name or case.referent
    done = await steps.transfer(desk_of(turn), case, me, by, to, oversees=may_all)
    if done is True:
        await turn.reply(Reply(staff_texts.transferred(case.id, holder, to)))
    else:
        turn.notice = staff_texts.NOT_LINKED


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


async def close(update: Update, context: Context) -> None:
    """Handle « Clore » of staff: close the case; where nobody ever replied to the person, ask first whether to."""
    turn = context.turn
    case = await case_pressed(update, turn)
    if case is None:
        return
    desk, me, may_all = desk_of(turn), turn.known().telegram_id, await oversees(turn, case)
    refused = staff_step(case, Step.CLOSE, me, turn.now, oversees=may_all)
    if isinstance(refused, Refusal):
        refuse(turn, case, refused.reason)
    elif pressed(update).rest(1) != "oui" and await _is_unanswered(turn, case):
        asked = Reply(staff_texts.ask_close(case.person_name), buttons.close_rows(case.id))
        await say_of_case(desk, case, me, asked, priority=Priority.ANSWER)
    else:
        await steps.close(desk, case, me, staff_name(turn.roles), oversees=may_all)


async def _is_unanswered(turn: Turn, case: Case) -> bool:
    """Whether nobody of staff has written to the person of a case; False where they telephoned."""
    return case.telegram_id is not None and all(
        one.author != BY_STAFF for one in spoken(await messages_of(turn.session, case.id))
    )


async def reopen(update: Update, context: Context) -> None:
    """Handle « Rouvrir » of staff: reopen the case, make who pressed its owner, and tell the person.

    It is theirs even where its last owner could have it again. What they type next goes to the person.
    """
    turn = context.turn
    case = await case_pressed(update, turn)
    if case is None:
        return
    desk, name, me = desk_of(turn), staff_name(turn.roles), turn.known().telegram_id
    refused = await steps.reopen(desk, case, name)
    if refused is None and case.owner_id not in (None, me):
        await steps.release(desk, case, Gone.REOPENED, tell=False)
    if refused is None and case.owner_id is None:
        refused = await steps.take(desk, case, me, name)
    if refused is not None:
        refuse(turn, case, refused.reason)
        return
    words = texts.reopened(case.id, name, promise_of(desk, case))
    await tell_person(desk, case, words)
    await turn_to(turn, case)


async def show(update: Update, context: Context) -> None:
    """Handle « Voir le dossier » of staff: send the card as a new message; what they type next goes to the person.

    With 0 for the case in the button's code, list all cases instead.
    """
    turn = context.turn
    if pressed(update).rest(0) == "0":
        await show_open(turn)
        return
    case = await case_pressed(update, turn)
    if case is not None:
        await show_card(desk_of(turn), case, turn.known().telegram_id, silent=False)
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
    """Handle « Ne plus lui écrire »: what the author types next goes to no case any more, but to the bot.

    For people who are not staff that lasts until a human writes to them or they have long been silent.
    """
    turn = context.turn
    was_on = turn.known().writing_to
    switch_off(turn.known())
    if STAFF.isdisjoint(turn.actors):
        to_robot(turn)  # a human who wrote lately would otherwise get what they write
    if not was_on:
        turn.notice = texts.SWITCH_WAS_OFF
        return
    await turn.reply(Reply(texts.NOW_TO_ROBOT))


async def ask_note(update: Update, context: Context) -> None:
    """Handle « Note » of staff: begin the form whose next message becomes a note on the case."""
    turn = context.turn
    case = await case_pressed(update, turn)
    if case is None:
        return
    switch_off(turn.known())
    await FORM_OF_NOTE.go_on(turn, NoteOf(case.id))


async def _read_note(turn: Turn, of: NoteOf, message: Message) -> Reply | NoAnswer:
    case, piece = await lock_case(turn.session, of.case), piece_of(message)
    is_theirs = case is not None and await sees(turn, case)
    if is_theirs and not piece.excerpt:
        return Reply(staff_texts.NOTE_IS_TEXT)
    await FORM_OF_NOTE.close(turn)
    if case is None or not is_theirs:
        return Reply(text(staff_texts.GONE))
    desk, name = desk_of(turn), staff_name(turn.roles)
    await keep_message(desk, case, NOTE, turn.known().telegram_id, name, piece)
    desk.note(case, Step.NOTE, name)
    await refresh(desk, case)
    await say_of_case(desk, case, turn.known().telegram_id, Reply(staff_texts.NOTED), priority=Priority.ANSWER)
    return NoAnswer.TAKEN


FORM_OF_NOTE = Form(
    name="casenote",
    action=NOTE_CASE,
    answers=NoteOf,
    steps={"note": Question(Reply(staff_texts.ASK_NOTE), _read_note, keeps=True)},
)
