"""Questions offered at a fixed rate, whether they are answered or not: what is answered, how late, for how much.

As in the table of throughput, each bot is a process by webhook, and Telegram has no limits. Each question is a
newcomer's.
"""

import asyncio
import tempfile
import time
from dataclasses import dataclass

from bot.demo.people import Person
from tests.bench.bots import COMMANDS, OURS_ON_POSTGRES, cpu_seconds, fresh_database, megabytes, running
from tests.bench.figures import percentile, table
from tests.house import local_telegram

RATES = (30, 200, 2000)
SECONDS, PATIENCE = 5, 20.0  # for which they are offered; for which an answer is waited for after that


@dataclass(frozen=True)
class Measured:
    answered: int  # while questions were offered
    waits: list[float]
    unanswered: int
    cpu_ms: float
    megabytes: float


async def offered(postgres: str) -> str:
    """Measure each bot at each rate, and return a table; `postgres` is the address of a server's database."""
    rows = []
    with tempfile.TemporaryDirectory() as directory:
        for name in COMMANDS:
            for rate in RATES:
                database = f"sqlite:///{directory}/{rate}.db"
                if name == OURS_ON_POSTGRES:
                    database = await fresh_database(postgres, f"offered_{rate}")
                seen = await _measure(name, database, rate)
                rows.append([
                    name, rate, f"{seen.answered / SECONDS:.0f}", f"{percentile(seen.waits, 0.5) * 1000:.0f}",
                    f"{percentile(seen.waits, 0.99) * 1000:.0f}", seen.unanswered, f"{seen.cpu_ms:.1f}",
                    f"{seen.megabytes:.0f}",
                ])  # fmt: skip
    head = ["bot", "offered/s", "answered/s", "p50 ms", "p99 ms", f"none in {PATIENCE:.0f} s", "CPU ms each", "MB"]
    return table(f"Offered for {SECONDS} s, answered meanwhile", head, rows)


async def _measure(name: str, database: str, rate: int) -> Measured:
    count = rate * SECONDS
    async with local_telegram() as telegram, running(name, telegram, database) as process:
        await telegram.person(id=100, first_name="Aïcha").ask("Guéret", timeout=60)
        people = [telegram.person(id=101 + number, first_name=f"P{number}") for number in range(count)]
        cpu, began = cpu_seconds(process), time.perf_counter()
        asked = []
        for number, person in enumerate(people):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            asked.append(asyncio.create_task(_ask(person)))
        done, waiting = await asyncio.wait(asked, timeout=PATIENCE)
        for task in waiting:
            task.cancel()
        ends = [task.result() for task in done]
        used = (cpu_seconds(process) - cpu) * 1000 / max(1, len(ends))
        meanwhile = sum(1 for _, at in ends if at <= began + SECONDS)
        return Measured(meanwhile, [wait for wait, _ in ends], len(waiting), used, megabytes(process))


async def _ask(person: Person) -> tuple[float, float]:
    """Ask a question; return how long the answer took, and when it came."""
    began = time.perf_counter()
    await person.ask("c'est quoi le FDVA ?", timeout=600)
    return time.perf_counter() - began, time.perf_counter()
