"""The outcomes of copies: they are noted on the card and the receipts, and what did not arrive counts as no answer."""

from collections.abc import Collection

from handlers.cases.core import receipt_texts, staff_texts, steps, texts
from handlers.cases.core.album import album_with, deliveries_of
from handlers.cases.core.cards import delivery_state_of, refresh, show_card
from handlers.cases.core.desk import ROBOT, Desk, desk_of
from handlers.cases.core.opening import tell_person
from handlers.cases.core.people import overseers, who_answers
from handlers.cases.core.piece import MessageKind
from handlers.cases.core.receipts import correct_receipt
from handlers.cases.core.relay import pass_to_staff, say_of_case
from handlers.cases.core.rules import Gone, remind_again_at
from handlers.cases.core.taking_back import show_in_receipt
from handlers.talk.dates import hour
from handlers.talk.public_contact import public_contact
from handlers.talk.replies import Reply
from handlers.talk.tick import Tick
from storage.case_copies import (
    AGAIN,
    BLOCKED,
    CARD,
    DELIVERED,
    FAILED,
    GONE,
    RELAY,
    REMOVAL,
    WAITING,
    CaseCopy,
    cases_with_news,
    copies_of,
    copies_with_news,
    note_removed,
)
from storage.case_messages import PERSON, STAFF, CaseMessage, messages_of, spoken
from storage.cases import Case, lock_case
from storage.outbox import Failure, OutboxMessage, State


async def note_outcomes(tick: Tick) -> None:
    """Note which messages of cases have arrived, edit their receipts and cards, and pass on what reached nobody.

    It looks at the cases of which the outbox has news, each locked in turn.
    """
    desk = desk_of(tick)
    for case_id in await cases_with_news(tick.session):
        case = await lock_case(tick.session, case_id)
        if case is not None:
            await _note_outcomes_of(desk, case)


async def _note_outcomes_of(desk: Desk, case: Case) -> None:
    news = []
    for copy, row in await copies_with_news(desk.session, case.id):
        copy.state, copy.message_id = _state_of(copy, row), row.message_id
        news.append(copy)
    await desk.session.flush()
    touched = {copy.case_message_id for copy in news if copy.kind in (RELAY, REMOVAL)} - {None}
    lost_cards = [copy for copy in news if copy.kind == CARD and copy.state in (BLOCKED, FAILED)]
    for copy in news:
        if copy.kind == REMOVAL and copy.state == DELIVERED and copy.case_message_id is not None:
            await note_removed(desk.session, copy.case_message_id, copy.chat_id)
        if copy.kind == AGAIN and copy.state != DELIVERED:
            await say_of_case(desk, case, copy.chat_id, Reply(staff_texts.ORIGINAL_GONE), silent=True)
    await _show_anew(desk, case, {copy.chat_id for copy in news if copy.state == GONE})
    if touched:
        await _tell_authors(desk, case, touched)
    if lost_cards:
        await _handle_lost_cards(desk, case, lost_cards)
    if touched or lost_cards:
        await refresh(desk, case)


async def _tell_authors(desk: Desk, case: Case, touched: Collection[int | None]) -> None:
    """Tell the authors of the messages with these ids what became of them, or of their removal if taken back."""
    copies = await copies_of(desk.session, case.id, RELAY, CARD)
    for message in await messages_of(desk.session, case.id):
        if message.id in touched and message.withdrawn_at is not None:
            await show_in_receipt(desk, case, message)
        elif message.id in touched:
            await _tell_author(desk, case, message, delivery_state_of(message, copies) or WAITING)


async def _show_anew(desk: Desk, case: Case, cleared: Collection[int]) -> None:
    """Show the card of an open case once more in these chats, whose owners have deleted it."""
    for chat_id in cleared if case.is_open else ():
        await show_card(desk, case, chat_id, silent=True)


def _state_of(copy: CaseCopy, row: OutboxMessage) -> str:
    if row.state == State.SENT:
        return DELIVERED
    if copy.kind == CARD and row.failure == Failure.GONE:
        return GONE
    return BLOCKED if row.failure == Failure.BLOCKED else FAILED


