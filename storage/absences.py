"""Absences of staff, and who stands in for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, String, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Condition, Instant, Policy, Record


class Absence(Record):
    """The days on which a member of staff is away, one row a person.

    `ends_at` is when they are back; `stand_in` is the name, in the team file, of who takes their cases meanwhile.
    """

    __tablename__ = "absences"
    policy: ClassVar = Policy(person="telegram_id", lifetime="person", since="ends_at")

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    begins_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant, index=True)
    stand_in: Mapped[str] = mapped_column(String(80))
    # True once the cases were offered to the stand-in, which happens when the absence begins.
    offered: Mapped[bool] = mapped_column(default=False)


async def absence_of(session: AsyncSession, telegram_id: int, now: datetime) -> Absence | None:
    """Return the absence of a member of staff that is under way at `now`; None where they are not away."""
    found = select(Absence).where(Absence.telegram_id == telegram_id)
    return await session.scalar(found.where(Absence.begins_at <= now, Absence.ends_at > now))


async def absences_to_come(session: AsyncSession, now: datetime) -> Sequence[Absence]:
    """Return the absences of all staff that are under way at `now` or to come, the first first."""
    coming = select(Absence).where(Absence.ends_at > now).order_by(Absence.begins_at)
    return (await session.scalars(coming)).all()


async def absences_to_offer(session: AsyncSession, now: datetime) -> Sequence[Absence]:
    """Return the absences under way whose cases were not yet offered to the stand-in."""
    return (await session.scalars(select(Absence).where(*_is_to_offer(now)).order_by(Absence.telegram_id))).all()


def is_any_absence_to_offer(now: datetime) -> Condition:
    """Return the SQL condition that `absences_to_offer` returns any absence."""
    return exists().where(*_is_to_offer(now))


def _is_to_offer(now: datetime) -> tuple[Condition, ...]:
    return Absence.begins_at <= now, Absence.ends_at > now, Absence.offered.is_(False)


async def end_absence(session: AsyncSession, telegram_id: int) -> None:
    """Delete the absence of a member of staff, whether it has begun or not."""
    await session.execute(delete(Absence).where(Absence.telegram_id == telegram_id))
