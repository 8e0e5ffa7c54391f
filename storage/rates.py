"""How often a person did each limited thing lately."""

from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import BigInteger, String, case, delete
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record


class Rate(Record):
    """How often a person did something limited, of the kind `kind`, since the moment `since`."""

    __tablename__ = "rates"
    policy: ClassVar = Policy(person="telegram_id", lifetime="rates")

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    since: Mapped[datetime] = mapped_column(Instant, index=True)
    count: Mapped[int] = mapped_column(default=1)


async def count_one(session: AsyncSession, telegram_id: int, kind: str, now: datetime, window: timedelta) -> int:
    """Count one more act of a kind for a person, and return the count; it begins at 1 again after `window`."""
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    statement = insert(Rate).values(telegram_id=telegram_id, kind=kind, since=now, count=1)
    over = Rate.since < now - window
    statement = statement.on_conflict_do_update(
        index_elements=[Rate.telegram_id, Rate.kind],
        set_={"count": case((over, 1), else_=Rate.count + 1), "since": case((over, now), else_=Rate.since)},
    )
    return int((await session.execute(statement.returning(Rate.count))).scalar_one())


async def count_lately(session: AsyncSession, telegram_id: int, kind: str, now: datetime, window: timedelta) -> int:
    """Return how many acts of a kind were counted for a person in the current window, without counting one more."""
    rate = await session.get(Rate, (telegram_id, kind))
    return rate.count if rate is not None and rate.since >= now - window else 0


async def forget_rates_before(session: AsyncSession, moment: datetime) -> None:
    """Delete the counts that began before a moment."""
    await session.execute(delete(Rate).where(Rate.since < moment))
