"""Alerts for the team: one row a cause, counted, without personal data."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import ClassVar

from sqlalchemy import String, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Condition, Instant, Policy, Record
from storage.upserts import Upsert, table_of


class About(StrEnum):
    """The kind of an alert.

    TROUBLE is a fault of the machine; HELD says that a restore held messages, on which the team is to decide.
    """

    TROUBLE = "trouble"
    HELD = "held"


class Alert(Record):
    """An alert for the team, one row for each cause; `count` is how often it was raised."""

    __tablename__ = "alerts"
    policy: ClassVar = Policy(lifetime="alerts", since="last_at", by_machine=True)

    cause: Mapped[str] = mapped_column(String(200), primary_key=True)
    first_at: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant, index=True)
    count: Mapped[int] = mapped_column(default=1)
    # When the team was told; None while nobody of the team is linked.
    told_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    about: Mapped[str] = mapped_column(String(16), default=About.TROUBLE)


def held_cause(made_at: datetime) -> str:
    """Return the text of the alert that messages are held after the restore of a backup made at this moment."""
    return f"messages are held after a restore of the backup of {made_at:%Y-%m-%d %H:%M:%S} UTC"


_COUNT = table_of(Alert).c.count
_RAISE = Upsert(
    table_of(Alert),
    lambda insert: (
        insert.values(count=1)
        .on_conflict_do_update(index_elements=["cause"], set_={"last_at": insert.excluded.last_at, "count": _COUNT + 1})
        .returning(_COUNT)
    ),
)


async def raise_alert(session: AsyncSession, cause: str, now: datetime, about: About = About.TROUBLE) -> bool:
    """Insert an alert with this cause or, where one is kept, add one to its count; return whether it was inserted.

    Two processes that insert the same one at once wait for each other here.
    """
    values = {"cause": cause[:200], "first_at": now, "last_at": now, "about": about}
    return int((await session.execute(_RAISE.of(session), values)).scalar_one()) == 1


async def mark_told(session: AsyncSession, causes: Collection[str], now: datetime) -> None:
    """Note in the alerts with these causes that the team was told of them at `now`."""
    told = update(Alert).where(Alert.cause.in_([cause[:200] for cause in causes])).values(told_at=now)
    await session.execute(told, execution_options={"synchronize_session": False})


async def untold_alerts(session: AsyncSession, *, lock: bool = False) -> Sequence[str]:
    """Return the causes of the alerts that the team was not told of yet, the one raised first in front.

    With `lock`, the rows stay locked until the transaction ends, so that two processes do not tell them twice.
    """
    waiting = select(Alert.cause).where(Alert.told_at.is_(None)).order_by(Alert.first_at, Alert.cause)
    return (await session.scalars(waiting.with_for_update() if lock else waiting)).all()


@cache
def is_any_untold() -> Condition:
    """Return the SQL condition that the team was not told of an alert yet."""
    return exists().where(Alert.told_at.is_(None))


async def alert_of(session: AsyncSession, cause: str) -> Alert | None:
    """Return the alert with this cause; None where none is kept."""
    return await session.scalar(select(Alert).where(Alert.cause == cause[:200]))


async def alerts_since(session: AsyncSession, moment: datetime) -> Sequence[Alert]:
    """Return the alerts last raised at a moment or later, in the order in which they were last raised."""
    return (await session.scalars(select(Alert).where(Alert.last_at >= moment).order_by(Alert.last_at))).all()
