"""Meetings: proposed by the monthly rule, published by the team, moved, cancelled. Times are instants (UTC)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import BigInteger, String, Text, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Condition, Instant, Policy, Record


class MeetingState(StrEnum):
    """Whether a meeting is proposed, published, cancelled or dropped."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    DROPPED = "dropped"  # proposed, and refused by the team: it is not proposed again


class Meeting(Record):
    """A remote meeting for which people register.

    `uid` and `sequence` are those of its calendar event; `capacity` is the number of seats, None for no limit; `link`
    is the address to join, given to the registered only.
    """

    __tablename__ = "meetings"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012
    policy: ClassVar = Policy(lifetime="meetings", since="ends_at")

    uid: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(120))
    starts_at: Mapped[datetime] = mapped_column(Instant, index=True)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(Instant)
    programme: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str | None] = mapped_column(String(300), default=None)
    place: Mapped[str | None] = mapped_column(String(200), default=None)
    capacity: Mapped[int | None] = mapped_column(default=None)
    sequence: Mapped[int] = mapped_column(default=0)
    published_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    documentation: Mapped[str | None] = mapped_column(String(300), default=None)
    # True once the meeting is over and those who waited in vain were given priority at the next of its kind.
    closed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    # When what its calendar event says was changed last; None where it never was.
    changed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


class Wish(Record):
    """A person's wish to be told when the next meeting of a kind is published."""

    __tablename__ = "meeting_wishes"
    policy: ClassVar = Policy(person="telegram_id", lifetime="person")

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    # True for somebody who waited in vain for a place and comes first next time.
    has_priority: Mapped[bool] = mapped_column(default=False)


def note_change(found: Meeting, now: datetime) -> None:
    """Let calendars take the event of this meeting for newer than any that they have."""
    found.sequence, found.changed_at = found.sequence + 1, now


async def meeting(session: AsyncSession, meeting_id: int) -> Meeting | None:
    """Return the meeting with this number; None where there is none."""
    return await session.get(Meeting, meeting_id)


async def lock_meeting(session: AsyncSession, meeting_id: int) -> Meeting | None:
    """Return the meeting with this number, locked until the transaction ends; None where there is none.

    Seats are taken and freed only under this lock.
    """
    return await session.get(Meeting, meeting_id, with_for_update=True, populate_existing=True)


async def coming(session: AsyncSession, now: datetime, kind: str | None = None) -> Sequence[Meeting]:
    """Return the published meetings that have not begun, the next one first; with `kind`, only those of this kind."""
    rows = select(Meeting).where(Meeting.state == MeetingState.PUBLISHED, Meeting.starts_at > now)
    if kind is not None:
        rows = rows.where(Meeting.kind == kind)
    return (await session.scalars(rows.order_by(Meeting.starts_at, Meeting.id))).all()


def is_any_coming(now: datetime) -> Condition:
    """Return the SQL condition that a published meeting has not begun."""
    return exists().where(Meeting.state == MeetingState.PUBLISHED, Meeting.starts_at > now)


async def all_meetings_since(session: AsyncSession, moment: datetime) -> Sequence[Meeting]:
    """Return the meetings that end at a moment or later, in any state but DROPPED (the team refused the proposal)."""
    rows = select(Meeting).where(Meeting.ends_at >= moment, Meeting.state != MeetingState.DROPPED)
    return (await session.scalars(rows.order_by(Meeting.starts_at, Meeting.id))).all()


async def last_link_of(session: AsyncSession, kind: str) -> str | None:
    """Return the link given last to a meeting of this kind; None where none had one."""
    linked = select(Meeting.link).where(Meeting.kind == kind, Meeting.link.is_not(None))
    return await session.scalar(linked.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(1))


