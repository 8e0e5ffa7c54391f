"""The tick, by APScheduler: once a second it looks at what is due. Due times are rows; nothing is timed in memory."""

import asyncio
import logging

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock, machine_now
from bot.logs import describe
from bot.loops import Beat
from handlers.upkeep import DUTIES
from storage.clock import is_due
from storage.database import Database

TICK_SECONDS = 1
log = logging.getLogger("aiguilleur.ticker")


class Ticker:
    def __init__(self, database: Database, clock: Clock, beat: Beat) -> None:
        self._database = database
        self._clock = clock
        self._beat = beat

    async def run(self, stopping: asyncio.Event) -> None:
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(self._tick, "interval", seconds=TICK_SECONDS, coalesce=True, max_instances=1)
        scheduler.start()
        try:
            await stopping.wait()
        finally:
            scheduler.shutdown(wait=False)

    async def _tick(self) -> None:
        self._beat.now()
        for duty in DUTIES:
            try:
                async with self._database.transaction() as session:
                    if await is_due(session, duty.name, machine_now(), duty.every):
                        await duty.do(session, machine_now(), await self._clock.now(session))
            except Exception as error:
                log.error("the duty %s failed and will be done later [%s]", duty.name, describe(error))
