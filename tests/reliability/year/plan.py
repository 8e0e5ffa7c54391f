"""The year to simulate: how many people, which meetings, what happens to them. The seed decides all else."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from tests.knowledge.base_of_one import write_base
from tests.reliability.year.hours import local

# Two visios a month, on days that are no holiday: 24 a year.
RULES = """
- {{kind: visio-porteurs, title: "Visio des projets", week: 2, day: mardi, at: "12:30", minutes: 90,
   capacity: {places}}}
- {{kind: visio-thematique, title: "Visio par thème", week: 3, day: jeudi, at: "18:00", minutes: 90,
   capacity: {places}}}
"""
PUBLISHED_BEFORE = timedelta(days=26)
# People come in waves: so many days before, this share of all who will come.
WAVES = ((24, 0.3), (17, 0.2), (10, 0.15), (6.6, 0.1), (3, 0.1), (1.3, 0.1), (0.6, 0.05))


@dataclass(frozen=True)
class Plan:
    """The plan. Meetings are numbered in the order in which they are published."""

    begin: datetime
    end: datetime
    people: int
    places: int
    kills: int
    days: tuple[datetime, ...] = ()
    moved: dict[int, tuple[timedelta, timedelta]] = field(default_factory=dict)  # how long before, by how much
    cancelled: dict[int, timedelta] = field(default_factory=dict)
    widened: frozenset[int] = frozenset()
    silent: frozenset[int] = frozenset()  # the bot is away when the first reminder is due, and for a day

    @property
    def comers(self) -> int:
        """Return how many want to come to one meeting, which is more than its seats."""
        return round(self.places * 1.4)

    def knowledge(self, folder: Path) -> Path:
        """Write a small base with the rules of this year, learned at once at each of the many starts."""
        made = write_base(folder / "knowledge")
        (made / "meetings.yaml").write_text(RULES.format(places=self.places), encoding="utf-8")
        return made


def whole_year() -> Plan:
    day, week = timedelta(days=1), timedelta(days=7)
    return Plan(
        begin=local(2027, 1, 4, 9), end=local(2027, 12, 30, 9), people=400, places=24, kills=30,
        # The first and the last are a week after a change of clock; two begin so early that an hour before is night.
        days=(local(2027, 3, 30, 9), local(2027, 6, 9, 8, 30), local(2027, 11, 2, 8, 15)),
        moved={3: (10 * day, week), 9: (3 * day, week), 14: (timedelta(hours=20), week + timedelta(hours=3.5)),
               20: (5 * day, 2 * day)},
        cancelled={6: 5 * day, 17: timedelta(hours=2)}, widened=frozenset({5, 11, 22}), silent=frozenset({8, 16}),
    )  # fmt: skip


def some_weeks() -> Plan:
    day = timedelta(days=1)
    return Plan(
        begin=local(2027, 3, 1, 9), end=local(2027, 3, 24, 9), people=16, places=4, kills=2,
        moved={0: (2 * day, 3 * day)}, widened=frozenset({1}),
    )  # fmt: skip