async def unpublished_before(session: AsyncSession, now: datetime, moment: datetime) -> Sequence[Meeting]:
    """Return the proposed meetings that begin after now and before a moment, the next first."""
    rows = select(Meeting).where(Meeting.state == MeetingState.PROPOSED, Meeting.starts_at > now)
    return (await session.scalars(rows.where(Meeting.starts_at <= moment).order_by(Meeting.starts_at))).all()


def is_any_unpublished_before(now: datetime, moment: datetime) -> Condition:
    """Return the SQL condition that a proposed meeting begins after now and before a moment."""
    return exists().where(Meeting.state == MeetingState.PROPOSED, Meeting.starts_at > now, Meeting.starts_at <= moment)


async def starts_of_kind(session: AsyncSession, kind: str, begin: datetime, end: datetime) -> Sequence[datetime]:
    """Return when meetings of a kind begin, from `begin` on and before `end`, whatever their state."""
    rows = select(Meeting.starts_at).where(Meeting.kind == kind, Meeting.starts_at >= begin, Meeting.starts_at < end)
    return (await session.scalars(rows)).all()


async def overlapping(
    session: AsyncSession, begin: datetime, end: datetime, without: int | None = None
) -> Meeting | None:
    """Return a published meeting that overlaps these hours; None where there is none.

    The meeting with the number `without` does not count.
    """
    rows = select(Meeting).where(
        Meeting.state == MeetingState.PUBLISHED, Meeting.starts_at < end, Meeting.ends_at > begin
    )
    if without is not None:
        rows = rows.where(Meeting.id != without)
    return (await session.scalars(rows.limit(1))).first()


async def latest_documented(session: AsyncSession, now: datetime, most: int) -> Sequence[Meeting]:
    """Return the meetings that have begun and whose documentation is posted, the latest first, at most `most`."""
    rows = select(Meeting).where(Meeting.documentation.is_not(None), Meeting.starts_at <= now)
    return (await session.scalars(rows.order_by(Meeting.starts_at.desc()).limit(most))).all()


async def meetings_to_close(session: AsyncSession, now: datetime) -> Sequence[Meeting]:
    """Return the published meetings that have ended and whose end was not handled yet.

    To handle it is to give priority at the next meeting to the people who waited in vain.
    """
    return (await session.scalars(select(Meeting).where(*_is_to_close(now)).order_by(Meeting.starts_at))).all()


def is_any_to_close(now: datetime) -> Condition:
    """Return the SQL condition that `meetings_to_close` returns any meeting."""
    return exists().where(*_is_to_close(now))


def _is_to_close(now: datetime) -> tuple[Condition, ...]:
    return Meeting.state == MeetingState.PUBLISHED, Meeting.ends_at <= now, Meeting.closed_at.is_(None)


async def keep_wish(
    session: AsyncSession, telegram_id: int, kind: str, now: datetime, *, has_priority: bool = False
) -> None:
    """Keep a person's wish to be told of the next meeting of a kind.

    Where the wish is kept already, it gains `has_priority` where that is True, and never loses it.
    """
    known = await session.get(Wish, (telegram_id, kind))
    if known is None:
        session.add(Wish(telegram_id=telegram_id, kind=kind, asked_at=now, has_priority=has_priority))
        await session.flush()
    else:
        known.has_priority = known.has_priority or has_priority


async def take_wishes(session: AsyncSession, kind: str) -> Sequence[tuple[int, bool]]:
    """Delete all wishes for a kind of meeting; return whose they were and whether with priority, priority first."""
    rows = select(Wish.telegram_id, Wish.has_priority).where(Wish.kind == kind)
    found = [(row[0], row[1]) for row in await session.execute(rows.order_by(Wish.has_priority.desc(), Wish.asked_at))]
    await session.execute(delete(Wish).where(Wish.kind == kind))
    return found


async def drop_wish(session: AsyncSession, telegram_id: int, kind: str) -> None:
    """Delete a person's wish to be told of the next meeting of a kind."""
    await session.execute(delete(Wish).where(Wish.telegram_id == telegram_id, Wish.kind == kind))
