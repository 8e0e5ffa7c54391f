"""Updates committed and answered per second, beside two bare echo bots, on the same local server, without limits.

Each bot is a process, by webhook. People ask as fast as they are answered: a closed loop.
"""

import asyncio
import tempfile
import time
from dataclasses import dataclass

from bot.demo.people import Person
from tests.bench.bots import COMMANDS, OURS_ON_POSTGRES, OURS_ON_SQLITE, cpu_seconds, megabytes, running
from tests.bench.figures import percentile, table
from tests.house import local_telegram

PEOPLE, QUESTIONS = 32, 25  # people at once; questions of each, fewer than the limit of a person


@dataclass(frozen=True)
class Measured:
    start: float  # seconds from the process to its first answer
    per_second: float
    waits: list[float]
    cpu_ms: float
    megabytes: float


async def throughput(postgres: str) -> str:
    """Measure each bot, and return a table; `postgres` is the address of an empty database."""
    rows, ours = [], 0.0
    with tempfile.TemporaryDirectory() as directory:
        databases = {OURS_ON_SQLITE: f"sqlite:///{directory}/bench.db", OURS_ON_POSTGRES: postgres}
        for name in COMMANDS:
            seen = await _measure(name, databases.get(name, ""))
            ours = ours or seen.per_second
            rows.append([
                name, f"{seen.per_second:.0f}", f"{percentile(seen.waits, 0.5) * 1000:.0f}",
                f"{percentile(seen.waits, 0.99) * 1000:.0f}", f"{seen.cpu_ms:.1f}", f"{seen.per_second / ours:.2f}",
                f"{seen.start:.1f}", f"{seen.megabytes:.0f}",
            ])  # fmt: skip
    head = ["bot", "answered/s", "p50 ms", "p99 ms", "CPU ms each", "ratio to the first", "start s", "resident MB"]
    return table(f"Throughput: {PEOPLE} people, {QUESTIONS} questions each, closed loop", head, rows)


async def _measure(name: str, database: str) -> Measured:
    async with local_telegram() as telegram:
        people = [telegram.person(id=101 + number, first_name=f"P{number}") for number in range(PEOPLE)]
        began = time.perf_counter()
        async with running(name, telegram, database) as process:
            await people[0].ask("Guéret", timeout=60)
            start = time.perf_counter() - began
            await asyncio.gather(*(person.ask("Guéret", timeout=60) for person in people[1:]))
            cpu, began = cpu_seconds(process), time.perf_counter()
            waits = [wait for asked in await asyncio.gather(*map(_ask_many, people)) for wait in asked]
            took = time.perf_counter() - began
            used = (cpu_seconds(process) - cpu) * 1000 / len(waits)
            return Measured(start, len(waits) / took, waits, used, megabytes(process))


async def _ask_many(person: Person) -> list[float]:
    waits = []
    for _ in range(QUESTIONS):
        began = time.perf_counter()
        await person.ask("c'est quoi le FDVA ?", timeout=60)
        waits.append(time.perf_counter() - began)
    return waits
