"""The meetings of the simulated year: what is planned for each, who comes, and what must be heard when."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.demo.shown import Shown
from storage.meetings import Meeting
from storage.registrations import Status, registrations_of
from tests.reliability.year.hearing import Hearing
from tests.reliability.year.hours import KINDS, PARIS, next_morning
from tests.reliability.year.plan import PUBLISHED_BEFORE, WAVES
from tests.reliability.year.told import Told

if TYPE_CHECKING:
    from tests.reliability.year.simulate import Year

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
LEAVING, BLOCKING = 0.25, 0.06


@dataclass
class Expected:
    """People who must have heard a reminder, or the thanks, once its moment has passed."""

    told: Told
    kind: str
    people: set[int]

    def compare(self, hearing: Hearing) -> None:
        got = hearing.got[self.told.id, self.kind, self.told.starts_at]
        for who in self.people ^ got:
            words = "was not said" if who in self.people else "was said"
            self.told.wrong(f"{self.kind} {words} to {who}")


@dataclass
class Calendar:
    year: "Year"
    meetings: dict[int, Told] = field(default_factory=dict)
    vain: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    missed: set[tuple[int, int]] = field(default_factory=set)  # (meeting, person) of reminders that came too late
    _silences: list[tuple[datetime, datetime]] = field(default_factory=list)
    _planned: set[int] = field(default_factory=set)

    async def begin(self) -> None:
        plan, chance = self.year.plan, self.year.chance
        for number in range(0, (plan.end - plan.begin).days, 7):
            self.year.at(plan.begin + number * DAY, self.plan_proposals)
        for who in chance.sample(sorted(self.year.people), round(BLOCKING * plan.people)):
            moment = plan.begin + (plan.end - plan.begin) * chance.uniform(0.1, 0.9)
            self.year.at(moment, partial(self._until_known, self.year.people[who].person.block))
            if chance.random() < 0.5:
                self.year.at(moment + 20 * DAY, partial(self._until_known, self.year.people[who].person.unblock))
        for starts_at in plan.days:
            self.year.at(starts_at - 40 * DAY, partial(self._add_day, starts_at))

    async def _until_known(self, act: Callable[[], Awaitable[None]]) -> None:
        """Do an act, and wait until the bot knows it, since hours may pass next and the bot may have been killed."""
        await act()
        await self.year.bot.quiet()

    async def plan_proposals(self) -> None:
        """Plan the publishing of the proposed dates, a month ahead, once the meeting before is over."""
        await self.year.bot.propose()
        for one in await self.year.team.proposals():
            moment = one.starts_at - PUBLISHED_BEFORE
            if one.id not in self._planned:
                self._planned.add(one.id)
                self.year.at(moment.astimezone(PARIS).replace(hour=10), partial(self._publish, one))

    async def _add_day(self, starts_at: datetime) -> None:
        made = await self.year.team.add_day(starts_at, self.year.plan.places + 6)
        ends_at = datetime.fromisoformat(made["end"])
        self._plan(Told(made["id"], made["uid"], made["kind"], starts_at, ends_at, made["capacity"]))

    async def _publish(self, one: Meeting) -> None:
        told = Told(one.id, one.uid, one.kind, one.starts_at, one.ends_at, one.capacity or 0)
        self._plan(told)
        told.due_first = self.vain.pop(one.kind, set()) - self.year.unreachable()
        await self._tell(told, "first", set(told.due_first), partial(self.year.team.publish, one.id))

    def _plan(self, told: Told) -> None:
        plan, number = self.year.plan, len(self.meetings)
        self.meetings[told.id] = told
        self._plan_moments(told)
        self._plan_people(told)
        if number in plan.silent:
            due = told.dues()["week"]
            self._silences.append((due - HOUR, due + 25 * HOUR))
        if number in plan.moved:
            before, by = plan.moved[number]
            self.year.at(told.starts_at - before, partial(self._move, told, by))
        if number in plan.cancelled:
            self.year.at(told.starts_at - plan.cancelled[number], partial(self._cancel, told))
        if number in plan.widened:
            self.year.at(told.starts_at - 8 * DAY, partial(self._widen, told))

    def _plan_moments(self, told: Told) -> None:
        for kind in (*KINDS, "thanks"):
            self.year.at(self.due(told, kind) + 3 * SECOND)
        self.year.at(told.starts_at - DAY + 60 * SECOND)  # from now on all who wait hear of a free seat
        self.year.at(told.ends_at + 2 * HOUR + DAY, partial(self._document, told, told.starts_at))
        self.year.at(self.due(told, "thanks") + 5 * SECOND, partial(self._close, told, told.starts_at))

    def _plan_people(self, told: Told) -> None:
        chance = self.year.chance
        coming = chance.sample(sorted(self.year.people), min(self.year.plan.comers, self.year.plan.people))
        for who in coming:
            if chance.random() < LEAVING:
                self.year.at(told.starts_at - chance.uniform(0.08, 12) * DAY, partial(self._leave, told, who))
        for days, share in WAVES:
            number = round(share * self.year.plan.comers)
            wave, coming = coming[:number], coming[number:]
            self.year.at(told.starts_at - (days + chance.uniform(-0.2, 0.2)) * DAY, partial(self._come, told, wave))

    def due(self, told: Told, kind: str) -> datetime:
        return next_morning(told.ends_at) if kind == "thanks" else told.dues()[kind]

    def after_silence(self, moment: datetime) -> datetime:
        return next((end for begin, end in self._silences if begin <= moment < end), moment)

    def expected(self, before: datetime, now: datetime) -> list[Expected]:
        """Return the reminders that fall due in between; one that is a day late is no longer sent."""
        found = []
        for told in self.meetings.values():
            for kind in (*KINDS, "thanks"):
                due = self.due(told, kind)
                if not told.is_cancelled and before < due <= now:
                    people = {who for who, since in told.inside.items() if since <= due} - self.year.unreachable()
                    people -= set() if kind == "thanks" else told.muted
                    if now - due > DAY:
                        self.missed |= {(told.id, who) for who in people}
                        people = set()
                    found.append(Expected(told, kind, people))
        return found

    # ---- what people do

    async def answer(self, who: int, shown: Shown, code: str) -> None:
        if self.year.people[who].can_write:
            await self.year.people[who].answers(shown, code)

    async def _come(self, told: Told, wave: list[int]) -> None:
        """Let people register one after the other; for the last seats, all at once."""
        able = [self.year.people[who] for who in wave if self.year.people[who].can_write]
        while able and told.is_open(self.year.now):
            together = 4 if 0 < told.free() <= 2 else 1
            await asyncio.gather(*(one.register(told.id) for one in able[:together]))
            self.year.hearing.listen()
            able = able[together:]

    async def _leave(self, told: Told, who: int) -> None:
        there = who in told.everybody() and told.is_open(self.year.now)
        if there and self.year.people[who].can_write:
            await self.year.people[who].leave(told.id)

    # ---- what the team does

    async def _tell(self, told: Told, kind: str, people: set[int], act: "partial[object]") -> None:
        """Let the team do an act, of which everybody concerned must hear, and nobody else."""
        self.year.hearing.since_change.clear()
        await act()  # type: ignore[misc]
        await self.year.bot.quiet()
        self.year.hearing.listen()
        for who in people ^ self.year.hearing.since_change[kind]:
            told.wrong(f"{kind}: {who} {'was not told' if who in people else 'was told'}")

    async def _move(self, told: Told, by: timedelta) -> None:
        wall = told.starts_at.astimezone(PARIS).replace(tzinfo=None) + by
        starts_at = wall.replace(tzinfo=PARIS).astimezone(told.starts_at.tzinfo)
        people = told.everybody() - self.year.unreachable()
        told.moves(starts_at)
        # The reminder a week before the new date, where that is past, is recorded and not sent.
        if told.dues()["week"] < self.year.now - DAY:
            late = {who for who, since in told.inside.items() if since <= told.dues()["week"]}
            self.missed |= {(told.id, who) for who in late - told.muted - self.year.unreachable()}
        self._plan_moments(told)
        await self._tell(told, "moved", people, partial(self.year.team.move, told.id, starts_at))

    async def _cancel(self, told: Told) -> None:
        told.is_cancelled = True
        people = told.everybody() - self.year.unreachable()
        await self._tell(told, "cancelled", people, partial(self.year.team.cancel, told.id))

    async def _widen(self, told: Told) -> None:
        refused = await self.year.team.change(told.id, "capacity", "1")
        if not refused.startswith("Plus de personnes"):
            told.wrong(f"one place instead of {told.capacity}: {refused}")
        told.capacity += 3
        await self.year.team.change(told.id, "capacity", str(told.capacity))

    async def _document(self, told: Told, planned_for: datetime) -> None:
        if told.is_cancelled or told.starts_at != planned_for:
            return
        people = set(told.inside) - self.year.unreachable()
        address = f"https://documents.example/{told.id}"
        await self._tell(told, "documented", people, partial(self.year.team.change, told.id, "documentation", address))

    async def _close(self, told: Told, planned_for: datetime) -> None:
        """Check that what everybody was told is what the bot has written; those who waited in vain get priority."""
        if told.is_cancelled or told.starts_at != planned_for:
            return
        self._expect_first(told)
        async with self.year.database.reading() as session:
            rows = await registrations_of(session, told.id)
        written = {status: {row.telegram_id for row in rows if row.status == status} for status in Status}
        line = written[Status.WAITING] | written[Status.CALLED] | written[Status.PASSED]
        kept = (written[Status.REGISTERED], written[Status.OFFERED], line)
        if kept != (set(told.inside), set(told.offered), set(told.waiting)):
            told.wrong(f"written {kept}, told {set(told.inside)}, {set(told.offered)}, {set(told.waiting)}")

    def _expect_first(self, missed: Told) -> None:
        """Expect their priority at the next meeting of the kind, unless they have a seat there or left it."""
        open_ones = [one for one in self.meetings.values() if one.kind == missed.kind and one.is_open(self.year.now)]
        following = min(open_ones, key=lambda one: one.starts_at, default=None)
        there = set(missed.waiting) - self.year.unreachable() if following is not None else set()
        self.vain[missed.kind] |= set(missed.waiting) - there
        if following is not None:
            settled = {*following.inside, *following.offered, *following.gone} - following.firsts
            following.due_first |= there - settled
            for who in following.due_first ^ following.firsts:
                following.wrong(f"{who} {'does not come' if who in following.due_first else 'comes'} first")
