"""The tick, by APScheduler: once a second it looks at what is due. Due times are rows; nothing is timed in memory."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock, machine_now
from bot.logs import describe
from bot.loops import Beat
from handlers.hours import Hours
from handlers.tick import Duty, Tick
from knowledge.base import Knowledge
from storage.clock import due_at, is_due
from storage.database import Database
from storage.erasure import scrub

TICK_SECONDS = 1
LAST_TICK_SECONDS = 5  # what a stop waits for a duty that has begun
SCRUB_EVERY = timedelta(minutes=1)
log = logging.getLogger("aiguilleur.ticker")


class Ticker:
    def __init__(
        self, *, database: Database, clock: Clock, beat: Beat, duties: Sequence[Duty],
        knowledge: Callable[[], Knowledge], hours: Hours, written: Callable[[], None],
        bot_name: Callable[[], str] = str,
    ) -> None:  # fmt: skip
        """`written` is told after a duty's commit: there may be messages to send."""
        self._database = database
        self._duties = duties
        self._knowledge = knowledge
        self._hours = hours
        self._bot_name = bot_name
        self._written = written
        self._clock = clock
        self._beat = beat
        self._job: Any = None
        self._ticking = asyncio.Lock()

    def soon(self) -> None:
        """What a duty looks at has changed: the next tick is now."""
        if self._job is not None:
            self._job.modify(next_run_time=machine_now())

    async def run(self, stopping: asyncio.Event) -> None:
        scheduler = AsyncIOScheduler(timezone="UTC")
        self._job = scheduler.add_job(self.tick, "interval", seconds=TICK_SECONDS, coalesce=True, max_instances=1)
        scheduler.start()
        try:
            await stopping.wait()
        finally:
            self._job = None
            scheduler.remove_all_jobs()
            await self._last_tick()
            scheduler.shutdown(wait=False)  # which cuts short what still runs

    async def _last_tick(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_TICK_SECONDS), self._ticking:
                pass

    async def tick(self) -> None:
        async with self._ticking:
            await self._tick()

    async def _tick(self) -> None:
        self._beat.now()
        for duty in self._duties:
            if not await self._may_be_due(duty.name, duty.worth):
                continue
            try:
                await self._perform(duty)
            except Exception as error:
                log.error("the duty %s failed and will be done later [%s]", duty.name, describe(error))
        await self._scrub()

    async def _perform(self, duty: Duty) -> None:
        async with self._database.transaction() as session:
            if await is_due(session, duty.name, machine_now(), duty.every):
                await duty.do(await self._as_of_now(session))
        self._written()

    async def _as_of_now(self, session: AsyncSession) -> Tick:
        return Tick(
            session, machine_now(), await self._clock.now(session), self._knowledge(), self._hours, self._bot_name()
        )

    async def _may_be_due(self, name: str, worth: Callable[[Tick], Awaitable[bool]] | None = None) -> bool:
        """A look that waits for no writer: most ticks have nothing to do."""
        try:
            async with self._database.reading() as session:
                due = await due_at(session, name) <= machine_now()
                return due and (worth is None or await worth(await self._as_of_now(session)))
        except Exception as error:
            log.warning("cannot look at what is due [%s]", describe(error))
            return False

    async def _scrub(self) -> None:
        if not await self._may_be_due("scrub"):
            return
        try:
            async with self._database.transaction() as session:
                due = await is_due(session, "scrub", machine_now(), SCRUB_EVERY)
            if due:
                await scrub(self._database)
        except Exception as error:
            log.error("erased words could not be scrubbed yet [%s]", describe(error))
