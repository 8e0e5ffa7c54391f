"""A person erases themself, or their data is too old: their cases go, and what staff got of them as far as Telegram
lets us take it back: messages of two days are deleted, the text of older ones is replaced, and the rest is said."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select

from handlers.cases import staff_texts
from handlers.cases.desk import Desk
from handlers.replies import Reply, as_params
from storage.case_copies import CARD, DELIVERED, RELAY, WAITING, CaseCopy, copies_of, kept_rows
from storage.case_messages import CaseMessage, messages_of
from storage.cases import Case
from storage.outbox import OutboxMessage

DELETABLE_FOR = timedelta(hours=47)  # Telegram allows 48; a message may wait a little to leave


async def erase_cases_of(desk: Desk, telegram_id: int) -> None:
    """Before the rows of the person are erased."""
    found = select(Case).where(Case.telegram_id == telegram_id).order_by(Case.id).with_for_update()
    for case in (await desk.session.scalars(found)).all():
        await _take_back(desk, case)
        await desk.session.delete(case)
    await desk.session.flush()


async def _take_back(desk: Desk, case: Case) -> None:
    messages = {one.id: one for one in await messages_of(desk.session, case.id)}
    copies = [copy for copy in await copies_of(desk.session, case.id) if copy.chat_id != case.telegram_id]
    shown = [copy for copy in copies if copy.kind in (CARD, RELAY) and copy.state in (WAITING, DELIVERED)]
    rows = await kept_rows(desk.session, {copy.outbox_id for copy in copies})
    left: dict[int, int] = {copy.chat_id: 0 for copy in shown}
    for copy in _once(shown):
        if not await _take_one_back(desk, copy, rows.get(copy.outbox_id), messages.get(copy.case_message_id or 0)):
            left[copy.chat_id] += 1
    await _forget_words(desk, [copy.outbox_id for copy in copies], rows)
    for chat_id in sorted(left):
        await desk.to_staff(chat_id, Reply(staff_texts.erased(case.id, left[chat_id])))


def _once(copies: Sequence[CaseCopy]) -> list[CaseCopy]:
    """A card may also be the copy of a message."""
    return list({copy.outbox_id: copy for copy in sorted(copies, key=lambda one: one.kind == CARD)}.values())


async def _take_one_back(desk: Desk, copy: CaseCopy, row: OutboxMessage | None, message: CaseMessage | None) -> bool:
    """Whether nothing of it stays to be read in that chat."""
    sent_at = row.sent_at if row is not None else None
    if row is not None and (sent_at is None or desk.machine_now - sent_at < DELETABLE_FOR):
        await desk.call(copy.chat_id, "delete_message", {}, aims=copy)
        return True
    if copy.message_id is None:
        return True  # never arrived
    if copy.kind == CARD or (message is not None and message.kind == "texte"):
        params = as_params(Reply(staff_texts.ERASED_CARD)) | {"message_id": copy.message_id}
        await desk.call(copy.chat_id, "edit_message_text", params)
        return True
    return False


async def _forget_words(desk: Desk, outbox_ids: Sequence[int], rows: dict[int, OutboxMessage]) -> None:
    """The rows to staff carry the person's words: those that left lose them, those that wait say that it is erased.

    A row on its way at this moment may still arrive with its words: the deletion that aims at it follows.
    """
    neutral = as_params(Reply(staff_texts.ERASED_CARD))
    for row in rows.values():
        row.method, row.params = "send_message", neutral
    edits = OutboxMessage.aims_at.in_(outbox_ids)
    gone = delete(OutboxMessage).where(edits, OutboxMessage.method.like("edit%"))
    await desk.session.execute(gone, execution_options={"synchronize_session": False})
