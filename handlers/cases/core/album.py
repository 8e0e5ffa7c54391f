"""Albums in a case: each picture is a message, and one receipt stands for all of them."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.cases.core.cards import delivery_state_of
from handlers.cases.core.desk import Desk
from handlers.cases.core.piece import MessageKind
from storage.case_copies import CARD, RECEIPT, RELAY, copies_of
from storage.case_messages import CaseMessage, messages_of
from storage.cases import Case

SENT_WITHIN = timedelta(minutes=1)


async def album_with(desk: Desk, case: Case, message: CaseMessage) -> Sequence[CaseMessage]:
    """Return all messages of the album to which a message of a case belongs, the one with the receipt first.

    A message of no album is returned alone.
    """
    receipts = {copy.case_message_id for copy in await copies_of(desk.session, case.id, RECEIPT)}
    album: list[CaseMessage] = []
    for one in await messages_of(desk.session, case.id):
        if one.telegram_id != message.telegram_id or one.kind == MessageKind.TEXT:
            continue
        if one.id in receipts:
            if message in album:
                break
            album = [one]
        elif album and one.written_at - album[0].written_at < SENT_WITHIN:
            album.append(one)
    return album if message in album else [message]


async def deliveries_of(desk: Desk, case: Case, album: Sequence[CaseMessage]) -> list[str | None]:
    """Return the delivery state of each of these messages, in order, as `delivery_state_of` does."""
    copies = await copies_of(desk.session, case.id, RELAY, CARD)
    return [delivery_state_of(one, copies) for one in album]
