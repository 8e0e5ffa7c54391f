"""The recipients of an announcement, as a query. People who blocked the bot are left out."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cases import Case
from storage.deliveries import Delivery, Fate
from storage.people import Person
from storage.registrations import Registration, Status
from storage.roles import Role
from storage.subscriptions import Subscription


@dataclass(frozen=True)
class Audience:
    """The conditions that every recipient of an announcement meets; a condition that is None does not count.

    `departments` holds codes; `received` is the number of an announcement that reached the recipient; `meeting` is that
    of a meeting for which they are registered.
    """

    subject: str | None = None
    departments: Collection[str] | None = None
    role: str | None = None
    received: int | None = None
    phase: str | None = None
    meeting: int | None = None


def people_in(audience: Audience) -> Select[int]:
    """Return a query for the Telegram ids of the people who meet these conditions and have not blocked the bot."""
    people = select(Person.telegram_id).where(Person.blocked_at.is_(None))
    if audience.subject is not None:
        held = select(Subscription.telegram_id).where(Subscription.subject == audience.subject)
        held = held.where(Subscription.given_at.is_not(None), Subscription.ended_at.is_(None))
        people = people.where(Person.telegram_id.in_(held))
    if audience.departments is not None:
        people = people.where(Person.department.in_(audience.departments), Person.place_kept.is_(True))
    if audience.role is not None:
        people = people.where(Person.telegram_id.in_(select(Role.telegram_id).where(Role.role == audience.role)))
    if audience.phase is not None:
        told = select(Case.telegram_id).where(Case.phase == audience.phase, Case.telegram_id.is_not(None))
        people = people.where(Person.telegram_id.in_(told))
    if audience.meeting is not None:
        registered = select(Registration.telegram_id).where(Registration.meeting_id == audience.meeting)
        people = people.where(Person.telegram_id.in_(registered.where(Registration.status == Status.REGISTERED)))
    if audience.received is not None:
        got = select(Delivery.telegram_id).where(Delivery.announcement_id == audience.received)
        people = people.where(Person.telegram_id.in_(got.where(Delivery.state == Fate.SENT)))
    return people


async def count_in(session: AsyncSession, audience: Audience) -> int:
    """Return how many people meet these conditions and have not blocked the bot."""
    return await session.scalar(select(func.count()).select_from(people_in(audience).subquery())) or 0
