"""The simulated year: business time goes from one moment to the next, people and team act, the bot is killed."""

import random
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from pathlib import Path

from bot.clock import machine_now
from bot.demo.server import LocalTelegram
from storage.address import Address
from storage.clock import move_ahead
from storage.database import Database
from storage.schema import migrate
from tests.house import local_telegram
from tests.reliability.kills import ANYWHERE
from tests.reliability.year.calendar import Calendar
from tests.reliability.year.hearing import Hearing
from tests.reliability.year.hours import is_night, next_morning
from tests.reliability.year.ledger import Ledger, compare
from tests.reliability.year.people import Somebody
from tests.reliability.year.plan import Plan
from tests.reliability.year.process import EVERY_POINT
from tests.reliability.year.team import Team
from tests.reliability.year.undying import Undying

Act = Callable[[], Awaitable[None]]
FIRST, CHLOE = 1001, 999


class Year:
    def __init__(self, plan: Plan, seed: int, telegram: LocalTelegram, bot: Undying, database: Database) -> None:
        self.plan = plan
        self.chance = random.Random(seed)
        self.now = plan.begin
        self.bot = bot
        self.database = database
        kills = bot.kills.total
        persons = [telegram.person(FIRST + number, f"Personne {number}") for number in range(plan.people)]
        self.people = {person.id: Somebody(person, self.chance, kills) for person in persons}
        self.team = Team(telegram.person(CHLOE, "Chloé"), database, bot.environment, kills)
        self.hearing = Hearing(self, telegram)
        self.calendar = Calendar(self)
        self.acts = 0
        self._agenda: list[tuple[datetime, int, Act | None]] = []
        self._number = count()
        self._orders = [*EVERY_POINT, ANYWHERE] * (plan.kills // 7 + 1)
        self._deaths_ordered = 0
        self._progress = Progress(self)

    def at(self, moment: datetime, act: Act | None = None) -> None:
        """Plan an act at a moment, None only to be there then."""
        if moment < self.plan.end:
            heappush(self._agenda, (max(moment, self.now), next(self._number), act))

    def unreachable(self) -> set[int]:
        return {who for who, one in self.people.items() if not one.can_write}

    def problems(self) -> list[str]:
        return [*self.hearing.problems, *(words for one in self.calendar.meetings.values() for words in one.problems)]

    async def live(self) -> None:
        await self._go_to(self.plan.begin)
        await self.team.arrive()
        await self.calendar.begin()
        while self._agenda:
            moment, _, act = heappop(self._agenda)
            moment = self.calendar.after_silence(moment)
            if moment > self.now:
                await self._go_to(moment, only_to_look=act is None)
            if act is not None:
                self._maybe_kill()
                self.acts += 1
                await act()
                await self._after_act()
        await self.settle()

    async def _go_to(self, moment: datetime, *, only_to_look: bool = False) -> None:
        self._progress.tell(moment)
        expected = self.calendar.expected(self.now, moment)
        if expected:
            self._maybe_kill()
        dawn = is_night(self.now) and not is_night(moment)
        self.now = moment
        async with self.database.transaction() as session:
            await move_ahead(session, moment - machine_now())
        lapsed = [told for told in self.calendar.meetings.values() if told.pass_time(moment)]
        if expected or lapsed or dawn or only_to_look:
            await self.settle()
        for one in expected:
            one.compare(self.hearing)

    async def _after_act(self) -> None:
        self.hearing.listen()
        if any(told.has_to_ask(self.now) for told in self.calendar.meetings.values()):
            await self.settle()
        if is_night(self.now):
            self.at(next_morning(self.now) + timedelta(minutes=1))  # what waited for the day

    async def settle(self) -> None:
        """Wait until nothing is left to do, then hear what was said, and check it."""
        await self.bot.quiet()
        self.hearing.listen()
        for told in self.calendar.meetings.values():
            told.check(self.now, self.unreachable())

    def _maybe_kill(self) -> None:
        """Kill the bot now and then over the year, when it has something to do."""
        if self._deaths_ordered >= self.plan.kills or self.bot.is_doomed:
            return
        share = 0.95 * self._deaths_ordered / self.plan.kills
        if self.now >= self.plan.begin + (self.plan.end - self.plan.begin) * share:
            self.bot.order_death(self._orders[self._deaths_ordered], self.chance)
            self._deaths_ordered += 1


class Progress:
    """The progress of a long run on the error output: a line a month, and each problem as it is seen."""

    def __init__(self, year: Year) -> None:
        self._year = year
        self._began = time.monotonic()
        self._told: set[str] = set()

    def tell(self, moment: datetime) -> None:
        year = self._year
        for problem in year.problems():
            if problem not in self._told:
                print(f"  {year.now:%d/%m %H:%M} {problem}", file=sys.stderr, flush=True)
                self._told.add(problem)
        if (moment.year, moment.month) != (year.now.year, year.now.month):
            took = f"{time.monotonic() - self._began:.0f} s"
            print(f"{moment:%Y-%m} after {took}: {year.acts} acts, {year.bot.kills.total()} kills, "
                  f"{len(self._told)} problems", file=sys.stderr, flush=True)  # fmt: skip


async def live_through(plan: Plan, address: Address, folder: Path, seed: int) -> Ledger:
    folder.mkdir(exist_ok=True)
    database = Database(address)
    try:
        await migrate(database)
        async with local_telegram() as telegram:
            telegram.world.webhook.longest_delay = 0.5  # lifted, as its other limits
            async with database.transaction() as session:
                await move_ahead(session, plan.begin - machine_now())
            bot = await Undying.born(telegram, address, folder, plan.knowledge(folder))
            year = Year(plan, seed, telegram, bot, database)
            try:
                await year.live()
            finally:
                with suppress(ProcessLookupError):
                    await bot.end()
            return await compare(year, telegram)
    finally:
        await database.close()
