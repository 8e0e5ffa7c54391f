"""The bots that are compared: ours on both databases and two bare echo bots, each a process that listens by webhook."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import psutil

from bot.commands.demo import free_port
from bot.demo.server import LocalTelegram
from tests.house import SECRET, TOKEN

ROOT = Path(__file__).parents[2]
OURS_ON_SQLITE, OURS_ON_POSTGRES = "aiguilleur, SQLite", "aiguilleur, PostgreSQL"
COMMANDS = {
    OURS_ON_SQLITE: ["-m", "bot", "run"],
    OURS_ON_POSTGRES: ["-m", "bot", "run"],
    "echo, python-telegram-bot": ["-m", "tests.bench.echo_ptb"],
    "echo, aiogram": ["-m", "tests.bench.echo_aiogram"],
}


@asynccontextmanager
async def running(
    name: str, telegram: LocalTelegram, database: str, pace: int = 10_000
) -> AsyncIterator[psutil.Process]:
    """Start a bot of `COMMANDS`, and end it after the block; `database` is the address of ours."""
    port = await free_port()
    environment = os.environ | {
        "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, "PORT": str(port), "TELEGRAM_PACE": "10000",
        "PUBLIC_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": SECRET, "DATABASE_URL": database,
        "LOG_LEVEL": "ERROR",
    }  # fmt: skip
    process = await asyncio.create_subprocess_exec(sys.executable, *COMMANDS[name], env=environment, cwd=ROOT)
    try:
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        await process.wait()


async def fresh_database(address: str, name: str) -> str:
    """Create a database on the server of a PostgreSQL address, and return its address."""
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(f'CREATE DATABASE "{name}"')
    finally:
        await connection.close()
    return urlsplit(address)._replace(path=f"/{name}").geturl()


def cpu_seconds(process: psutil.Process) -> float:
    """Return the processor time that a process has used, its threads and ended children among it."""
    used = process.cpu_times()
    return float(used.user + used.system + used.children_user + used.children_system)


def megabytes(process: psutil.Process) -> float:
    """Return the resident memory of a process."""
    return float(process.memory_info().rss) / 2**20
