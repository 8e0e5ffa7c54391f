"""The ticker does once a second what is due. Due times are rows; APScheduler only ticks (docs/decisions/0008).

Where nothing is due now, and nothing would be in ten seconds, it looks again only after these, or as soon as anybody
has committed a change.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock, machine_now
from bot.logs import describe
from bot.loops import Beat
from bot.signals import Bell
from handlers.talk.hours import Hours
from handlers.talk.tick import Duty, Tick
from knowledge.snapshot import Knowledge
from storage.clock import due_times, is_due, is_time, which_hold
from storage.database import Database
from storage.erasure import scrub

TICK_SECONDS = 1
AHEAD = timedelta(seconds=10)  # how far it looks ahead for what will be due, where nothing changes
BETWEEN_PIECES = 0.01  # seconds, for who waits for the database
LAST_TICK_SECONDS = 5  # how long a stop waits for a duty that has begun
log = logging.getLogger("aiguilleur.ticker")


async def _do_nothing(_: Tick) -> None:
    """Do nothing: the function of the duty SCRUB, whose work is done outside of a transaction."""


SCRUB = Duty("scrub", timedelta(minutes=1), _do_nothing)


class Ticker:
    """The loop that looks once a second which recurring duties are due, and does them."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        beat: Beat,
        duties: Sequence[Duty],
        knowledge: Callable[[], Knowledge],
        hours: Hours,
        outcome_written: Bell,
        bot_name: Callable[[], str] = str,
    ) -> None:
        """Set up the loop, not yet running, and listen to `outcome_written`.

        When that bell rings, the duties that read outcomes are done at once.
        """
        self._database = database
        self._duties = duties
        self._knowledge = knowledge
        self._hours = hours
        self._bot_name = bot_name
        self._clock = clock
        self._beat = beat
        self._scheduler: Any = None
        self._ticking = asyncio.Lock()
        self._is_stopping = False
        self._quiet_until, self._unchanged = 0.0, ""  # as long as the database is unchanged, nothing is due until then
        outcome_written.listen(self.read_outcomes_now)

    def read_outcomes_now(self) -> None:
        """Do now the duties that read the outcomes of messages, without waiting for the next second."""
        if self._scheduler is not None:
            # Two at a time: one that rings while the other reads is not lost, and waits for its turn.
            self._scheduler.add_job(self._read_outcomes, id="outcomes", replace_existing=True, max_instances=2)

    async def run(self, stopping: asyncio.Event) -> None:
        """Do the duties that are due, once a second, until `stopping` is set; then let the one under way finish."""
        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"misfire_grace_time": None})
        scheduler.add_job(self.tick, "interval", seconds=TICK_SECONDS, coalesce=True, max_instances=1)
        scheduler.start()
        self._scheduler = scheduler
        try:
            await stopping.wait()
        finally:
            self._scheduler = None
            self._is_stopping = True
            scheduler.remove_all_jobs()
            await self._last_tick()
            scheduler.shutdown(wait=False)  # cuts short what still runs

    async def _last_tick(self) -> None:
        """Wait, at most 5 seconds, until the tick under way has ended."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_TICK_SECONDS), self._ticking:
                pass

    async def tick(self) -> None:
        """Do all duties that are due, one after the other; one that raises is logged, and done at a later tick."""
        async with self._ticking:
            self._beat.now()
            try:
                await self._do_due_unless_quiet([*self._duties, SCRUB])
            except Exception as error:
                log.warning("cannot look at what is due [%s]", describe(error))

    async def _do_due_unless_quiet(self, duties: Sequence[Duty]) -> None:
        """Do those of these duties that are due; look at nothing where it is known that none is."""
        now, change = time.monotonic(), await self._database.last_change()
        if now < self._quiet_until and change == self._unchanged:
            return
        await self._do_due(duties)
        is_quiet = await self._database.last_change() == change and await self._look(duties, AHEAD) is None
        self._quiet_until, self._unchanged = now + AHEAD.total_seconds() if is_quiet else 0.0, change

    async def _read_outcomes(self) -> None:
        """Do the duties that read the outcomes of messages and are due."""
        async with self._ticking:
            await self._do_due([duty for duty in self._duties if duty.reads_outcomes])

    async def _do_due(self, duties: Sequence[Duty]) -> None:
        """Do those of these duties that are due, in order; log one that raises."""
        left = duties
        while left and (duty := await self._next_due(left)) is not None:
            left = left[left.index(duty) + 1 :]
            try:
                await (self._scrub() if duty is SCRUB else self._perform(duty))
            except Exception as error:
                log.error("the duty %s failed and will be done later [%s]", duty.name, describe(error))

    async def _perform(self, duty: Duty) -> None:
        """Do a duty in a transaction, and note in it when it is due next; where more is left, do it in further ones."""
        async with self._database.transaction() as session:
            if not await is_due(session, duty.name, machine_now(), duty.every):
                return
            more = await duty.do(await self._new_tick(session))
        while more and not self._is_stopping:
            self._beat.now()
            await asyncio.sleep(BETWEEN_PIECES)
            async with self._database.transaction() as session:
                more = await duty.do(await self._new_tick(session))

    async def _new_tick(self, session: AsyncSession, ahead: timedelta = timedelta(0)) -> Tick:
        """Return what duties may use in this transaction: business and real time, hours, knowledge base, bot's name.

        Both times are `ahead` of now.
        """
        return Tick(
            session=session,
            now=await self._clock.now(session) + ahead,
            machine_now=machine_now() + ahead,
            hours=self._hours,
            knowledge=self._knowledge(),
            bot_name=self._bot_name(),
        )

    async def _next_due(self, duties: Sequence[Duty]) -> Duty | None:
        """Return the first of these duties that is due and has something to do; None where there is none.

        Where the look fails, the error is logged and None returned.
        """
        try:
            return await self._look(duties)
        except Exception as error:
            log.warning("cannot look at what is due [%s]", describe(error))
            return None

    async def _look(self, duties: Sequence[Duty], ahead: timedelta = timedelta(0)) -> Duty | None:
        """Return the first of these duties that is due `ahead` of now and has something to do then; None if none is.

        The look waits for no writer.
        """
        async with self._database.reading() as session:
            due, tick = await due_times(session), await self._new_tick(session, ahead)
            now = tick.machine_now
            ready = [one for one in duties if is_time(due.get(one.name, now), now, one.every)]
            for duty in await _those_with_a_cause(tick, ready):
                if await _has_work(duty, tick):
                    return duty
        return None

    async def _scrub(self) -> None:
        """Empty SQLite's journal where that is due."""
        async with self._database.transaction() as session:
            due = await is_due(session, SCRUB.name, machine_now(), SCRUB.every)
        if due:
            await scrub(self._database)


