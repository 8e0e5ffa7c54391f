"""An announcement to 3,000 at Telegram's limits, and how long an answer waits meanwhile."""

import asyncio
import tempfile
import time
from pathlib import Path

from bot.app import RunningBot
from bot.clock import machine_now
from bot.demo.limits import Limits
from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.outbox import OutboxMessage, Priority
from storage.queueing import enqueue
from tests.bench.figures import percentile, table
from tests.house import ground

RECEIVERS = 3000


async def broadcast(knowledge: Knowledge) -> str:
    with tempfile.TemporaryDirectory() as directory:
        address = Address(Path(directory) / "broadcast.db", None)
        async with ground(address, knowledge, webhook=True, limits=Limits(), pace=30) as here:
            await _receivers(here.telegram)
            began = time.perf_counter()
            await _announce(here.house)
            asking = asyncio.create_task(_ask(here.telegram.person(id=99, first_name="Aïcha")))
            sent = await _wait_for_all(here.telegram)
            took = time.perf_counter() - began
            asking.cancel()
            waits = (await asyncio.gather(asking))[0]
            floods = sum(1 for entry in here.telegram.journal if entry.status == 429)
    row = [sent, f"{sent / took:.1f}", floods, len(waits), f"{percentile(waits, 0.5) * 1000:.0f}",
           f"{percentile(waits, 0.95) * 1000:.0f}", f"{max(waits) * 1000:.0f}"]  # fmt: skip
    head = ["messages", "messages/s", "429s", "answers meanwhile", "p50 ms", "p95 ms", "longest ms"]
    return table(f"Broadcast to {RECEIVERS} at Telegram's limits (30/s)", head, [row])


async def _receivers(telegram: LocalTelegram) -> None:
    """Create people who have written once, so that the local server lets the bot write to them."""
    for number in range(RECEIVERS):
        telegram.world.chats.setdefault(1000 + number, telegram.person(id=1000 + number, first_name="R")._private)
        telegram.world.chats[1000 + number].opened = True


async def _announce(house: RunningBot) -> None:
    async with house.database.transaction() as session:
        now = machine_now()
        for number in range(RECEIVERS):
            await enqueue(session, OutboxMessage(
                chat_id=1000 + number, method="send_message", params={"text": "Une annonce."}, created_at=now,
                priority=Priority.ANNOUNCEMENT, key=f"bench:{number}",
            ))  # fmt: skip


async def _ask(person: Person) -> list[float]:
    """Ask every three seconds until cancelled; return how long each answer took."""
    waits: list[float] = []
    try:
        while True:
            began = time.perf_counter()
            await person.ask("c'est quoi le FDVA ?", timeout=60)
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(3)
    except asyncio.CancelledError:
        return waits


async def _wait_for_all(telegram: LocalTelegram) -> int:
    """Wait until every recipient has the announcement; return how many there are."""
    while True:
        had = sum(1 for number in range(RECEIVERS) if telegram.people[1000 + number].received)
        if had == RECEIVERS:
            return had
        await asyncio.sleep(0.25)
