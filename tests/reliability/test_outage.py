"""The outage of `make chaos`, until every message has been tried three times."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.address import Address
from storage.database import Database
from storage.outbox import IS_WAITING, OutboxMessage
from tests.knowledge.base_of_one import write_base
from tests.reliability.outage import announce_through_outage

TRIES = 3


async def until_all_were_tried(database: Database) -> None:
    while True:
        async with database.reading() as session:
            tried, waiting = (await session.execute(
                select(func.min(OutboxMessage.attempts), func.count()).where(IS_WAITING)
            )).one()  # fmt: skip
        if waiting and tried >= TRIES:
            return
        await asyncio.sleep(0.1)


@pytest.mark.timeout(240)
async def test_announcement_goes_on_where_telegram_went_away_and_reaches_each_once(tmp_path: Path) -> None:
    base = write_base(tmp_path / "base")
    seen = await announce_through_outage(Address(tmp_path / "a.db", None), 60, until_all_were_tried, base)
    assert (seen.lost, seen.repeats, seen.answered, seen.ended) == (0, 0, True, True)
    assert 20 <= seen.before < 60
    assert seen.refused >= TRIES * (60 - seen.before - 1)
