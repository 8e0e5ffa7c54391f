"""The ticker, with real duties on real databases: its stop, and duties that fail."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import false, literal_column, true

from bot.clock import Clock, machine_now
from bot.loops import Beat
from bot.signals import Bell
from bot.ticker import AHEAD, Ticker
from handlers.talk.hours import Hours
from handlers.talk.tick import Duty, Tick
from knowledge.snapshot import Knowledge
from storage.base import Condition
from storage.clock import Duty as DutyRow
from storage.clock import how_far_ahead, move_ahead
from storage.database import Database


def ticker_of(database: Database, knowledge: Knowledge, *duties: Duty) -> Ticker:
    return Ticker(
        database=database,
        clock=Clock(True),
        beat=Beat("ticker", 60),
        duties=duties,
        knowledge=lambda: knowledge,
        hours=Hours(),
        outcome_written=Bell(),
    )


async def test_condition_that_fails_keeps_no_other_duty_from_being_done(
    database: Database, knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def duty(name: str, condition: Callable[[Tick], Condition] | None) -> Duty:
        async def do(_: Tick) -> None:
            done.append(name)

        return Duty(name, timedelta(days=1), do, condition)

    def raises(_: Tick) -> Condition:
        raise ZeroDivisionError

    duties = (
        duty("first", None),
        duty("raises", raises),
        duty("asks what is not there", lambda _: literal_column("nowhere") == 1),
        duty("holds", lambda _: true()),
        duty("does not hold", lambda _: false()),
        duty("last", None),
    )
    with caplog.at_level(logging.WARNING):
        await ticker_of(database, knowledge, *duties).tick()
    assert done == ["first", "holds", "last"]
    assert {"raises", "asks what is not there"} <= {record.args[0] for record in caplog.records if record.args}


async def test_nothing_is_looked_at_where_nothing_is_due_soon_until_something_changes(
    database: Database, knowledge: Knowledge
) -> None:
    done: list[str] = []

    async def do(_: Tick) -> None:
        done.append("done")

    async def look(tick: Tick) -> bool:
        looks.append(tick.now)
        return tick.now >= moment

    looks, moment = list[datetime](), machine_now() + timedelta(hours=1)
    ticker = ticker_of(database, knowledge, Duty("later", timedelta(days=1), do, has_work=look))
    await ticker.tick()  # SQLite's journal is emptied here, which is a change
    await ticker.tick()
    looked = len(looks)
    await ticker.tick()
    assert (len(looks), done) == (looked, [])
    async with database.transaction() as session:
        await move_ahead(session, timedelta(hours=1) - AHEAD / 2)
    await ticker.tick()
    await ticker.tick()
    assert (len(looks), done) == (looked + 4, [])  # it is due within the time looked ahead: each tick looks, twice
    async with database.transaction() as session:
        await move_ahead(session, timedelta(hours=1))
    await ticker.tick()
    assert done == ["done"]


async def test_duty_begun_before_the_stop_is_done_to_its_end(
    database: Database, knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    begun, may_end, stopping = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow(tick: Tick) -> None:
        begun.set()
        await may_end.wait()
        await move_ahead(tick.session, timedelta(days=3))

    ticker = ticker_of(database, knowledge, Duty("slow", timedelta(days=1), slow))
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


async def test_duty_with_more_left_is_done_in_pieces_and_others_have_their_turn_between(
    database: Database, knowledge: Knowledge
) -> None:
    done: list[str] = []

    async def piece(tick: Tick) -> bool:
        done.append("piece")
        await move_ahead(tick.session, timedelta(hours=len(done)))
        return done.count("piece") < 3

    async def other() -> None:
        while done.count("piece") < 2:
            await asyncio.sleep(0.001)
        async with database.transaction():
            done.append("other")

    ticker = ticker_of(database, knowledge, Duty("purge", timedelta(days=1), piece))
    await asyncio.gather(ticker.tick(), other())
    assert done == ["piece", "piece", "other", "piece"]
    await ticker.tick()
    assert done.count("piece") == 3  # due again tomorrow


async def test_duty_is_not_put_off_by_a_clock_that_was_put_back(database: Database, knowledge: Knowledge) -> None:
    done: list[str] = []

    async def do(_: Tick) -> None:
        done.append("done")

    duty = Duty("each minute", timedelta(minutes=1), do)
    for due_in, count in ((timedelta(hours=5), 1), (timedelta(seconds=30), 1)):
        async with database.transaction() as session:
            await session.merge(DutyRow(name=duty.name, due_at=machine_now() + due_in))
        await ticker_of(database, knowledge, duty).tick()
        assert len(done) == count
