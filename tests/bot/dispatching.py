"""The dispatcher alone: a real database, and a Telegram that takes what it is allowed to take."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from telegram import Bot

from bot.alerts import Alerts
from bot.clock import machine_now
from bot.dispatcher import Dispatcher
from bot.loops import Beat
from bot.metrics import Metrics
from bot.pacing import LIFTED, Pace
from bot.signals import Bell
from bot.ways import Way
from storage.database import Database
from storage.leadership import Ear, Lease, lead
from storage.news import CHANNEL
from storage.outbox import OutboxMessage
from storage.queueing import enqueue

MANY = """WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
INSERT INTO outbox (chat_id, method, params, created_at, priority, state, attempts, forget_once_sent, watched)
SELECT n, 'send_message', '{"text": "Bonjour"}', '2026-12-01 09:30:00.000000', 0, 'waiting', 0, 0, 0 FROM numbers"""


class Telegram(Bot):
    """Telegram as a bot sees it: it takes a message as soon as it is allowed one more."""

    def __init__(self, allowed: int = 1_000_000) -> None:
        super().__init__("1:a")
        self._taken: list[int] = []
        self._allowed = asyncio.Semaphore(allowed)

    @property
    def taken(self) -> list[int]:
        """The chats that had a message, in order."""
        return self._taken

    def allow(self, count: int) -> None:
        for _ in range(count):
            self._allowed.release()

    async def send_message(self, chat_id: int, **_: Any) -> Any:  # type: ignore[override]
        await self._allowed.acquire()
        self._taken.append(chat_id)


def message(chat_id: int) -> OutboxMessage:
    return OutboxMessage(chat_id=chat_id, method="send_message", params={"text": "Bonjour"}, created_at=machine_now())


def dispatcher_of(database: Database, telegram: Telegram, lease: Lease, pace: float = LIFTED) -> Dispatcher:
    return Dispatcher(
        database=database,
        bot=telegram,
        pace=Pace(pace),
        metrics=Metrics(),
        speaking=Way("no message has left"),
        alerts=Alerts(database),
        beat=Beat("dispatcher", 60),
        outcome_written=Bell(),
        lease=lease,
    )


@asynccontextmanager
async def dispatching(database: Database, telegram: Telegram, pace: float = LIFTED) -> AsyncIterator[Dispatcher]:
    """Run the dispatcher, where it leads on PostgreSQL, as the bot does."""
    lease, stopping = Lease(), asyncio.Event()
    dispatcher = dispatcher_of(database, telegram, lease, pace)
    ear = Ear(CHANNEL, dispatcher.hear_other_process)
    running = asyncio.create_task(lead(database, 1, dispatcher.run, stopping, lambda: None, ear, lease))
    try:
        yield dispatcher
    finally:
        stopping.set()
        await running


async def write(database: Database, *messages: OutboxMessage) -> None:
    async with database.transaction() as session:
        for one in messages:
            await enqueue(session, one)


def put_many(path: Path, count: int) -> None:
    """Let so many messages wait, each in a chat of its own."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(MANY, (count,))
        connection.commit()


async def until_all_is_read(dispatcher: Dispatcher) -> None:
    while dispatcher.is_reading:
        await asyncio.sleep(0.005)


async def until(telegram: Telegram, count: int, seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while len(telegram.taken) < count:
            await asyncio.sleep(0.005)
