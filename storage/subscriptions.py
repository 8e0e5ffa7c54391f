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
    """One subject of which somebody was asked whether they want to be told.

    `ended_at` without `given_at` means that they declined; `ended_by` is the announcement that made them unsubscribe.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (
        Index(
            "uq_subscriptions_open", "telegram_id", "subject", unique=True, postgresql_where=_OPEN, sqlite_where=_OPEN
        ),
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
    """Return the subjects to which somebody is subscribed now."""
    held = select(Subscription.subject).where(Subscription.telegram_id == telegram_id)
    return set(await session.scalars(held.where(Subscription.given_at.is_not(None), Subscription.ended_at.is_(None))))


async def was_asked(session: AsyncSession, telegram_id: int, subject: str) -> bool:
    """Whether somebody was ever asked about this subject, whatever they answered."""
    one = select(Subscription.id).where(Subscription.telegram_id == telegram_id, Subscription.subject == subject)
    return await session.scalar(one.limit(1)) is not None


async def note_asked(session: AsyncSession, telegram_id: int, subject: str, wording: str, now: datetime) -> None:
    session.add(Subscription(telegram_id=telegram_id, subject=subject, wording=wording, asked_at=now))


async def subscribe(session: AsyncSession, telegram_id: int, subject: str, wording: str, now: datetime) -> None:
    """Subscribe somebody; a second time changes nothing, since the first consent stays."""
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
    """End the person's subscriptions to these subjects, and note as declined what they were only asked.

    Return the subjects to which they were subscribed.
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
    """Return all consents and refusals of somebody, in order."""
    rows = select(Subscription).where(Subscription.telegram_id == telegram_id).order_by(Subscription.id)
    return (await session.scalars(rows)).all()


async def _open(session: AsyncSession, telegram_id: int, subject: str) -> Subscription | None:
    rows = select(Subscription).where(Subscription.telegram_id == telegram_id, Subscription.subject == subject)
    return (await session.scalars(rows.where(Subscription.ended_at.is_(None)))).one_or_none()
