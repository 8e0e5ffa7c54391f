"""An album in a case: its pictures are messages of their own, under one receipt, which stands for all of them."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.cases.core.cards import delivery_of
from handlers.cases.core.desk import Desk
from handlers.cases.core.piece import Kind
from storage.case_copies import CARD, RECEIPT, RELAY, copies_of
from storage.case_messages import CaseMessage, messages_of
from storage.cases import Case

SENT_WITHIN = timedelta(minutes=1)


async def album_with(desk: Desk, case: Case, message: CaseMessage) -> Sequence[CaseMessage]:
    """All that stands under the receipt of a message, its first picture in front; a message alone is all.

    What comes with a picture has no receipt of its own.
    """
    receipts = {copy.case_message_id for copy in await copies_of(desk.session, case.id, RECEIPT)}
    album: list[CaseMessage] = []
    for one in await messages_of(desk.session, case.id):
        if one.telegram_id != message.telegram_id or one.kind == Kind.TEXT:
            continue
        if one.id in receipts:
            if message in album:
                break
            album = [one]
        elif album and one.written_at - album[0].written_at < SENT_WITHIN:
            album.append(one)
    return album if message in album else [message]


async def deliveries_of(desk: Desk, case: Case, album: Sequence[CaseMessage]) -> list[str | None]:
    """What became of each picture."""
    copies = await copies_of(desk.session, case.id, RELAY, CARD)
    return [delivery_of(one, copies) for one in album]
