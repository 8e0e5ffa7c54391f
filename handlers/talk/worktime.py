"""Working time: the hours of the settings without French public holidays. Pure: every rule is given its moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import holidays

from handlers.talk.hours import Hours

_FARTHEST = 400  # days looked ahead; the settings refuse hours that never open


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Return the French public holidays of a year."""
    return frozenset(holidays.country_holidays("FR", years=year))


@dataclass(frozen=True)
class WorkTime:
    """Calculations of working time: the working hours of the settings, without French public holidays.

    Moments given and returned are UTC; days are local.
    """

    hours: Hours

    @property
    def day(self) -> timedelta:
        """The working time in one day."""
        return sum((_length(span) for span in self.hours.working.spans), timedelta())

    def is_open(self, moment: datetime) -> bool:
        """Whether the team works at this moment."""
        return any(begin <= moment < end for begin, end in self._spans_of(self.local_day(moment)))

    def next_open(self, moment: datetime) -> datetime:
        """Return this moment where the team works then, else the moment at which it next begins."""
        begin, _ = next(self._spans_from(moment))
        return begin

    def add(self, moment: datetime, much: timedelta) -> datetime:
        """Return the moment at which so much working time will have passed since `moment`."""
        for begin, end in self._spans_from(moment):
            if much <= end - begin:
                return begin + much
            much -= end - begin
        raise ValueError("the team never works")

    def between(self, begin: datetime, end: datetime) -> timedelta:
        """Return how much working time lies between two moments."""
        total = timedelta()
        for opens, closes in self._spans_from(begin):
            if opens >= end:
                break
            total += min(closes, end) - opens
        return total

    def opening_on(self, day: date) -> datetime | None:
        """Return when the team begins to work on this day; None where it does not work that day."""
        return next((begin for begin, _ in self._spans_of(day)), None)

    def midnight(self, day: date) -> datetime:
        """Return the moment at which this day begins in the local time zone."""
        return self._at(day, time())

    def local_day(self, moment: datetime) -> date:
        """Return the date, in the time zone of the settings, at a moment."""
        return moment.astimezone(self.hours.zone).date()

    def _spans_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the beginning and end of what is left of the working span under way, then of each next one.

        Raise ValueError after 400 days.
        """
        first = self.local_day(moment)
        for number in range(_FARTHEST):
            for begin, end in self._spans_of(first + timedelta(days=number)):
                if end > moment:
                    yield max(begin, moment), end
        raise ValueError("the team never works")

    def _spans_of(self, day: date) -> list[tuple[datetime, datetime]]:
        if day.weekday() not in self.hours.working.days or day in public_holidays(day.year):
            return []
        return [(self._at(day, begin), self._at(day, end)) for begin, end in self.hours.working.spans]

    def _at(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, self.hours.zone).astimezone(UTC)


def _length(span: tuple[time, time]) -> timedelta:
    begin, end = span
    return timedelta(hours=end.hour - begin.hour, minutes=end.minute - begin.minute)
