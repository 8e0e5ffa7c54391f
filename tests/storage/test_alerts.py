"""Alerts, and refusals of the database, on both databases: told once a cause, and not taken for an absence."""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import select

from storage.alerts import alerts_since, raise_alert
from storage.database import Database, is_away
from storage.people import Person

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


async def tell(database: Database, cause: str) -> bool:
    async with database.transaction() as session:
        return await raise_alert(session, cause, NOW)


async def test_alert_told_by_several_at_once_is_first_once_and_counted(database: Database) -> None:
    firsts = await asyncio.gather(*(tell(database, "a cause") for _ in range(8)))
    async with database.reading() as session:
        (alert,) = await alerts_since(session, NOW)
    assert (sorted(firsts), alert.count) == ([False] * 7 + [True], 8)


async def test_value_that_the_database_refuses_is_no_absence(database: Database) -> None:
    refusal: Exception | None = None
    async with database.reading() as session:
        try:
            await session.execute(select(Person).where(Person.telegram_id == 2**70))
        except Exception as error:
            refusal = error
    assert refusal is not None
    assert not is_away(refusal)
