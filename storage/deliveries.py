"""The ledger of announcements: one row for each recipient, added when the announcement starts.

A row first waits, then points at a row of the outbox, and then keeps how that one ended, since outbox rows are deleted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    Index,
    Select,
    String,
    and_,
    case,
    exists,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record
from storage.news import news_of
from storage.outbox import IS_WAITING, Failure, OutboxMessage, Priority, RowId, State
from storage.people import Person


class Fate(StrEnum):
    """What became of an announcement for one recipient."""

    WAITING = "waiting"
    QUEUED = "queued"  # in the outbox
    SENT = "sent"
    FAILED = "failed"
    BLOCKED = "blocked"
    LEFT = "left"  # the recipient unsubscribed before it left
    CANCELLED = "cancelled"  # the announcement was stopped or had expired


_QUEUED = text("state = 'queued'")


class Delivery(Record):
    """An announcement for one recipient, and what became of it: one row each.

    `version` is the version of the announcement that was sent; `left_at` is when the recipient unsubscribed by the
    button under it.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_state", "announcement_id", "state", "telegram_id"),
        Index("ix_deliveries_message", "telegram_id", "message_id"),
        Index("ix_deliveries_outbox_id", "outbox_id"),
        Index("ix_deliveries_queued", "outbox_id", postgresql_where=_QUEUED, sqlite_where=_QUEUED),
    )
    policy: ClassVar = Policy(person="telegram_id", lifetime="person")

    announcement_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(16), default=Fate.WAITING)
    version: Mapped[int] = mapped_column(default=1)
    outbox_id: Mapped[int | None] = mapped_column(RowId, default=None)
    message_id: Mapped[int | None] = mapped_column(BigInteger, default=None)
    error: Mapped[str | None] = mapped_column(String(200), default=None)
    settled_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    left_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    replied_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    failure: Mapped[str | None] = mapped_column(String(16), default=None)


_IS_QUEUED = Delivery.state == literal_column("'queued'")  # written out, so that the index of these rows serves


@dataclass(frozen=True)
class Reason:
    """Why an announcement did not arrive; `words` are Telegram's own, "" where `failure` is a known one."""

    failure: Failure
    words: str = ""


_A_WHILE = timedelta(seconds=20)
_QUIETLY = {"synchronize_session": False}


async def open_ledger(session: AsyncSession, announcement_id: int, people: Select[int], version: int) -> int:
    """Add a waiting delivery of an announcement for each of these people who has none; return how many it has now.

    `people` is a query for Telegram ids.
    """
    known = select(Delivery.telegram_id).where(Delivery.announcement_id == announcement_id)
    new = people.where(Person.telegram_id.not_in(known))
    rows = new.add_columns(literal(announcement_id), literal(Fate.WAITING.value), literal(version))
    columns = ["telegram_id", "announcement_id", "state", "version"]
    await session.execute(insert(Delivery).from_select(columns, rows))
    ledger = select(func.count()).select_from(Delivery).where(Delivery.announcement_id == announcement_id)
    return await session.scalar(ledger) or 0


async def next_waiting(session: AsyncSession, announcement_id: int, most: int) -> Sequence[Delivery]:
    """Return the next deliveries of an announcement that wait to be sent, at most `most`, locked.

    The lock lasts until the transaction ends. Rows that another transaction has locked, since their recipient is
    unsubscribing, are skipped.
    """
    rows = select(Delivery).where(Delivery.announcement_id == announcement_id, Delivery.state == Fate.WAITING)
    rows = rows.order_by(Delivery.telegram_id).limit(most).with_for_update(skip_locked=True)
    return (await session.scalars(rows)).all()


async def still_among(session: AsyncSession, people: Select[int], among: Sequence[int]) -> set[int]:
    """Return those of the Telegram ids `among` that the query `people` still finds."""
    return set(await session.scalars(people.where(Person.telegram_id.in_(among))))


