"""Registrations to meetings: who comes, who waits, who is offered a freed seat, and what they said of themselves."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import BigInteger, ForeignKey, Index, String, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Condition, Instant, Policy, Record
from storage.meetings import Meeting, MeetingState
from storage.people import Person


class Status(StrEnum):
    """Where a person's registration to a meeting stands."""

    REGISTERED = "registered"
    WAITING = "waiting"
    OFFERED = "offered"  # a seat is kept for them until `offered_until`
    CALLED = "called"  # on the last day a freed seat is offered to all who wait, and the first to answer gets it
    PASSED = "passed"  # let an offer pass, and waits on behind the others
    APPLIED = "applied"  # applied for a meeting whose seats the team gives
    REFUSED = "refused"
    CANCELLED = "cancelled"


HOLDS_A_SEAT = (Status.REGISTERED, Status.OFFERED)
IN_LINE = (Status.WAITING, Status.CALLED, Status.PASSED)


class Registration(Record):
    """A person's registration to a meeting, with its status.

    `since` is when this status began; `has_priority` says that they waited in vain for the last meeting; `coming` is
    their answer to the question of the day before, `attended` whether they came.
    """

    __tablename__ = "registrations"
    __table_args__ = (Index("ix_registrations_person", "telegram_id"),)
    policy: ClassVar = Policy(person="telegram_id", lifetime="meetings")

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    status: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime] = mapped_column(Instant)
    has_priority: Mapped[bool] = mapped_column(default=False)
    offered_until: Mapped[datetime | None] = mapped_column(Instant, default=None)
    source: Mapped[str | None] = mapped_column(String(32), default=None)
    reminders: Mapped[bool] = mapped_column(default=True)
    coming: Mapped[bool | None] = mapped_column(default=None)
    attended: Mapped[bool | None] = mapped_column(default=None)
    opinion: Mapped[str | None] = mapped_column(String(8), default=None)


class Profile(Record):
    """What a person said of themselves in order to register (name, phase, place of the project), kept with consent."""

    __tablename__ = "profiles"
    policy: ClassVar = Policy(person="telegram_id", lifetime="person")

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(80))
    phase: Mapped[str] = mapped_column(String(16))
    place: Mapped[str] = mapped_column(String(80), default="")


