"""The bot of the simulated year: killed when ordered, started again at once, asked whether it has work left."""

import asyncio
import random
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from bot.commands.demo import free_port
from bot.demo.server import LocalTelegram
from storage.address import Address
from storage.database import Database
from storage.outbox import waiting_by_priority
from tests.forked import fork
from tests.reliability.kills import ANYWHERE, Victim

PATIENCE = 150


class Undying(Victim):
    def __init__(self, telegram: LocalTelegram, address: Address, port: int, folder: Path, knowledge: Path) -> None:
        super().__init__(telegram, address, knowledge, webhook=True, port=port)
        self._environment |= {"DEMO_CLOCK": "1", "YEAR_FOLDER": str(folder)}
        self.environment = self._environment
        self.kills: Counter[str] = Counter()
        self._telegram = telegram
        self._database = Database(address)
        self._folder = folder
        self._order: str | None = None
        self._watch: asyncio.Task[None] | None = None
        self._sudden: asyncio.Task[None] | None = None

    @classmethod
    async def born(cls, telegram: LocalTelegram, address: Address, folder: Path, knowledge: Path) -> "Undying":
        made = cls(telegram, address, await free_port(), folder, knowledge)
        await made.start()
        made._watch = asyncio.create_task(made._start_again())
        await telegram.listened(60)
        return made

    async def start(self, die_at: str | None = None, die_after: int = 0) -> None:
        self.process = await fork("tests.reliability.year.process", environ=self._environment)

    async def end(self) -> None:
        for task in (self._watch, self._sudden):
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        await self.kill()
        await self._database.close()

    async def _start_again(self) -> None:
        while True:
            await self.death()
            self.kills[self._order or "of itself"] += 1
            (self._folder / "die").unlink(missing_ok=True)
            self._order = None
            await self.start()

    @property
    def is_doomed(self) -> bool:
        return self._order is not None

    def order_death(self, point: str, chance: random.Random) -> None:
        """Order it to die at one of the next passages, or within the next moment."""
        self._order = point
        if point == ANYWHERE:
            self._sudden = asyncio.create_task(self._die_after(chance.uniform(0, 0.4)))
        else:
            (self._folder / "die").write_text(f"{point}|{chance.randint(0, 3)}")

    async def _die_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        if self.process is not None and self.process.returncode is None:
            self.process.kill()

    async def quiet(self) -> None:
        """Wait until every update is taken, a tick that began since found nothing to do, and every message has left."""
        await self._telegram.idle(PATIENCE)
        asked = time.monotonic()
        async with asyncio.timeout(PATIENCE):
            while not (self._has_ticked_since(asked) and not await self._waiting()):
                await asyncio.sleep(0.01)
        await self._telegram.idle(PATIENCE)

    async def propose(self) -> None:
        """Let it look for the dates of the months ahead now, and not in ten minutes."""
        order = self._folder / "propose"
        order.touch()
        async with asyncio.timeout(PATIENCE):
            while order.exists():
                await asyncio.sleep(0.01)
        await self.quiet()

    def _has_ticked_since(self, asked: float) -> bool:
        ticked = self._folder / "ticked"
        if not ticked.exists():
            return False
        began, done = ticked.read_text().split()
        return float(began) > asked and int(done) == 0

    async def _waiting(self) -> int:
        async with self._database.reading() as session:
            return sum((await waiting_by_priority(session)).values())
