"""The two clocks: machine time (leases, pace) and business time (promises, reminders), which the demo can move."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from storage.clock import how_far_ahead


def machine_now() -> datetime:
    """Return the time of this machine, in UTC."""
    return datetime.now(UTC)


class Clock:
    """The clock of business time: machine time, unless it is `movable` and was moved (`storage/clock.py`)."""

    def __init__(self, movable: bool) -> None:
        self.movable = movable

    async def now(self, session: AsyncSession) -> datetime:
        """Return business time, in UTC."""
        if not self.movable:
            return machine_now()
        return machine_now() + await how_far_ahead(session)
