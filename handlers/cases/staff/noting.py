"""« Note »: what a member of staff writes on a case for colleagues, and its person never reads."""

from dataclasses import dataclass
from typing import Any

from telegram import Message, Update

from handlers.cases.core import staff_texts, texts
from handlers.cases.core.actions import NOTE_CASE
from handlers.cases.core.cards import refresh
from handlers.cases.core.desk import desk_of
from handlers.cases.core.held_back import free
from handlers.cases.core.people import staff_name
from handlers.cases.core.piece import Piece, piece_chosen, piece_of
from handlers.cases.core.relay import keep_message, say_of_case
from handlers.cases.core.rules import Step
from handlers.cases.core.switch import switch_off
from handlers.cases.staff import note_texts
from handlers.cases.staff.seeing import case_pressed, case_seen
from handlers.talk.codes import LARGEST_ID, pressed
from handlers.talk.forms import Form, NoAnswer, Question
from handlers.talk.replies import Reply, text
from handlers.talk.turn import Context, Turn
from storage.case_messages import NOTE
from storage.cases import Case
from storage.outbox import Priority


@dataclass(frozen=True)
class NoteOf:
    """The case on which a member of staff is writing a note: the answers of that form.

    `note` always stays None: the message that answers it is kept as the note and ends the form.
    """

    case: int
    note: None = None


async def ask_note(update: Update, context: Context) -> None:
    """Handle « Note » of staff: begin the form whose next message becomes a note on the case."""
    turn = context.turn
    case = await case_pressed(update, turn)
    if case is not None:
        switch_off(turn.known())
        await FORM.go_on(turn, NoteOf(case.id))


async def keep_note(turn: Turn, form: Form[Any], number: int, message: Message) -> Case | Reply:
    """Keep a message as a note on the case with this number, close the form that asked for it, and return the case.

    Return a reply, with nothing kept, where the message has no words or the author does not see the case any more.
    """
    case, piece = await case_seen(turn, number), piece_of(message)
    if case is not None and not piece.excerpt:
        return Reply(note_texts.NOTE_IS_TEXT)
    await form.close(turn)
    if case is None:
        return Reply(text(staff_texts.GONE))
    await _keep(turn, case, piece)
    return case


async def _keep(turn: Turn, case: Case, piece: Piece) -> None:
    desk, name = desk_of(turn), staff_name(turn.roles)
    await keep_message(desk, case, NOTE, turn.known().telegram_id, name, piece)
    desk.note(case, Step.NOTE, name)
    await refresh(desk, case)


async def keep_held_back(update: Update, context: Context) -> None:
    """Handle « C'est une note » under a message held back: keep it as a note, and let it wait no more."""
    turn = context.turn
    case, number = await case_pressed(update, turn), pressed(update).number(1, LARGEST_ID)
    if case is None or number is None:
        return
    piece = piece_chosen(update, number)
    if not piece.excerpt or not free(turn.known(), number):
        turn.notice = texts.ALREADY_PASSED_ON
        return
    await _keep(turn, case, piece)
    await _say_noted(turn, case)


async def _say_noted(turn: Turn, case: Case) -> None:
    noted = Reply(note_texts.noted(case.id, case.person_name))
    await say_of_case(desk_of(turn), case, turn.known().telegram_id, noted, priority=Priority.ANSWER)


async def _read_note(turn: Turn, of: NoteOf, message: Message) -> Reply | NoAnswer:
    case = await keep_note(turn, FORM, of.case, message)
    if isinstance(case, Reply):
        return case
    await _say_noted(turn, case)
    return NoAnswer.TAKEN


FORM = Form(
    name="casenote",
    action=NOTE_CASE,
    answers=NoteOf,
    steps={"note": Question(Reply(note_texts.ASK_NOTE), _read_note, keeps=True)},
)
