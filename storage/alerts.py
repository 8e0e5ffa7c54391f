"""Alerts for the team: one row a cause, counted, never with personal data."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, delete, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Record


class Alert(Record):
    __tablename__ = "alerts"

    cause: Mapped[str] = mapped_column(String(200), primary_key=True)
    first_at: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant, index=True)
    count: Mapped[int] = mapped_column(default=1)


async def raise_alert(session: AsyncSession, cause: str, now: datetime) -> bool:
    """Counts one more time of this cause; True when it is the first. Two firsts at once wait for each other here."""
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    statement = insert(Alert).values(cause=cause[:200], first_at=now, last_at=now, count=1)
    statement = statement.on_conflict_do_update(
        index_elements=[Alert.cause], set_={"last_at": now, "count": Alert.count + 1}
    )
    return (await session.execute(statement.returning(Alert.count))).scalar_one() == 1


async def alerts_since(session: AsyncSession, moment: datetime) -> Sequence[Alert]:
    return (await session.scalars(select(Alert).where(Alert.last_at >= moment).order_by(Alert.last_at))).all()


async def forget_alerts_before(session: AsyncSession, moment: datetime) -> None:
    await session.execute(delete(Alert).where(Alert.last_at < moment))