async def next_outdated(session: AsyncSession, announcement_id: int, version: int, most: int) -> Sequence[Delivery]:
    """Return the deliveries of an announcement that were sent in a version before `version` and are to be edited.

    At most `most` are returned.
    """
    rows = select(Delivery).where(Delivery.announcement_id == announcement_id, Delivery.state == Fate.SENT)
    rows = rows.where(Delivery.version < version, Delivery.message_id.is_not(None))
    return (await session.scalars(rows.order_by(Delivery.telegram_id).limit(most))).all()


async def note_outcomes(session: AsyncSession, now: datetime) -> None:
    """Copy from the outbox into all queued deliveries how their messages ended: sent, blocked or failed."""
    queued = update(Delivery).where(_IS_QUEUED, Delivery.outbox_id == OutboxMessage.id)
    sent = queued.where(OutboxMessage.state == State.SENT)
    await session.execute(
        sent.values(state=Fate.SENT, message_id=OutboxMessage.message_id, settled_at=now), execution_options=_QUIETLY
    )
    failed = queued.where(OutboxMessage.state == State.UNDELIVERABLE)
    blocked = OutboxMessage.failure == Failure.BLOCKED
    for those, fate in ((blocked, Fate.BLOCKED), (or_(OutboxMessage.failure.is_(None), ~blocked), Fate.FAILED)):
        why = {"error": OutboxMessage.error, "failure": OutboxMessage.failure}
        values = {"state": fate, **why, "settled_at": now}
        await session.execute(failed.where(those).values(values), execution_options=_QUIETLY)


async def messages_of(session: AsyncSession, announcement_id: int, among: Sequence[int]) -> dict[int, int]:
    """Return the Telegram message ids by which these people received an announcement, by Telegram id of the person.

    People who have not received it are left out.
    """
    rows = select(Delivery.telegram_id, Delivery.message_id).where(Delivery.announcement_id == announcement_id)
    rows = rows.where(Delivery.telegram_id.in_(among), Delivery.message_id.is_not(None))
    return {row[0]: int(row[1] or 0) for row in await session.execute(rows)}


async def count_in_outbox(session: AsyncSession) -> int:
    """Return how many messages with the priority of announcements wait in the outbox, be they announcements or not."""
    waiting = select(func.count()).select_from(OutboxMessage).where(IS_WAITING)
    return await session.scalar(waiting.where(OutboxMessage.priority == Priority.ANNOUNCEMENT)) or 0


async def close_ledger(session: AsyncSession, announcement_id: int, now: datetime) -> None:
    """Cancel the deliveries of an announcement that are not in the outbox, or have waited there for over 20 seconds.

    Younger rows of the outbox may be on their way, and are sent.
    """
    mine = select(Delivery.outbox_id).where(Delivery.announcement_id == announcement_id)
    stuck = update(OutboxMessage).where(OutboxMessage.id.in_(mine.where(Delivery.state == Fate.QUEUED)))
    stuck = stuck.where(OutboxMessage.state.in_((State.WAITING, State.HELD)), OutboxMessage.created_at < now - _A_WHILE)
    await session.execute(stuck.values(state=State.MERGED, sent_at=now), execution_options=_QUIETLY)
    is_dropped = exists().where(OutboxMessage.id == Delivery.outbox_id, OutboxMessage.state == State.MERGED)
    rows = update(Delivery).where(Delivery.announcement_id == announcement_id)
    rows = rows.where(or_(Delivery.state == Fate.WAITING, and_(Delivery.state == Fate.QUEUED, is_dropped)))
    await session.execute(rows.values(state=Fate.CANCELLED, settled_at=now), execution_options=_QUIETLY)


