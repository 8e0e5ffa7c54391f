"""The way of a message into a case: as a reply to one of its messages, or by the switch; never by guessing."""

from collections.abc import Sequence

from telegram import Message, Update

from handlers.cases.core import buttons, staff_texts, steps, texts
from handlers.cases.core.actions import REPLY_TO_CASE
from handlers.cases.core.alarm import note_alarm
from handlers.cases.core.cards import refresh, show_card
from handlers.cases.core.desk import PERSON as BY_PERSON
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.doubt import ask_for_whom, ask_staff_for_whom, ask_whether_note, is_in_doubt
from handlers.cases.core.held_back import note_sent, pieces_held_back
from handlers.cases.core.opening import promise_of, tell_person
from handlers.cases.core.outcomes import tell_nobody_reached
from handlers.cases.core.people import is_staff, route_to, sees_all, staff_name, who_answers
from handlers.cases.core.phones import read_phone
from handlers.cases.core.piece import MessageKind, Piece, piece_of
from handlers.cases.core.receipts import give_receipt, key_of_album
from handlers.cases.core.relay import (
    chats_with_card,
    keep_message,
    pass_to_person,
    pass_to_staff,
    say_of_case,
    send_earlier_messages,
)
from handlers.cases.core.rules import may_reply, switch_is_over
from handlers.cases.core.switch import TO_ROBOT, switch_off
from handlers.talk.buttons import human
from handlers.talk.permissions import STAFF, may
from handlers.talk.replies import Button, Reply, Rows
from handlers.talk.thanks import DAYS, agrees, is_automatic, is_thanks_to, only_thanks
from handlers.talk.turn import Context, Turn
from knowledge.text.words import plain
from storage.case_copies import case_of_receipt, case_shown_in, cases_with_card_in
from storage.case_messages import PERSON, message_written, messages_of, spoken
from storage.case_messages import STAFF as BY_STAFF
from storage.cases import Case, State, lock_case
from storage.outbox import Priority

WORTH_KEEPING = 200  # characters of an answer that its author may well write again
_STOPS = frozenset({"annuler", "annule", "annulez"})


async def take_for_case(update: Update, context: Context) -> bool:
    """Write a message into the case that it is for, or hold it back and ask its author for which case it is.

    It is for the case of the message that it replies to, else for the case that the author chose to write to. Return
    False where nothing was done, so that the message is for the bot. « annuler », typed alone by staff, ends their
    choice.
    """
    turn, message = context.turn, update.message
    if message is None or turn.person is None:
        return False
    person, is_in_a_form = turn.person, turn.person.awaiting is not None
    case_id = await _case_replied_to(turn, message) or await _case_of_album(turn, message)
    if case_id is None and not is_in_a_form:
        case_id = _case_of_switch(turn)
        if case_id is not None and _stops_writing(turn, message):
            switch_off(person)
            await turn.reply(Reply(staff_texts.NOBODY_WRITTEN_TO))
            return True
        if await is_in_doubt(turn):
            return await ask_for_whom(turn, message)
    if case_id is not None and await ask_whether_note(turn, message, case_id):
        return True
    if case_id is not None and await write_to(turn, case_id, piece_of(message)):
        return True
    return not is_in_a_form and await ask_staff_for_whom(turn, message)


def _stops_writing(turn: Turn, message: Message) -> bool:
    """Whether a member of staff types « annuler » and nothing else, by which they stop writing into a case."""
    return not STAFF.isdisjoint(turn.actors) and plain(message.text or "").strip() in _STOPS


async def _case_replied_to(turn: Turn, message: Message) -> int | None:
    target = message.reply_to_message
    if target is None:
        return None
    shown = await case_shown_in(turn.session, turn.known().telegram_id, target.message_id)
    if shown is None:
        own = await message_written(turn.session, turn.known().telegram_id, target.message_id)
        shown = own[-1].case_id if own else None
    # Of a message sent twice by a crash, the first is in no record, but its buttons still tell the case.
    return shown if shown is not None else buttons.case_told_by(_codes_under(target))


