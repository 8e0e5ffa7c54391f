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
    return frozenset(holidays.country_holidays("FR", years=year))


@dataclass(frozen=True)
class WorkTime:
    """Sums over working time. Moments given and returned are UTC; spans are local."""

    hours: Hours

    @property
    def day(self) -> timedelta:
        """The time worked in one day."""
        return sum((_length(span) for span in self.hours.working.spans), timedelta())

    def is_open(self, moment: datetime) -> bool:
        return any(begin <= moment < end for begin, end in self._spans_of(self.local_day(moment)))

    def next_open(self, moment: datetime) -> datetime:
        """Return this moment if the team works then, else when it works next."""
        begin, _ = next(self._from(moment))
        return begin

    def add(self, moment: datetime, much: timedelta) -> datetime:
        """Return the moment when so much working time will have passed."""
        for begin, end in self._from(moment):
            if much <= end - begin:
                return begin + much
            much -= end - begin
        raise ValueError("the team never works")

    def between(self, begin: datetime, end: datetime) -> timedelta:
        """Return how much working time lies between two moments."""
        total = timedelta()
        for opens, closes in self._from(begin):
            if opens >= end:
                break
            total += min(closes, end) - opens
        return total

    def opening_on(self, day: date) -> datetime | None:
        """Return when the team begins on this day; None where it does not work."""
        return next((begin for begin, _ in self._spans_of(day)), None)

    def midnight(self, day: date) -> datetime:
        """Return when this day begins here."""
        return self._at(day, time())

    def local_day(self, moment: datetime) -> date:
        return moment.astimezone(self.hours.zone).date()

    def _from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield what is left of the span under way, then the next spans."""
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