async def _those_with_a_cause(tick: Tick, duties: Sequence[Duty]) -> list[Duty]:
    """Return the duties whose condition holds and those without a condition, in their order.

    Where a condition fails, that is logged and only its duty is left out.
    """
    try:
        return await _those_that_hold(tick, duties)
    except Exception as error:
        await tick.session.rollback()
        if len(duties) > 1:
            return [one for duty in duties for one in await _those_with_a_cause(tick, [duty])]
        log.warning("cannot look whether the duty %s has a cause [%s]", duties[0].name, describe(error))
        return []


async def _those_that_hold(tick: Tick, duties: Sequence[Duty]) -> list[Duty]:
    conditions = {duty.name: duty.condition(tick) for duty in duties if duty.condition is not None}
    holds = dict(zip(conditions, await which_hold(tick.session, list(conditions.values())), strict=True))
    return [duty for duty in duties if holds.get(duty.name, True)]


async def _has_work(duty: Duty, tick: Tick) -> bool:
    """Return whether a duty has anything to do; where that cannot be found out, log the error and return False."""
    try:
        return duty.has_work is None or await duty.has_work(tick)
    except Exception as error:
        log.warning("cannot look whether the duty %s has anything to do [%s]", duty.name, describe(error))
        await tick.session.rollback()
        return False
