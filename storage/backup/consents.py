"""Consents after a restore: subscriptions and consents that people ended after the backup was made stay ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.consents import Consent
from storage.people import Person
from storage.subscriptions import Subscription

Asked = tuple[int, str, datetime]
"""Telegram id, subject, when they were asked."""


@dataclass(frozen=True)
class PresentConsents:
    """The subscriptions and consents read from the database just before a restore replaces them.

    `ended` gives, for each ended subscription, when it ended and by which announcement; `subscribed` and `consents` are
    the pairs of Telegram id and subject in force; `people` are the Telegram ids of all known people.
    """

    ended: Mapping[Asked, tuple[datetime, int | None]]
    subscribed: frozenset[tuple[int, str]]
    people: frozenset[int]
    consents: frozenset[tuple[int, str]]


async def present_consents(session: AsyncSession) -> PresentConsents:
    """Read the subscriptions and consents that a restore is about to replace."""
    rows = (await session.scalars(select(Subscription))).all()
    consents = await session.execute(select(Consent.telegram_id, Consent.subject))
    return PresentConsents(
        ended={_asked(row): (row.ended_at, row.ended_by) for row in rows if row.ended_at is not None},
        subscribed=frozenset((row.telegram_id, row.subject) for row in rows if row.ended_at is None),
        people=frozenset(await session.scalars(select(Person.telegram_id))),
        consents=frozenset((row.telegram_id, row.subject) for row in consents),
    )


async def end_consents_again(session: AsyncSession, present: PresentConsents) -> int:
    """End the restored subscriptions and consents that people had ended after the backup was made; return how many.

    `present` is what was read before the restore.
    """
    session.expunge_all()  # rows read before are not those of the backup
    return await _end_subscriptions_again(session, present) + await _withdraw_consents_again(session, present)


async def _end_subscriptions_again(session: AsyncSession, present: PresentConsents) -> int:
    """End the restored subscriptions that people had ended before the restore, and return how many."""
    stopped = 0
    for row in await session.scalars(select(Subscription).where(Subscription.ended_at.is_(None))):
        if _asked(row) in present.ended and (row.telegram_id, row.subject) not in present.subscribed:
            row.ended_at, row.ended_by = present.ended[_asked(row)]
            stopped += 1
    await session.flush()
    return stopped


async def _withdraw_consents_again(session: AsyncSession, present: PresentConsents) -> int:
    """Delete the restored consents that people had withdrawn before the restore; return how many.

    Those of people whom the database did not know before the restore are kept.
    """
    taken_back = [
        consent
        for consent in await session.scalars(select(Consent))
        if consent.telegram_id in present.people and (consent.telegram_id, consent.subject) not in present.consents
    ]
    for consent in taken_back:
        await session.delete(consent)
        if consent.subject == "place":
            person = update(Person).where(Person.telegram_id == consent.telegram_id)
            await session.execute(person.values(place_kept=False))
    await session.flush()
    return len(taken_back)


def _asked(row: Subscription) -> Asked:
    """Return what identifies the question that a subscription answers: Telegram id, subject, when it was asked."""
    return row.telegram_id, row.subject, row.asked_at
