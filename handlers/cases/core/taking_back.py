"""A message taken back by its author: it is deleted at the other end, both sides are told, its words are forgotten."""

from itertools import takewhile

from handlers.cases.core import steps, taken_back_texts
from handlers.cases.core.album import album_with
from handlers.cases.core.cards import refresh
from handlers.cases.core.desk import PERSON as BY_PERSON
from handlers.cases.core.desk import Desk
from handlers.cases.core.opening import promise_of
from handlers.cases.core.people import who_answers
from handlers.cases.core.receipts import correct_receipt
from handlers.cases.core.relay import say_of_case, who_speaks
from handlers.cases.core.rules import Stays, due_for, may_take_back
from handlers.talk.dates import hour
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply
from storage.case_copies import (
    AGAIN,
    BLOCKED,
    CARD,
    DELIVERED,
    FAILED,
    NOTICE,
    RELAY,
    REMOVAL,
    WAITING,
    CaseCopy,
    copies_of,
)
from storage.case_messages import NOTE, PERSON, STAFF, CaseMessage, messages_of, spoken
from storage.cases import Case, State
from storage.outbox import Priority


async def take_back(desk: Desk, case: Case, message: CaseMessage) -> Refusal[Stays] | None:
    """Take a message and its album back from a case: delete it at the other end, tell both sides, forget its words.

    Where it was the answer, an answer is due again; where it was the question, none is due any more. Return why nothing
    was done: it was taken back before, or is too old for Telegram.
    """
    refused = may_take_back(message.written_at, message.withdrawn_at, desk.now)
    if refused is not None:
        return refused
    readers: set[int] = set()
    for one in await album_with(desk, case, message):
        readers |= await remove_copies(desk, case, one)
        one.withdrawn_at, one.excerpt, one.is_cut = desk.now, "", False
    desk.note(case, "taken back", message.author_name if message.author == STAFF else BY_PERSON)
    is_due = await note_what_is_due(desk, case, message.author, message.author_name)
    for chat_id in sorted(readers):
        promise = promise_of(desk, case) if is_due and chat_id == case.telegram_id else ""
        told = Reply(taken_back_texts.told(who_speaks(case, message, chat_id), promise))
        await say_of_case(desk, case, chat_id, told, silent=True)
    await show_in_receipt(desk, case, message)
    await refresh(desk, case)
    return None


async def remove_copies(desk: Desk, case: Case, message: CaseMessage) -> set[int]:
    """Queue the deletion of all copies of a message, and return the chats where one was shown or is on its way.

    The card, where it stands for the message, is not deleted: the caller brings it up to date.
    """
    every = await copies_of(desk.session, case.id, AGAIN, CARD, RELAY, NOTICE)
    cards = {copy.outbox_id for copy in every if copy.kind == CARD}
    chats = set()
    for copy in every:
        is_shown = copy.case_message_id == message.id and copy.state in (WAITING, DELIVERED)
        if is_shown and copy.outbox_id in cards:
            chats.add(copy.chat_id)
        elif is_shown:
            row = await desk.call(copy.chat_id, "delete_message", {}, priority=Priority.ANSWER, aims=copy, watched=True)
            removal = CaseCopy(
                case_id=case.id, chat_id=copy.chat_id, kind=REMOVAL, outbox_id=row.id, case_message_id=message.id
            )
            desk.session.add(removal)
            chats.add(copy.chat_id)
    await desk.session.flush()
    return chats


async def note_what_is_due(desk: Desk, case: Case, author: str, name: str) -> bool:
    """Bring a case up to date once a message of this author was taken out; return whether an answer is due again.

    A question taken back leaves none due, if staff spoke last. An answer taken back, with no other since the person's
    last words, leaves one due: by the promise of before where that is still ahead.
    """
    said = spoken(await messages_of(desk.session, case.id))
    if author == STAFF and not any(one.author == STAFF for one in said):
        case.first_reply_at = None
    last = said[-1].author if said else PERSON
    if author == PERSON and case.state == State.TAKEN and last == STAFF and case.first_reply_at is not None:
        steps.note_question_taken_back(desk, case)
    if author != STAFF or case.state != State.WAITING or last == STAFF:
        return False
    promised = case.promise_at
    await steps.ask(desk, case, name)
    if promised is not None and promised > desk.now:
        case.promise_at = case.escalate_at = promised
        unanswered = [*takewhile(lambda one: one.author == PERSON, reversed(said))]
        remind_at = due_for(unanswered[-1].written_at if unanswered else desk.now, desk.work).remind_at
        case.remind_at = remind_at if desk.now < remind_at < promised else None
    return True


async def show_in_receipt(desk: Desk, case: Case, message: CaseMessage) -> None:
    """Queue an edit of the receipt of a message taken back, to what became of its copies at the other end."""
    album = await album_with(desk, case, message)
    ids = {one.id for one in album}
    every = [copy for copy in await copies_of(desk.session, case.id, RELAY, REMOVAL) if copy.case_message_id in ids]
    never_came = {copy.chat_id for copy in every if copy.kind == RELAY and copy.state in (BLOCKED, FAILED)}
    states = {copy.state for copy in every if copy.kind == REMOVAL and copy.chat_id not in never_came}
    whom = case.person_name if message.author == STAFF else await who_answers(desk, case)
    if WAITING in states:
        html = taken_back_texts.under_way(whom)
    elif not states.isdisjoint((BLOCKED, FAILED)):
        html = taken_back_texts.not_removed(whom, BLOCKED in states)
    else:
        since = [one for one in await messages_of(desk.session, case.id) if one.id > message.id]
        answered = any(one.author not in (NOTE, message.author) for one in since)
        at = hour(message.withdrawn_at or desk.now, desk.hours.zone)
        html = taken_back_texts.removed(whom, at, has_written_since=answered)
    await correct_receipt(desk, case, album[0], html, with_buttons=False)
