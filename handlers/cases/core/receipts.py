"""The receipts: under each message passed on, its author reads what became of it, and may take it back."""

from handlers.cases.core import buttons, receipt_texts
from handlers.cases.core.desk import Desk
from handlers.talk.replies import Reply, Rows, as_answer_to, as_params
from storage.base import Json
from storage.case_copies import RECEIPT, CaseCopy, copies_of
from storage.case_messages import CaseMessage
from storage.cases import Case
from storage.outbox import OutboxMessage, Priority, key_is_taken


def key_of_album(telegram_id: int, album: str) -> str:
    """Return the key in the outbox of the receipt of an album, by its author and Telegram's number of it."""
    return f"receipt:{telegram_id}:{album}"


async def give_receipt(
    desk: Desk, case: Case, message: CaseMessage, whom: str, *, rows: Rows = (), album: str | None = None
) -> None:
    """Queue a silent « ⏳ En route vers … » to the author of a message; it is edited once the delivery is known.

    Under it stand `rows` and a button that takes the message back. With `album`, Telegram's number of it, all its
    pictures share one receipt.
    """
    key = key_of_album(message.telegram_id, album) if album else None
    if key is not None and await key_is_taken(desk.session, key):
        return
    if message.message_id is None:
        params = as_params(Reply(receipt_texts.on_its_way(whom), rows))
    else:
        last = [buttons.take_back(case.id, message.message_id), *(rows[-1] if rows else ())]
        shown = Reply(receipt_texts.on_its_way(whom), [*rows[:-1], last])
        params = as_params(shown) | as_answer_to(message.message_id)
    row = await desk.call(
        message.telegram_id, "send_message", params, priority=Priority.ANSWER, silent=True, watched=True, key=key
    )
    copy = CaseCopy(
        case_id=case.id, chat_id=message.telegram_id, kind=RECEIPT, outbox_id=row.id, case_message_id=message.id
    )
    desk.session.add(copy)
    await desk.session.flush()


async def correct_receipt(
    desk: Desk, case: Case, message: CaseMessage, html: str, *, with_buttons: bool = True
) -> None:
    """Queue an edit of the receipt of a message to `html`; unless `with_buttons`, its buttons are removed."""
    for copy in await copies_of(desk.session, case.id, RECEIPT):
        if copy.case_message_id == message.id:
            params: Json = {"text": html, "parse_mode": "HTML"}
            row = await desk.session.get(OutboxMessage, copy.outbox_id) if with_buttons else None
            if row is not None and "reply_markup" in row.params:
                params["reply_markup"] = row.params["reply_markup"]
            await desk.call(copy.chat_id, "edit_message_text", params, aims=copy, priority=Priority.ANSWER)
