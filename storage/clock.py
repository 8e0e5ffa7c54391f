"""How far business time is ahead of machine time (zero but in the demo and in tests), and when duties are due."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import String, exists, not_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Condition, Instant, Policy, Record


class BusinessClock(Record):
    """The one row that says how many seconds business time is ahead of machine time."""

    __tablename__ = "business_clock"
    policy: ClassVar = Policy()

    ahead_seconds: Mapped[float]
    id: Mapped[int] = mapped_column(primary_key=True, default=1)


_ASTRAY = timedelta(minutes=1)  # how far the clocks of two machines may be apart


class Duty(Record):
    """The next due time of a recurring task of the ticker, kept as a row so that a restart does not forget it."""

    __tablename__ = "duties"
    policy: ClassVar = Policy()

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(Instant)


# Asked at each look: built once, and without objects of records.
_AHEAD = select(BusinessClock.ahead_seconds).where(BusinessClock.id == 1)
_DUE_TIMES = select(Duty.name, Duty.due_at)


async def how_far_ahead(session: AsyncSession) -> timedelta:
    """Return how far business time is ahead of machine time; zero where it was never moved."""
    ahead = await session.scalar(_AHEAD)
    return timedelta(seconds=ahead or 0)


async def move_ahead(session: AsyncSession, ahead: timedelta) -> None:
    """Set how far business time is ahead of machine time."""
    await session.merge(BusinessClock(id=1, ahead_seconds=ahead.total_seconds()))


async def due_times(session: AsyncSession) -> dict[str, datetime]:
    """Return when each recurring task is next due, by its name; tasks that were never done are left out."""
    return {row.name: row.due_at for row in await session.execute(_DUE_TIMES)}


async def which_hold(session: AsyncSession, conditions: Sequence[Condition]) -> Sequence[bool]:
    """Return whether each of these SQL conditions holds now, in their order; all are asked for in one query."""
    return tuple((await session.execute(select(*conditions))).one()) if conditions else ()


async def plan(session: AsyncSession, name: str, moment: datetime) -> None:
    """Keep the moment, by business time, at which something is to be done next; it replaces the one kept before."""
    await session.merge(Duty(name=name, due_at=moment))


async def planned(session: AsyncSession, name: str) -> datetime | None:
    """Return the moment that was planned under this name, None where none was."""
    row = await session.get(Duty, name, with_for_update=True)
    return row.due_at if row is not None else None


def is_planned_moment_reached(name: str, now: datetime) -> Condition:
    """Return the SQL condition that the moment planned under this name has come, or that none was planned."""
    return not_(exists().where(Duty.name == name, Duty.due_at > now))


def is_time(due_at: datetime, now: datetime, every: timedelta) -> bool:
    """Return whether a recurring task due at a moment is due now, or its due time is one of a clock since put back."""
    return due_at <= now or due_at > now + every + _ASTRAY


async def is_due(session: AsyncSession, name: str, now: datetime, every: timedelta) -> bool:
    """Return whether a recurring task is due; where it is, set its next due time to `now + every`, in this transaction.

    A task that was never done is due. So is one due in longer than `every`: the clock has been put back since.
    """
    duty = await session.get(Duty, name, with_for_update=True)
    if duty is None:
        session.add(Duty(name=name, due_at=now + every))
        return True
    if not is_time(duty.due_at, now, every):
        return False
    duty.due_at = now + every
    return True
