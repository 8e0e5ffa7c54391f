"""Messages held after a restore: they waited in the backup and may have left since. The team sends or drops them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.base import parts
from storage.news import news_of
from storage.outbox import IS_HELD, Failure, OutboxMessage, State

DROPPED = "not sent: the team dropped it after a restore"


@dataclass(frozen=True)
class HeldMessages:
    """The outbox messages that are held after a restore.

    `kinds` counts them by priority; `oldest` and `newest` are when they were written; `stamp` is a hash that changes
    with them, so that a member of the team decides only on what they were shown.
    """

    ids: Sequence[int]
    kinds: Mapping[int, int]
    oldest: datetime
    newest: datetime
    stamp: str

    @property
    def count(self) -> int:
        """How many messages are held."""
        return len(self.ids)


async def count_held(session: AsyncSession) -> int:
    """Return how many messages of the outbox are held."""
    return await session.scalar(select(func.count()).select_from(OutboxMessage).where(IS_HELD)) or 0


async def all_held(session: AsyncSession) -> HeldMessages:
    """Return a summary of the held messages of the outbox."""
    columns = (OutboxMessage.id, OutboxMessage.priority, OutboxMessage.created_at)
    rows = (await session.execute(select(*columns).where(IS_HELD).order_by(OutboxMessage.id))).all()
    kinds = {kind: sum(row.priority == kind for row in rows) for kind in sorted({row.priority for row in rows})}
    moments = [row.created_at for row in rows] or [datetime.min]
    shown = ";".join(f"{row.id},{row.created_at.timestamp()}" for row in rows)
    stamp = hashlib.sha256(shown.encode()).hexdigest()[:12]
    return HeldMessages([row.id for row in rows], kinds, min(moments), max(moments), stamp)


async def next_held(session: AsyncSession, after: int) -> OutboxMessage | None:
    """Return the held message with the lowest id above `after`; None where there is none."""
    first = select(OutboxMessage).where(IS_HELD, OutboxMessage.id > after).order_by(OutboxMessage.id).limit(1)
    return await session.scalar(first)


async def release_held(session: AsyncSession, ids: Sequence[int]) -> int:
    """Let those of these messages that are still held be sent; return how many.

    Where two members of the team decide at once, the second gets 0.
    """
    news_of(session).anew = True
    return await _settle(session, ids, {"state": State.WAITING})


async def drop_held(session: AsyncSession, ids: Sequence[int], now: datetime) -> int:
    """Mark as undeliverable those of these messages that are still held; return how many."""
    return await _settle(
        session, ids, {"state": State.UNDELIVERABLE, "sent_at": now, "error": DROPPED, "failure": Failure.DROPPED}
    )


async def _settle(session: AsyncSession, ids: Sequence[int], values: Mapping[str, object]) -> int:
    """Set these values in those of these messages that are still held; return how many."""
    settled = 0
    for some in parts(ids):
        change = update(OutboxMessage).where(IS_HELD, OutboxMessage.id.in_(some)).values(**values)
        rows = await session.execute(
            change.returning(OutboxMessage.id), execution_options={"synchronize_session": False}
        )
        settled += len(rows.all())
    return settled
