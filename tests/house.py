"""The bot in a test: the real house on a real database, beside a local server that speaks like Telegram."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.app import House
from bot.commands.demo import free_port
from bot.demo.limits import Limits
from bot.demo.server import LocalTelegram
from bot.settings import Secret, Settings
from knowledge.base import Knowledge
from storage.address import Address

TOKEN = "4242:test-token"
SECRET = "a-secret-of-the-tests"


@dataclass
class Ground:
    telegram: LocalTelegram
    house: House
    settings: Settings


@asynccontextmanager
async def local_telegram(limits: Limits | None = None) -> AsyncIterator[LocalTelegram]:
    server = LocalTelegram(token=TOKEN, limits=limits or Limits.lifted(), retry_delay=0.05)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def settings_for(
    telegram: LocalTelegram, address: Address, *, webhook: bool = False, demo_clock: bool = True,
    knowledge_dir: Path | None = None, pace: float = 10_000,
) -> Settings:  # fmt: skip
    port = await free_port()
    return Settings(
        database=address, data_dir=Path(), token=Secret(TOKEN), api_url=telegram.url, port=port, pace=pace,
        public_url=f"http://127.0.0.1:{port}" if webhook else None,
        webhook_secret=Secret(SECRET) if webhook else None, demo_clock=demo_clock, knowledge_dir=knowledge_dir,
    )  # fmt: skip


@asynccontextmanager
async def running(settings: Settings, knowledge: Knowledge) -> AsyncIterator[House]:
    """The house at work, from its first word with Telegram to a clean stop."""
    house = House(settings, knowledge)
    stopping = asyncio.Event()
    task = asyncio.create_task(house.run(stopping))
    try:
        ready = asyncio.create_task(house.is_ready.wait())
        done, _ = await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if task in done:
            task.result()
        yield house
    finally:
        stopping.set()
        with suppress(asyncio.CancelledError):
            await asyncio.wait_for(task, 20)


@asynccontextmanager
async def ground(
    address: Address, knowledge: Knowledge, *, webhook: bool = False, limits: Limits | None = None, pace: float = 10_000
) -> AsyncIterator[Ground]:
    async with local_telegram(limits) as telegram:
        settings = await settings_for(telegram, address, webhook=webhook, pace=pace)
        async with running(settings, knowledge) as house:
            yield Ground(telegram, house, settings)
