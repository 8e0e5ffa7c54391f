"""What must be done from time to time, whoever writes: the table of the ticker's duties."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from storage.alerts import forget_alerts_before
from storage.inventory import forget_people_before
from storage.outbox import forget_held_before, forget_sent_before
from storage.people import end_conversations_before
from storage.rates import forget_rates_before
from storage.roles import forget_invitations_before
from storage.updates import forget_set_aside_before, forget_updates_before


@dataclass(frozen=True)
class Duty:
    """`do` receives the transaction, machine time and business time."""

    name: str
    every: timedelta
    do: Callable[[AsyncSession, datetime, datetime], Awaitable[None]]


def duties(lifetimes: Mapping[str, timedelta]) -> tuple[Duty, ...]:
    """`lifetimes`: as in storage/retention.py."""

    async def end_conversations(session: AsyncSession, machine: datetime, business: datetime) -> None:
        await end_conversations_before(session, business - lifetimes["conversation"])

    async def purge(session: AsyncSession, machine: datetime, business: datetime) -> None:
        """Each step may be done again: a purge interrupted leaves nothing half-forgotten, being one transaction."""
        await forget_people_before(session, business - lifetimes["person"])
        await forget_invitations_before(session, business - lifetimes["invitations"])
        await forget_updates_before(session, machine - lifetimes["updates"])
        await forget_set_aside_before(session, machine - lifetimes["set_aside"])
        await forget_sent_before(session, machine - lifetimes["messages"])
        await forget_held_before(session, machine - lifetimes["messages"])
        await forget_rates_before(session, machine - lifetimes["rates"])
        await forget_alerts_before(session, machine - lifetimes["alerts"])

    return (
        Duty("end conversations", timedelta(minutes=1), end_conversations),
        Duty("purge", timedelta(hours=1), purge),
    )
