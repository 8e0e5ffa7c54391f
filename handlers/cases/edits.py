"""Corrected messages: in a case their copies are corrected too; elsewhere they are read as new ones."""

from telegram import Message, Update
from telegram.ext import filters

from handlers.cases.core import buttons, staff_texts, steps, taken_back_texts, texts
from handlers.cases.core.alarm import note_alarm
from handlers.cases.core.cards import refresh
from handlers.cases.core.desk import desk_of
from handlers.cases.core.held_back import is_held_back
from handlers.cases.core.outcomes import tell_nobody_reached
from handlers.cases.core.piece import Piece, piece_of
from handlers.cases.core.relay import correct_copy, pass_to_staff
from handlers.cases.core.switch import other_side
from handlers.cases.core.writing import readers_of
from handlers.cases.draft_edits import take_edit_of_draft
from handlers.talk.events import WORDS_FOR_THE_BOT
from handlers.talk.replies import Reply
from handlers.talk.turn import Context, Turn, text_of
from storage.case_copies import CARD, DELIVERED, RELAY, WAITING, copies_of
from storage.case_messages import NOTE, PERSON, CaseMessage, message_written
from storage.cases import Case, lock_case
from storage.people import has_blocked


async def take_edit(update: Update, context: Context) -> None:
    """Handle a message that its author has corrected on Telegram: correct it in every case into which it was written.

    A closed case takes no correction but of notes, and the author is told. A message of no case is read anew, as an
    answer of the form under way or as a message to the bot; one held back just waits on.
    """
    turn, message = context.turn, update.edited_message
    if message is None or turn.person is None:
        return
    if not piece_of(message).carrier:
        return  # a live position that moves has no words to correct
    known = await message_written(turn.session, turn.person.telegram_id, message.message_id)
    for one in known:
        await _take_correction(turn, one, message)
    if is_held_back(turn.person, message.message_id):
        return  # the question still stands, and its answer sends what is written now
    if known or await take_edit_of_draft(turn, message):
        return
    if filters.TEXT.filter(message):
        await WORDS_FOR_THE_BOT.announce(turn, text_of(update), message)


async def _take_correction(turn: Turn, one: CaseMessage, message: Message) -> None:
    """Correct a message in its case; where it was taken back or its case is closed, tell its author that it stays."""
    case = await lock_case(turn.session, one.case_id)
    if case is not None and one.withdrawn_at is not None:
        await turn.reply(Reply(taken_back_texts.correction_refused()))
    elif case is not None and (case.is_open or one.author == NOTE):
        await _correct(turn, case, one, message)
        await _tell_if_not_delivered(turn, case, one)
    elif case is not None:
        await _refuse(turn, case, one)


async def _refuse(turn: Turn, case: Case, kept: CaseMessage) -> None:
    """Tell the author of a corrected message that its case is closed, so that nothing was corrected."""
    if kept.author == PERSON:
        await turn.reply(Reply(texts.correction_refused(case.id), [[buttons.reopen_and_write(case.id)]]))
    else:
        rows = [[buttons.of_case(buttons.REOPEN, "Rouvrir", case.id)]]
        await turn.reply(Reply(staff_texts.correction_refused(case.id), rows))


async def _tell_if_not_delivered(turn: Turn, case: Case, kept: CaseMessage) -> None:
    """Tell the author of a corrected message that nobody got the correction.

    That is where no copy of it arrived, or its reader has blocked the bot.
    """
    desk = desk_of(turn)
    copies = [one for one in await copies_of(desk.session, case.id, RELAY) if one.case_message_id == kept.id]
    blocked = [copy for copy in copies if await has_blocked(desk.session, copy.chat_id)]
    if kept.author == NOTE or any(one.state in (WAITING, DELIVERED) and one not in blocked for one in copies):
        return
    whom = await other_side(desk, case, kept.telegram_id)
    await turn.reply(Reply(texts.correction_not_delivered(whom, is_blocked=bool(blocked))))


async def _correct(turn: Turn, case: Case, kept: CaseMessage, message: Message) -> None:
    """Write a corrected message into the record of its case, and queue edits of its copies and of the card.

    Only words are corrected: of a file, its caption. A danger that they tell now and did not tell before comes to staff
    as a message of its own.
    """
    desk, piece, is_persons = desk_of(turn), piece_of(message), kept.author == PERSON
    told_before = turn.reader.heard(kept.excerpt).kinds
    kept.excerpt, kept.is_cut, kept.edited_at = piece.excerpt, piece.is_cut, desk.now
    desk.note(case, "edited", PERSON if is_persons else kept.author_name)
    cards = {copy.outbox_id for copy in await copies_of(desk.session, case.id, CARD)}
    for copy in await copies_of(desk.session, case.id, RELAY):
        is_own = copy.case_message_id == kept.id and copy.state in (WAITING, DELIVERED)
        if is_own and copy.outbox_id not in cards:
            await correct_copy(desk, case, kept, copy, piece)
    if is_persons and not set(turn.heard.kinds) <= set(told_before):
        await _pass_danger_on(turn, case, kept, piece)
    await refresh(desk, case)


async def _pass_danger_on(turn: Turn, case: Case, kept: CaseMessage, piece: Piece) -> None:
    """Queue a corrected message to staff anew, with the sound that an edit does not make; an answer to it is due.

    The number that the bot gave stands in the case.
    """
    desk = desk_of(turn)
    await steps.ask(desk, case)
    note_alarm(desk, case, turn.heard.kinds)
    readers = await readers_of(desk, case)
    if not readers:
        await tell_nobody_reached(desk, case)
    await pass_to_staff(desk, case, [kept], readers, piece=piece)
