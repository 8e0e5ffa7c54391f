"""A bot that starts while thousands of updates wait, at Telegram's limits: how long each person waits for an answer."""

import asyncio
import os
import random
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import psutil

from bot.commands.demo import free_port
from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from storage.address import Address
from tests.bench.figures import percentile
from tests.house import TOKEN
from tests.reliability.kills import SAYINGS


@dataclass(frozen=True)
class Waited:
    """What was seen; all seconds are from the start of the bot, the newcomer's from her message."""

    people: int
    messages: int
    first_answers: Sequence[float]
    newcomer: float
    drained: float
    all_answered: float
    out_of_order: int
    floods: int

    def lines(self) -> list[str]:
        first = self.first_answers
        return [
            f"  {self.people} people, {self.people * self.messages} updates: all read after {self.drained:.0f} s, all "
            f"answered after {self.all_answered:.0f} s, {self.out_of_order} out of order; 429s: {self.floods}",
            f"  first answers: half after {percentile(first, 0.5):.1f} s, the last after {max(first):.1f} s; "
            f"a newcomer's came {self.newcomer:.1f} s after her message",
        ]


async def start_behind(
    telegram: LocalTelegram, start: AbstractAsyncContextManager[object], people: int, messages: int, seed: int
) -> Waited:
    """Let people write so many messages each, in any order, then start the bot; a newcomer writes once it answers."""
    crowd = [telegram.person(id=1_000 + number, first_name=f"P{number}") for number in range(people)]
    turns = [number for number in range(people) for _ in range(messages)]
    random.Random(seed).shuffle(turns)
    written = [0] * people
    for number in turns:
        await crowd[number].send(SAYINGS[written[number] % len(SAYINGS)][0])
        written[number] += 1
    began, first, drained = time.monotonic(), dict[int, float](), 0.0
    async with start:
        while not any(person.received for person in crowd):
            await asyncio.sleep(0.02)
        asking = asyncio.create_task(_ask(telegram.person(id=999, first_name="Nouvelle")))
        while any(len(person.received) < messages for person in crowd):
            await asyncio.sleep(0.05)
            now = time.monotonic() - began
            first |= {person.id: now for person in crowd if person.received and person.id not in first}
            drained = drained or (now if telegram.world.updates.count() == 0 else 0.0)
        all_answered, newcomer = time.monotonic() - began, await asking
    return Waited(
        people, messages, sorted(first.values()), newcomer, drained or all_answered, all_answered,
        sum(map(_is_out_of_order, crowd)), sum(1 for entry in telegram.journal if entry.status == 429),
    )  # fmt: skip


async def _ask(newcomer: Person) -> float:
    began = time.monotonic()
    await newcomer.ask("Guéret", timeout=600)
    return time.monotonic() - began


def _is_out_of_order(person: Person) -> bool:
    expected = (SAYINGS[number % len(SAYINGS)][1] for number in range(len(person.received)))
    return not all(name in said.text for name, said in zip(expected, person.received, strict=True))


@asynccontextmanager
async def process(telegram: LocalTelegram, address: Address) -> AsyncIterator[psutil.Process]:
    """Run the bot as its own process, by polling, and print at the end what memory it took at the most."""
    environment = os.environ | {
        "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, "TELEGRAM_PACE": "30", "LOG_LEVEL": "ERROR",
        "DATABASE_URL": f"sqlite:///{address.path}" if address.is_sqlite else str(address.dsn),
        "PORT": str(await free_port()),
    }  # fmt: skip
    started = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=environment)
    seen = psutil.Process(started.pid)
    try:
        yield seen
        print(f"  {seen.memory_info().rss / 1e6:.0f} MB after it, {seen.cpu_times().user:.0f} s of processor")
    finally:
        started.terminate()
        await started.wait()
