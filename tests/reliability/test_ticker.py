"""The stop of the ticker, with real duties on real databases."""

import asyncio
import logging
from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.loops import Beat
from bot.signals import Bell
from bot.ticker import Ticker
from handlers.talk.hours import Hours
from handlers.talk.tick import Duty, Tick
from knowledge.snapshot import Knowledge
from storage.clock import how_far_ahead, move_ahead
from storage.database import Database


async def test_duty_begun_before_the_stop_is_done_to_its_end(
    database: Database, knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    begun, may_end, stopping = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow(tick: Tick) -> None:
        begun.set()
        await may_end.wait()
        await move_ahead(tick.session, timedelta(days=3))

    ticker = Ticker(
        database=database, clock=Clock(True), beat=Beat("ticker", 60), duties=[Duty("slow", timedelta(days=1), slow)],
        knowledge=lambda: knowledge, hours=Hours(), messages_written=Bell(), outcome_written=Bell(),
    )  # fmt: skip
    with caplog.at_level(logging.WARNING):
        running = asyncio.create_task(ticker.run(stopping))
        await asyncio.wait_for(begun.wait(), 20)
        stopping.set()
        await asyncio.sleep(0)
        may_end.set()
        await asyncio.wait_for(running, 20)
    async with database.reading() as session:
        assert await how_far_ahead(session) == timedelta(days=3)
    assert caplog.records == []