async def release_ledger(session: AsyncSession, announcement_id: int) -> None:
    """Let the deliveries of an announcement that a restore held be sent.

    Their held outbox rows wait again. Deliveries whose outbox row does not exist any more wait to be queued again,
    under the same key.
    """
    mine = select(Delivery.outbox_id).where(Delivery.announcement_id == announcement_id)
    held = update(OutboxMessage).where(OutboxMessage.id.in_(mine), OutboxMessage.state == State.HELD)
    await session.execute(held.values(state=State.WAITING), execution_options=_QUIETLY)
    news_of(session).anew = True
    lost = update(Delivery).where(Delivery.announcement_id == announcement_id, Delivery.state == Fate.QUEUED)
    lost = lost.where(Delivery.outbox_id.is_not(None), ~exists().where(OutboxMessage.id == Delivery.outbox_id))
    await session.execute(lost.values(state=Fate.WAITING, outbox_id=None), execution_options=_QUIETLY)


async def cancel_deliveries(
    session: AsyncSession, telegram_id: int, announcement_ids: Sequence[int], now: datetime
) -> None:
    """Cancel, for a person who unsubscribed, the deliveries of these announcements that were not sent yet."""
    rows = select(Delivery).where(Delivery.telegram_id == telegram_id, Delivery.announcement_id.in_(announcement_ids))
    rows = rows.where(Delivery.state.in_((Fate.WAITING, Fate.QUEUED))).order_by(Delivery.announcement_id)
    for row in await session.scalars(rows.with_for_update()):
        if row.outbox_id is not None:
            message = update(OutboxMessage).where(OutboxMessage.id == row.outbox_id)
            await session.execute(
                message.where(OutboxMessage.state == State.WAITING).values(state=State.MERGED, sent_at=now),
                execution_options=_QUIETLY,
            )
        row.state, row.settled_at = Fate.LEFT, now
    await session.flush()


async def delivery_of(session: AsyncSession, announcement_id: int, telegram_id: int) -> Delivery | None:
    """Return the delivery of an announcement to a person; None where there is none."""
    return await session.get(Delivery, (announcement_id, telegram_id))


async def delivery_in(session: AsyncSession, telegram_id: int, message_id: int) -> Delivery | None:
    """Return the announcement's delivery that this message of a person's chat is; None for other messages.

    `message_id` is the one at Telegram. The delivery is found even while only the outbox knows that the message was
    sent.
    """
    sent = select(OutboxMessage.id).where(OutboxMessage.chat_id == telegram_id, OutboxMessage.message_id == message_id)
    rows = select(Delivery).where(Delivery.telegram_id == telegram_id)
    rows = rows.where(or_(Delivery.message_id == message_id, Delivery.outbox_id.in_(sent)))
    return await session.scalar(rows.limit(1))


async def counts_of(session: AsyncSession, announcement_id: int) -> Mapping[str, int]:
    """Return how many deliveries of an announcement are in each state; states without any are left out."""
    rows = select(Delivery.state, func.count()).where(Delivery.announcement_id == announcement_id)
    return {row[0]: row[1] for row in await session.execute(rows.group_by(Delivery.state))}


@dataclass(frozen=True)
class Answers:
    """How many recipients unsubscribed by the button under an announcement, and how many replied to it."""

    unsubscribed: int
    replies: int


async def answers_to(session: AsyncSession, announcement_id: int) -> Answers:
    """Return how many recipients of an announcement unsubscribed by the button under it, and how many replied to it."""
    counted = select(func.count(Delivery.left_at), func.count(Delivery.replied_at))
    row = (await session.execute(counted.where(Delivery.announcement_id == announcement_id))).one()
    return Answers(row[0], row[1])


async def reasons_of(session: AsyncSession, announcement_id: int) -> Mapping[Reason, int]:
    """Return how many deliveries of an announcement failed for each reason, the most frequent first.

    Recipients who have blocked the bot are not counted.
    """
    known = func.coalesce(Delivery.failure, Failure.OTHER)
    other = case((known == Failure.OTHER, func.coalesce(Delivery.error, "")), else_="")
    rows = select(known, other, func.count()).where(Delivery.announcement_id == announcement_id)
    rows = rows.where(Delivery.state == Fate.FAILED).group_by(known, other)
    found = {Reason(Failure(row[0]), str(row[1])): int(row[2]) for row in await session.execute(rows)}
    return dict(sorted(found.items(), key=lambda one: -one[1]))
