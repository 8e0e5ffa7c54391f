"""« Note »: what a member of staff writes on a case for colleagues, and its person never reads."""

from dataclasses import dataclass
from typing import Any

from telegram import Message, Update

from handlers.cases.core import staff_texts
from handlers.cases.core.actions import NOTE_CASE
from handlers.cases.core.cards import refresh
from handlers.cases.core.desk import desk_of
from handlers.cases.core.people import staff_name
from handlers.cases.core.piece import piece_of
from handlers.cases.core.relay import keep_message, say_of_case
from handlers.cases.core.rules import Step
from handlers.cases.core.switch import switch_off
from handlers.cases.staff import note_texts
from handlers.cases.staff.seeing import case_pressed, case_seen
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
    desk, name = desk_of(turn), staff_name(turn.roles)
    await keep_message(desk, case, NOTE, turn.known().telegram_id, name, piece)
    desk.note(case, Step.NOTE, name)
    await refresh(desk, case)
    return case


async def _read_note(turn: Turn, of: NoteOf, message: Message) -> Reply | NoAnswer:
    case = await keep_note(turn, FORM, of.case, message)
    if isinstance(case, Reply):
        return case
    noted = Reply(note_texts.noted(case.id, case.person_name))
    await say_of_case(desk_of(turn), case, turn.known().telegram_id, noted, priority=Priority.ANSWER)
    return NoAnswer.TAKEN


FORM = Form(
    name="casenote",
    action=NOTE_CASE,
    answers=NoteOf,
    steps={"note": Question(Reply(note_texts.ASK_NOTE), _read_note, keeps=True)},
)
