"""Subscriptions. Each row records a consent: when it was asked, given and ended, and in which words.

A row is made when somebody is asked, or asks by themselves. The row that was given and has not ended is the
subscription.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, Index, Integer, String, Text, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record

_OPEN = text("ended_at IS NULL")


class Subscription(Record):
    """A question to a person whether they want to be told of a subject, with their answer.

    `given_at` is when they agreed. `ended_at` is when they unsubscribed or, without `given_at`, declined; `ended_by` is
    the announcement under which they unsubscribed.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (
        Index(
            "uq_subscriptions_open", "telegram_id", "subject", unique=True, postgresql_where=_OPEN, sqlite_where=_OPEN
        ),
        Index("ix_subscriptions_person", "telegram_id"),
        Index("ix_subscriptions_subject", "subject", "telegram_id"),
    )
    policy: ClassVar = Policy(person="telegram_id", lifetime="person")

    telegram_id: Mapped[int] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(String(16))
    wording: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    given_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    ended_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    ended_by: Mapped[int | None] = mapped_column(Integer, default=None)
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


async def subjects_of(session: AsyncSession, telegram_id: int) -> set[str]:
    """Return the subjects to which a person is subscribed now."""
    held = select(Subscription.subject).where(Subscription.telegram_id == telegram_id)
    return set(await session.scalars(held.where(Subscription.given_at.is_not(None), Subscription.ended_at.is_(None))))


async def was_asked(session: AsyncSession, telegram_id: int, subject: str) -> bool:
    """Return whether a person was ever asked about this subject, whatever they answered."""
    one = select(Subscription.id).where(Subscription.telegram_id == telegram_id, Subscription.subject == subject)
    return await session.scalar(one.limit(1)) is not None


async def note_asked(session: AsyncSession, telegram_id: int, subject: str, wording: str, now: datetime) -> None:
    """Note that a person was asked in these words whether they want to be told of this subject."""
    session.add(Subscription(telegram_id=telegram_id, subject=subject, wording=wording, asked_at=now))


async def subscribe(session: AsyncSession, telegram_id: int, subject: str, wording: str, now: datetime) -> None:
    """Subscribe a person to a subject, and keep the words to which they agreed.

    Where they are subscribed already, nothing changes.
    """
    row = await _open(session, telegram_id, subject)
    if row is None:
        row = Subscription(telegram_id=telegram_id, subject=subject, wording=wording, asked_at=now)
        session.add(row)
    if row.given_at is None:
        row.given_at, row.wording = now, wording
    await session.flush()


async def unsubscribe(
    session: AsyncSession, telegram_id: int, subjects: Collection[str], now: datetime, announcement: int | None = None
) -> set[str]:
    """End a person's subscriptions to these subjects; a question that they have not answered counts as declined.

    Return the subjects to which they were subscribed. `announcement` is the one under which they unsubscribed.
    """
    rows = await session.scalars(
        select(Subscription)
        .where(Subscription.telegram_id == telegram_id, Subscription.subject.in_(subjects))
        .where(Subscription.ended_at.is_(None))
    )
    ended = set()
    for row in rows:
        row.ended_at, row.ended_by = now, announcement
        if row.given_at is not None:
            ended.add(row.subject)
    await session.flush()
    return ended


async def history_of(session: AsyncSession, telegram_id: int) -> Sequence[Subscription]:
    """Return all subscriptions and refusals of a person, those that ended too, oldest first."""
    rows = select(Subscription).where(Subscription.telegram_id == telegram_id).order_by(Subscription.id)
    return (await session.scalars(rows)).all()


async def _open(session: AsyncSession, telegram_id: int, subject: str) -> Subscription | None:
    rows = select(Subscription).where(Subscription.telegram_id == telegram_id, Subscription.subject == subject)
    return (await session.scalars(rows.where(Subscription.ended_at.is_(None)))).one_or_none()