async def _tell_author(desk: Desk, case: Case, message: CaseMessage, state: str) -> None:
    if state == WAITING:
        return
    is_staff = message.author == STAFF
    whom = case.person_name if is_staff else await who_answers(desk, case)
    if state == DELIVERED:
        await _correct_receipt(desk, case, message, whom)
        if is_staff:
            steps.note_answered(desk, case, message.author_name)
        return
    desk.note(case, "not delivered", message.author_name if is_staff else "person", state)
    await _correct_receipt(desk, case, message, whom)
    if is_staff:
        is_file_lost = message.kind == MessageKind.MODEL_WITH_FILE and state == FAILED
        html = staff_texts.not_arrived(case.id, case.person_name, state == BLOCKED)
        html = staff_texts.file_lost(case.id, case.person_name) if is_file_lost else html
        await say_of_case(desk, case, message.telegram_id, Reply(html))
    elif state == BLOCKED and case.owner_id is not None:
        await _handle_lost_owner(desk, case)


async def _correct_receipt(desk: Desk, case: Case, message: CaseMessage, whom: str) -> None:
    """Queue an edit of the receipt of a message, or of its album, to what arrived; nothing while that is not known."""
    album = await album_with(desk, case, message)
    states = await deliveries_of(desk, case, album)
    lost = sum(state in (BLOCKED, FAILED) for state in states)
    if lost == 0 and WAITING in states:
        return
    if lost == 0:
        html = receipt_texts.arrived(whom, hour(desk.now, desk.hours.zone), in_words=message.kind == MessageKind.TEXT)
    elif lost == len(album):
        html = receipt_texts.not_arrived(whom, BLOCKED in states)
    else:
        html = receipt_texts.partly_arrived(whom, lost, len(album))
    await correct_receipt(desk, case, album[0], html)


async def _handle_lost_owner(desk: Desk, case: Case) -> None:
    """Take a case from its owner, who has blocked the bot, and send others the person's messages that reached nobody.

    Where nobody of staff is left, the person is told.
    """
    if not await steps.release(desk, case, Gone.BLOCKED):
        await tell_nobody_reached(desk, case)
        return
    await pass_on_undelivered(desk, case)


async def pass_on_undelivered(desk: Desk, case: Case) -> None:
    """Queue the messages of the person that reached nobody to all chats of staff that have the card of the case."""
    copies = await copies_of(desk.session, case.id, RELAY)
    lost = [
        message
        for message in await _messages_of_person(desk, case)
        if delivery_state_of(message, copies) in (BLOCKED, FAILED)
    ]
    cards = await copies_of(desk.session, case.id, CARD)
    chats = sorted({copy.chat_id for copy in cards if copy.state in (WAITING, DELIVERED)})
    await pass_to_staff(desk, case, lost, chats)


async def _handle_lost_cards(desk: Desk, case: Case, lost: list[CaseCopy]) -> None:
    """Where no card of an open case arrived anywhere, queue it and the person's messages to the team and its stand-in.

    `lost` are the cards that failed. With nobody left, the person is told so and the promise is taken back.
    """
    desk.note(case, "card not delivered", ROBOT, ", ".join(sorted({copy.state for copy in lost})))
    cards = await copies_of(desk.session, case.id, CARD)
    if any(copy.state in (WAITING, DELIVERED) for copy in cards) or not case.is_open:
        return
    known = {copy.chat_id for copy in cards}
    others = [chat_id for chat_id in await overseers(desk) if chat_id not in known]
    for chat_id in others:
        await show_card(desk, case, chat_id)
    if others:
        await pass_to_staff(desk, case, await _messages_of_person(desk, case), others, with_card=True)
    else:
        await tell_nobody_reached(desk, case)


async def _messages_of_person(desk: Desk, case: Case) -> list[CaseMessage]:
    return [message for message in spoken(await messages_of(desk.session, case.id)) if message.author == PERSON]


async def tell_nobody_reached(desk: Desk, case: Case) -> None:
    """Tell the person that nobody of staff can be reached, and give the public contact.

    The case stays open, without a promise; staff are tried again after one day of work.
    """
    case.promise_at = case.escalate_at = None
    case.remind_at = remind_again_at(desk.now, desk.work)  # by then somebody may be there
    desk.note(case, "nobody reached", ROBOT)
    contact = public_contact(desk.knowledge.team)
    await tell_person(desk, case, texts.nobody_reached(case.id, contact))
