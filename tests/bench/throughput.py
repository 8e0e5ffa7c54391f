"""Updates committed and answered per second, beside two bare echo bots, on the same local server, without limits.

Each bot is a process, by webhook. People ask as fast as they are answered: a closed loop.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bot.commands.demo import free_port
from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from tests.bench.figures import percentile, table
from tests.house import SECRET, TOKEN, local_telegram

ROOT = Path(__file__).parents[2]
PEOPLE, QUESTIONS = 32, 25  # people at once; questions of each, fewer than the limit of a person
BOTS = {
    "aiguilleur, SQLite": ["-m", "bot", "run"],
    "aiguilleur, PostgreSQL": ["-m", "bot", "run"],
    "echo, python-telegram-bot": ["-m", "tests.bench.echo_ptb"],
    "echo, aiogram": ["-m", "tests.bench.echo_aiogram"],
}


@dataclass(frozen=True)
class Measured:
    per_second: float
    waits: list[float]
    cpu_ms: float


async def throughput(postgres: str) -> str:
    """Measure each bot, and return a table; `postgres` is the address of an empty database."""
    rows, ours = [], 0.0
    with tempfile.TemporaryDirectory() as directory:
        databases = {"aiguilleur, SQLite": f"sqlite:///{directory}/bench.db", "aiguilleur, PostgreSQL": postgres}
        for name, command in BOTS.items():
            seen = await _measure(command, databases.get(name, ""))
            ours = ours or seen.per_second
            rows.append(
                [name, f"{seen.per_second:.0f}", f"{percentile(seen.waits, 0.5) * 1000:.0f}",
                 f"{percentile(seen.waits, 0.99) * 1000:.0f}", f"{seen.cpu_ms:.1f}", f"{seen.per_second / ours:.2f}"]
            )  # fmt: skip
    head = ["bot", "answered/s", "p50 ms", "p99 ms", "CPU ms each", "ratio to the first"]
    return table(f"Throughput: {PEOPLE} people, {QUESTIONS} questions each, closed loop", head, rows)


async def _measure(command: list[str], database: str) -> Measured:
    async with local_telegram() as telegram, _bot(telegram, command, database) as process:
        people = [telegram.person(id=101 + number, first_name=f"P{number}") for number in range(PEOPLE)]
        await asyncio.gather(*(person.ask("Guéret", timeout=60) for person in people))
        cpu, began = _cpu(process), time.perf_counter()
        waits = [wait for asked in await asyncio.gather(*map(_ask_many, people)) for wait in asked]
        took = time.perf_counter() - began
        return Measured(len(waits) / took, waits, (_cpu(process) - cpu) * 1000 / len(waits))


async def _ask_many(person: Person) -> list[float]:
    waits = []
    for _ in range(QUESTIONS):
        began = time.perf_counter()
        await person.ask("c'est quoi le FDVA ?", timeout=60)
        waits.append(time.perf_counter() - began)
    return waits


@asynccontextmanager
async def _bot(telegram: LocalTelegram, command: list[str], database: str) -> AsyncIterator[psutil.Process]:
    port = await free_port()
    environment = os.environ | {
        "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, "PORT": str(port), "TELEGRAM_PACE": "10000",
        "PUBLIC_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": SECRET, "DATABASE_URL": database,
        "LOG_LEVEL": "WARNING",
    }  # fmt: skip
    process = await asyncio.create_subprocess_exec(sys.executable, *command, env=environment, cwd=ROOT)
    try:
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        await process.wait()


def _cpu(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float(used.user + used.system)