async def _case_of_album(turn: Turn, message: Message) -> int | None:
    """Return the case into which the picture before this one of the same album went: an album is one gesture."""
    if message.media_group_id is None:
        return None
    return await case_of_receipt(turn.session, key_of_album(turn.known().telegram_id, message.media_group_id))


def _codes_under(message: Message) -> list[str]:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return [button.callback_data for row in rows for button in row if isinstance(button.callback_data, str)]


def _case_of_switch(turn: Turn) -> int | None:
    """Return the number of the case that the author has chosen to write to; None where they chose none, or the bot.

    A choice that was not used for too long ends first. People who have chosen the bot keep that while they write.
    """
    person = turn.known()
    if switch_is_over(person.writing_at, turn.now):
        switch_off(person)
    if person.writing_to == TO_ROBOT and STAFF.isdisjoint(turn.actors):
        person.writing_at = turn.now  # they are still talking with the bot
    return person.writing_to or None


async def write_to(turn: Turn, case_id: int, piece: Piece, rows: Rows = ()) -> bool:
    """Write a message into a case, as the person's or as a reply of staff; return False where it is not the author's.

    False, with nothing done, means that the case is gone, or is neither the author's own nor one that they see as
    staff. Where a rule refuses the message, its author is told, and True is returned. `rows` are buttons under the
    person's receipt.
    """
    case = await lock_case(turn.session, case_id)
    if case is None:
        return False
    telegram_id = turn.known().telegram_id
    if turn.known().writing_to == case.id:
        turn.known().writing_at = turn.now
    if telegram_id == case.telegram_id:
        await _person_writes(turn, case, piece, rows)
        return True
    if not may(turn.actors, REPLY_TO_CASE):
        return False
    if case.id not in await cases_with_card_in(turn.session, telegram_id) and not sees_all(turn.actors):
        return False
    await _staff_writes(turn, case, piece)
    return True


async def write_once(turn: Turn, case: Case, piece: Piece) -> None:
    """Write a message into a case; if it was written into that case before, only show a notice that says so."""
    known = await message_written(turn.session, turn.known().telegram_id, piece.message_id)
    if any(one.case_id == case.id for one in known):
        turn.notice = texts.ALREADY_PASSED_ON
    else:
        await write_to(turn, case.id, piece)


async def send_held_back(update: Update, turn: Turn, case: Case, message_id: int) -> None:
    """Write a message held back, and the rest of its album, into the case that its author has now chosen.

    Nothing is written, and a notice says why, where it was written into a case before or its album is no longer known.
    """
    for piece in await pieces_held_back(update, turn, message_id):
        await write_to(turn, case.id, piece)
    if turn.notice is None:
        await note_sent(turn, case, message_id)


async def _person_writes(turn: Turn, case: Case, piece: Piece, rows: Rows) -> None:
    desk, thanks = desk_of(turn), asks_nothing(case, piece)
    if case.state == State.CLOSED and await _leaves_closed(desk, case, piece):
        await turn.reply(Reply(texts.stays_closed(case.id)))
        return
    if case.state == State.CLOSED:
        refused = await steps.reopen(desk, case, BY_PERSON)
        if refused is not None:
            switch_off(turn.known())
            await turn.reply(Reply(texts.too_late_to_reopen(case.id, is_message=True), [[human()]]))
            return
        whom = await who_answers(desk, case)
        await tell_person(desk, case, texts.reopened(case.id, whom, promise_of(desk, case)))
    if not thanks:
        await steps.ask(desk, case)
    note_alarm(desk, case, turn.heard.kinds or turn.reader.heard(piece.excerpt).kinds)
    readers = await readers_of(desk, case)  # before the message is kept: new readers are shown what was written earlier
    message = await keep_message(desk, case, PERSON, turn.known().telegram_id, case.person_name, piece)
    if not readers:
        await tell_nobody_reached(desk, case)
    elif not piece.is_rest_of_album:
        under = [*_call_rows(case, piece), *rows]
        await give_receipt(desk, case, message, await who_answers(desk, case), rows=under, album=piece.album)
    await pass_to_staff(desk, case, [message], readers, piece=piece)
    await refresh(desk, case)