class ReminderSent(Record):
    """A reminder of a meeting to a person that was sent or, with `missed`, was too late and will not be sent.

    `about` is the date or hour of the meeting that it told.
    """

    __tablename__ = "reminders"
    __table_args__ = (Index("ix_reminders_person", "telegram_id"),)
    policy: ClassVar = Policy(person="telegram_id", lifetime="meetings")

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    about: Mapped[str] = mapped_column(String(20), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(Instant)
    missed: Mapped[bool] = mapped_column(default=False)


async def registration(session: AsyncSession, meeting_id: int, telegram_id: int) -> Registration | None:
    """Return a person's registration to a meeting, whatever its status; None where there is none."""
    return await session.get(Registration, (meeting_id, telegram_id), populate_existing=True)


async def registrations_of(session: AsyncSession, meeting_id: int, *statuses: Status) -> Sequence[Registration]:
    """Return the registrations of a meeting, those with priority first, then in the order in which their status began.

    With `statuses`, return only those in one of them; without, all, cancelled ones too.
    """
    rows = select(Registration).where(Registration.meeting_id == meeting_id)
    if statuses:
        rows = rows.where(Registration.status.in_(statuses))
    order = (Registration.has_priority.desc(), Registration.since, Registration.telegram_id)
    return (await session.scalars(rows.order_by(*order))).all()


async def seats_taken(session: AsyncSession, meeting_id: int) -> int:
    """Return how many seats of a meeting are taken by a registered person or kept for one who was offered a seat."""
    held = Registration.status.in_(HOLDS_A_SEAT)
    count = select(func.count()).select_from(Registration).where(Registration.meeting_id == meeting_id, held)
    return await session.scalar(count) or 0


async def counts_by_status(session: AsyncSession, meeting_id: int) -> dict[str, int]:
    """Return how many registrations of a meeting are in each status; statuses without any are left out."""
    rows = select(Registration.status, func.count()).where(Registration.meeting_id == meeting_id)
    return {row[0]: row[1] for row in await session.execute(rows.group_by(Registration.status))}


async def people_concerned(session: AsyncSession, meeting_id: int) -> int:
    """Return how many people registered, wait or applied for a meeting, and so are told when it changes."""
    rows = select(func.count()).select_from(Registration).where(Registration.meeting_id == meeting_id)
    return await session.scalar(rows.where(Registration.status.not_in((Status.CANCELLED, Status.REFUSED)))) or 0


async def counts_by_source(session: AsyncSession, meeting_id: int) -> dict[str, int]:
    """Return how many registered people of a meeting came by each link or poster; "" for an unknown one."""
    rows = select(Registration.source, func.count()).where(Registration.meeting_id == meeting_id)
    rows = rows.where(Registration.status == Status.REGISTERED).group_by(Registration.source)
    return {row[0] or "": row[1] for row in await session.execute(rows)}


async def own_registrations(
    session: AsyncSession, telegram_id: int, now: datetime
) -> Sequence[tuple[Registration, Meeting]]:
    """Return a person's registrations to published meetings that have not ended, with the meeting, the next one first.

    Cancelled and refused registrations are left out.
    """
    rows = select(Registration, Meeting).join(Meeting).where(Registration.telegram_id == telegram_id)
    rows = rows.where(Registration.status.not_in((Status.CANCELLED, Status.REFUSED)), Meeting.ends_at > now)
    rows = rows.where(Meeting.state == MeetingState.PUBLISHED).order_by(Meeting.starts_at)
    return [(row[0], row[1]) for row in await session.execute(rows)]


async def people_registered(
    session: AsyncSession, meeting_id: int
) -> Sequence[tuple[Registration, Profile | None, Person]]:
    """Return the registrations of a meeting except cancelled ones, each with the person's profile, if any, and row."""
    rows = (
        select(Registration, Profile, Person)
        .join(Person, Person.telegram_id == Registration.telegram_id)
        .outerjoin(Profile, Profile.telegram_id == Registration.telegram_id)
        .where(Registration.meeting_id == meeting_id, Registration.status != Status.CANCELLED)
        .order_by(Registration.status, Registration.has_priority.desc(), Registration.since)
    )
    return [(row[0], row[1], row[2]) for row in await session.execute(rows)]


async def meetings_with_someone_in_line(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the numbers of the published meetings to come for which somebody waits or has been offered a seat."""
    rows = select(Meeting.id).where(*_has_someone_in_line(now)).distinct().order_by(Meeting.id)
    return (await session.scalars(rows)).all()


def is_anybody_in_line(now: datetime) -> Condition:
    """Return the SQL condition that `meetings_with_someone_in_line` returns any meeting."""
    return exists().where(*_has_someone_in_line(now))


def _has_someone_in_line(now: datetime) -> tuple[Condition, ...]:
    to_come = (Meeting.state == MeetingState.PUBLISHED, Meeting.starts_at > now)
    return *to_come, Registration.meeting_id == Meeting.id, Registration.status.in_((*IN_LINE, Status.OFFERED))


async def registrations_to_remind(
    session: AsyncSession, meeting_id: int, kind: str, about: str
) -> Sequence[Registration]:
    """Return the registered people of a meeting of whom it is not noted that they had, or missed, this reminder.

    Some of them may have asked for no reminders.
    """
    had = select(ReminderSent.telegram_id).where(
        ReminderSent.meeting_id == meeting_id, ReminderSent.kind == kind, ReminderSent.about == about
    )
    rows = select(Registration).where(Registration.meeting_id == meeting_id)
    rows = rows.where(Registration.status == Status.REGISTERED, Registration.telegram_id.not_in(had))
    return (await session.scalars(rows.order_by(Registration.telegram_id))).all()


async def reachable(session: AsyncSession, telegram_ids: Collection[int]) -> set[int]:
    """Return those of these Telegram ids whose people have not blocked the bot."""
    rows = select(Person.telegram_id).where(Person.telegram_id.in_(telegram_ids), Person.blocked_at.is_(None))
    return set(await session.scalars(rows))


async def profile_of(session: AsyncSession, telegram_id: int) -> Profile | None:
    """Return what a person said of themselves to register; None where nothing is kept."""
    return await session.get(Profile, telegram_id)


async def keep_profile(session: AsyncSession, telegram_id: int, name: str, phase: str, place: str) -> None:
    """Keep what a person said of themselves to register, in place of what was kept before."""
    await session.merge(Profile(telegram_id=telegram_id, name=name, phase=phase, place=place))


async def cancel_all_of(session: AsyncSession, meeting_id: int, now: datetime) -> None:
    """Cancel all registrations of a meeting, except those already cancelled or refused."""
    open_ones = Registration.status.not_in((Status.CANCELLED, Status.REFUSED))
    await session.execute(
        update(Registration)
        .where(Registration.meeting_id == meeting_id, open_ones)
        .values(status=Status.CANCELLED, since=now)
    )


async def registrations_by_source(session: AsyncSession) -> dict[str, int]:
    """Return how many registrations to all meetings came by each link or poster; unknown ones are left out."""
    rows = select(Registration.source, func.count()).where(Registration.source.is_not(None))
    rows = rows.where(Registration.status == Status.REGISTERED).group_by(Registration.source)
    return {str(row[0]): int(row[1]) for row in await session.execute(rows)}
