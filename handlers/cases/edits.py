"""A message corrected after it was sent: in a case, its copies follow; elsewhere it is read as a new one."""

from telegram import Message, Update
from telegram.ext import filters

from handlers.answers.ask import ask
from handlers.cases.cards import refresh
from handlers.cases.desk import Desk, desk_of
from handlers.cases.doubt import is_held
from handlers.cases.relay import correct_copy, piece_of
from handlers.turn import Context
from storage.case_copies import CARD, DELIVERED, RELAY, WAITING, copies_of
from storage.case_messages import CaseMessage, message_written
from storage.cases import Case, lock_case


async def take_edit(update: Update, context: Context) -> None:
    turn, message = context.turn, update.edited_message
    if message is None or turn.person is None:
        return
    known = await message_written(turn.session, turn.person.telegram_id, message.message_id)
    for one in known:
        case = await lock_case(turn.session, one.case_id)
        if case is not None and case.is_open:
            await _correct(desk_of(turn), case, one, message)
    if is_held(turn.person, message.message_id):
        return  # the question still stands, and its answer sends what is written now
    if not known and filters.TEXT.filter(message):
        await ask(update, context)


async def _correct(desk: Desk, case: Case, kept: CaseMessage, message: Message) -> None:
    """A text is corrected in place, for good; of a file only the words under it can be."""
    piece = piece_of(message)
    kept.excerpt, kept.is_cut, kept.edited_at = piece.excerpt, piece.is_cut, desk.now
    desk.note(case, "edited", kept.author_name if kept.author != "person" else "person")
    cards = {copy.outbox_id for copy in await copies_of(desk.session, case.id, CARD)}
    for copy in await copies_of(desk.session, case.id, RELAY):
        is_own = copy.case_message_id == kept.id and copy.state in (WAITING, DELIVERED)
        if is_own and copy.outbox_id not in cards:
            await correct_copy(desk, case, kept, copy, piece)
    await refresh(desk, case)