def _call_rows(case: Case, piece: Piece) -> list[list[Button]]:
    """Make the button by which a person is called at the number that stands in their message; none without one."""
    phone = read_phone(piece.excerpt)
    return [[buttons.call_at(case.id, phone)]] if phone is not None and phone != case.phone else []


def asks_nothing(case: Case, piece: Piece) -> bool:
    """Whether a message is a sticker, thanks, assent or an automatic reply: passed on to staff, no answer is due."""
    if piece.kind == MessageKind.STICKER or (piece.kind == MessageKind.ANIMATION and not piece.excerpt):
        return True
    if piece.kind != MessageKind.TEXT:
        return False
    is_thanks = not piece.is_cut and only_thanks(piece.excerpt, {*DAYS, *_names(case)})
    return is_thanks or is_automatic(piece.excerpt)


def _names(case: Case) -> list[str]:
    return plain(f"{case.owner_name or ''} {case.referent}").split()


async def _leaves_closed(desk: Desk, case: Case, piece: Piece) -> bool:
    """Whether a person's message to a closed case does not reopen it, as it is a sticker or only thanks.

    After a question of staff, an assent, a refusal or a figure reopens it.
    """
    if is_automatic(piece.excerpt):
        return True
    if piece.kind != MessageKind.TEXT or piece.is_cut:
        return piece.kind == MessageKind.STICKER
    said = [one for one in spoken(await messages_of(desk.session, case.id)) if one.author == BY_STAFF]
    is_asked = bool(said) and ("?" in said[-1].excerpt or said[-1].is_cut)
    return is_thanks_to(piece.excerpt, _names(case)) and not (is_asked and agrees(piece.excerpt))


async def readers_of(desk: Desk, case: Case) -> Sequence[int]:
    """Return the chats of staff that get what is written in a case: its owner's, or of all to whom it is offered.

    Where one of the latter lacks the card, it is queued to them first, with the earlier messages.
    """
    if case.owner_id is not None:
        return [case.owner_id]
    route = await route_to(desk, case.role, case.referent)
    chats = route.recipients if route is not None else ()
    known = await chats_with_card(desk, case)
    for chat_id in chats:
        if chat_id not in known:
            await show_card(desk, case, chat_id)
            await send_earlier_messages(desk, case, chat_id)
    return chats or [chat for chat in known if await is_staff(desk, chat)]


async def _staff_writes(turn: Turn, case: Case, piece: Piece) -> None:
    desk, telegram_id, name = desk_of(turn), turn.known().telegram_id, staff_name(turn.roles)
    refused = may_reply(case, telegram_id)
    if refused is not None:
        desk.note(case, "reply refused", name, refused.reason)
        html = staff_texts.reply_refused(refused.reason, case.id, case.owner_name or case.referent)
        refusal = Reply(html, await _ways_on(turn, case))
        await say_of_case(desk, case, telegram_id, refusal, priority=Priority.ANSWER)
        return
    if case.telegram_id is None:
        await turn.reply(Reply(staff_texts.no_telegram(case.person_name, case.id)), forget=True)
        return
    if case.owner_id is None:
        await steps.take(desk, case, telegram_id, name)
    message = await keep_message(desk, case, BY_STAFF, telegram_id, name, piece)
    desk.note(case, "reply", name)
    if not piece.is_rest_of_album:
        await give_receipt(desk, case, message, case.person_name, rows=_worth_keeping(case, piece), album=piece.album)
    await pass_to_person(desk, case, message, name, piece)
    await refresh(desk, case)


def _worth_keeping(case: Case, piece: Piece) -> Rows:
    """Make the button under the receipt of an answer that is long enough to be kept as a model; none under others."""
    if piece.kind != MessageKind.TEXT or piece.length < WORTH_KEEPING:
        return ()
    return [[buttons.of_case(buttons.KEEP_AS_MODEL, buttons.LABEL_KEEP, case.id)]]


async def _ways_on(turn: Turn, case: Case) -> list[list[Button]]:
    if case.state == State.CLOSED:
        return [[buttons.of_case(buttons.REOPEN, buttons.LABEL_REOPEN, case.id)]]
    return [[buttons.of_case(buttons.SHOW, buttons.LABEL_SHOW, case.id)]]
