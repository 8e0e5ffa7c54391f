"""Alerts for the team: one row a cause, counted, never with personal data."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, delete, select
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
    """Counts one more time of this cause; True when it is the first."""
    alert = await session.get(Alert, cause[:200])
    if alert is None:
        session.add(Alert(cause=cause[:200], first_at=now, last_at=now))
        return True
    alert.last_at, alert.count = now, alert.count + 1
    return False


async def alerts_since(session: AsyncSession, moment: datetime) -> Sequence[Alert]:
    return (await session.scalars(select(Alert).where(Alert.last_at >= moment).order_by(Alert.last_at))).all()


async def forget_alerts_before(session: AsyncSession, moment: datetime) -> None:
    await session.execute(delete(Alert).where(Alert.last_at < moment))
