"""What must be done from time to time, whoever writes: the table of the ticker's duties."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from storage.alerts import forget_alerts_before
from storage.outbox import forget_held_before, forget_sent_before
from storage.updates import forget_set_aside_before, forget_updates_before

# Telegram repeats an update for 24 hours at the most: twice that is enough to recognise it.
UPDATES_DONE_KEPT = timedelta(hours=48)
SET_ASIDE_KEPT = timedelta(days=14)
SENT_KEPT = timedelta(days=30)
ALERTS_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Duty:
    """`do` receives the transaction, machine time and business time."""

    name: str
    every: timedelta
    do: Callable[[AsyncSession, datetime, datetime], Awaitable[None]]


async def purge(session: AsyncSession, machine: datetime, business: datetime) -> None:
    """Forgets what is no longer needed."""
    await forget_updates_before(session, machine - UPDATES_DONE_KEPT)
    await forget_set_aside_before(session, machine - SET_ASIDE_KEPT)
    await forget_sent_before(session, machine - SENT_KEPT)
    await forget_held_before(session, machine - SENT_KEPT)
    await forget_alerts_before(session, machine - ALERTS_KEPT)


DUTIES: tuple[Duty, ...] = (Duty("purge", timedelta(hours=1), purge),)
