"""The erasure of cases, on a person's wish or because of their age, in the chats of staff too.

Messages of the last two days are deleted there, the text of older ones is replaced, and what must stay is told.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.cases.clock.asked_again import ask_again, open_questions
from handlers.cases.core import staff_texts
from handlers.cases.core.desk import Desk
from handlers.cases.core.piece import MessageKind
from handlers.cases.core.rules import DELETABLE_FOR
from handlers.talk.replies import Reply, as_params
from storage.case_copies import (
    AGAIN,
    CARD,
    CHOICE,
    DELIVERED,
    NOTICE,
    RECEIPT,
    RELAY,
    REMOVAL,
    WAITING,
    CaseCopy,
    copies_of,
)
from storage.case_messages import CaseMessage, messages_of
from storage.cases import Case, all_cases_of, old_cases
from storage.inventory import people_unseen_since
from storage.outbox import OutboxMessage, Priority, drop_edits_of, messages_by_id

CASES_AT_ONCE = 20  # of those whose time is over
KINDS_THAT_TELL = (AGAIN, CARD, RELAY, RECEIPT, NOTICE, CHOICE)  # the copies that name the person or bear their words


@dataclass(frozen=True)
class Replacement:
    """The words put in the place of an erased message that can no longer be deleted, and the priority of the edit."""

    words: str
    priority: Priority


BY_PERSON = Replacement(staff_texts.ERASED_CARD, Priority.RELAY)
BY_AGE = Replacement(staff_texts.OLD_CARD, Priority.ANNOUNCEMENT)


async def erase_cases_of(desk: Desk, telegram_id: int) -> None:
    """Erase all cases of a person, and remove their messages from the chats of staff, who are told.

    Call it before the person's other rows are erased.
    """
    cases = await all_cases_of(desk.session, [telegram_id])
    questions = await open_questions(desk, cases)
    for case in cases:
        left = await _take_back(desk, case, BY_PERSON)
        for chat_id in sorted(left):
            await desk.to_staff(chat_id, Reply(staff_texts.erased(case.id, left[chat_id])))
        await desk.session.delete(case)
    await desk.session.flush()
    await ask_again(desk, questions)


async def forget_old_cases(desk: Desk, closed_before: datetime, unseen_since: datetime) -> bool:
    """Erase the cases closed before a moment, and those of people not seen since another, also from chats of staff.

    At most `CASES_AT_ONCE` are erased; return True where more may be left. Staff are told only where something must
    stay in their chat.
    """
    unseen = await people_unseen_since(desk.session, unseen_since)
    cases = await old_cases(desk.session, closed_before, unseen, CASES_AT_ONCE)
    questions = await open_questions(desk, cases)
    left: Counter[int] = Counter()
    for case in cases:
        left.update(await _take_back(desk, case, BY_AGE))
        await desk.session.delete(case)
    for chat_id in sorted(chat for chat, files in left.items() if files):
        await desk.to_staff(chat_id, Reply(staff_texts.old_cases_gone(left[chat_id])))
    await desk.session.flush()
    await ask_again(desk, questions)
    return len(cases) == CASES_AT_ONCE


async def _take_back(desk: Desk, case: Case, replacement: Replacement) -> dict[int, int]:
    """Queue the deletion or replacement of all that chats of staff were shown of a case.

    Return for each of these chats how many messages stay readable there.
    """
    messages = {one.id: one for one in await messages_of(desk.session, case.id)}
    every = await copies_of(desk.session, case.id)
    copies = [copy for copy in every if copy.chat_id != case.telegram_id and copy.kind != REMOVAL]
    shown = [copy for copy in copies if copy.kind in KINDS_THAT_TELL and copy.state in (WAITING, DELIVERED)]
    rows = await messages_by_id(desk.session, {copy.outbox_id for copy in copies})
    left: dict[int, int] = {copy.chat_id: 0 for copy in shown}
    for copy in _each_message_once(shown):
        row, message = rows.get(copy.outbox_id), messages.get(copy.case_message_id or 0)
        if not await _take_one_back(desk, copy, row, message, replacement):
            left[copy.chat_id] += 1
    await _forget_words(desk, [copy.outbox_id for copy in copies], rows, replacement)
    return left


def _each_message_once(copies: Sequence[CaseCopy]) -> list[CaseCopy]:
    """Return these copies without repeats: one bot message may be recorded both as a card and as a copy."""
    return list({copy.outbox_id: copy for copy in sorted(copies, key=lambda one: one.kind == CARD)}.values())


async def _take_one_back(
    desk: Desk, copy: CaseCopy, row: OutboxMessage | None, message: CaseMessage | None, replacement: Replacement
) -> bool:
    """Queue the deletion of one message in a chat of staff, or where it is too old, its replacement by neutral words.

    Return False where neither is possible, as for an old photo, which stays readable.
    """
    sent_at = row.sent_at if row is not None else None
    if row is not None and (sent_at is None or desk.machine_now - sent_at < DELETABLE_FOR):
        await desk.call(copy.chat_id, "delete_message", {}, aims=copy, priority=replacement.priority)
        return True
    if copy.message_id is None:
        return True  # the message never arrived
    if copy.kind not in (AGAIN, RELAY) or (message is not None and message.kind == MessageKind.TEXT):
        params = as_params(Reply(replacement.words)) | {"message_id": copy.message_id}
        await desk.call(copy.chat_id, "edit_message_text", params, priority=replacement.priority)
        return True
    return False


async def _forget_words(
    desk: Desk, outbox_ids: Sequence[int], rows: dict[int, OutboxMessage], replacement: Replacement
) -> None:
    """Overwrite the outbox rows to staff about a case with neutral words, and drop edits of them still to be sent.

    A message on its way at that moment may still arrive with the person's words; its deletion follows.
    """
    neutral = as_params(Reply(replacement.words))
    for row in rows.values():
        row.method, row.params = "send_message", neutral
    await drop_edits_of(desk.session, outbox_ids)
