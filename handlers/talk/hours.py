"""The hours of the settings: when the team works, when people sleep, and the time zone."""

import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SPAN = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


def _span(raw: str) -> tuple[time, time]:
    match = _SPAN.fullmatch(raw.strip())
    if not match:
        raise ValueError(f"'{raw.strip()}' is no span of time such as 09:00-12:30")
    hour, minute, end_hour, end_minute = (int(part) for part in match.groups())
    return time(hour, minute), time(end_hour, end_minute)


@dataclass(frozen=True)
class WorkingHours:
    """The working week: `days` are numbers, Monday being 0; `spans` are a day's opening and closing times, in order."""

    days: frozenset[int]
    spans: tuple[tuple[time, time], ...]

    @classmethod
    def default(cls) -> "WorkingHours":
        """Return the hours from Monday to Friday, 9:00 to 12:30 and 14:00 to 17:30."""
        return cls.parse("Mon-Fri 09:00-12:30,14:00-17:30")

    @classmethod
    def parse(cls, raw: str) -> "WorkingHours":
        """Read hours written such as "Mon-Fri 09:00-12:30,14:00-17:30". Raise ValueError where they are not."""
        days, _, spans = raw.strip().partition(" ")
        first, _, last = days.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise ValueError("expected days and spans such as Mon-Fri 09:00-12:30,14:00-17:30")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        if end < begin:
            raise ValueError("the days go from Mon to Sun, such as Mon-Fri")
        read = tuple(_span(span) for span in spans.split(","))
        edges = [edge for span in read for edge in span]
        if any(later <= earlier for earlier, later in pairwise(edges)):
            raise ValueError("the spans must follow each other, such as 09:00-12:30,14:00-17:30")
        return cls(frozenset(range(begin, end + 1)), read)


@dataclass(frozen=True)
class QuietHours:
    """The hours, from `begin` to `end`, in which people are sent nothing that they did not ask for.

    They go over midnight where `end` is earlier than `begin`.
    """

    begin: time
    end: time

    @classmethod
    def default(cls) -> "QuietHours":
        """Return the hours from 21:00 to 8:00."""
        return cls.parse("21:00-08:00")

    @classmethod
    def parse(cls, raw: str) -> "QuietHours":
        """Read hours written such as "21:00-08:00". Raise ValueError where they are not."""
        begin, end = _span(raw)
        if begin == end:
            raise ValueError("expected a span such as 21:00-08:00")
        return cls(begin, end)

    def covers(self, moment: time) -> bool:
        """Whether a local time lies in the quiet hours."""
        if self.begin < self.end:
            return self.begin <= moment < self.end
        return moment >= self.begin or moment < self.end


@dataclass(frozen=True)
class Hours:
    """The time zone, the working hours and the quiet hours of the settings.

    The hours are in the local time of `zone`; moments are UTC.
    """

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Paris"))
    working: WorkingHours = field(default_factory=WorkingHours.default)
    quiet: QuietHours = field(default_factory=QuietHours.default)

    def is_quiet(self, now: datetime) -> bool:
        """Whether it is night: people are then sent nothing that they did not ask for."""
        return self.quiet.covers(now.astimezone(self.zone).time())

    def next_daytime(self, now: datetime) -> datetime:
        """Return `now`, or the end of the quiet hours where it lies in them."""
        if not self.is_quiet(now):
            return now
        local = now.astimezone(self.zone)
        end = local.replace(hour=self.quiet.end.hour, minute=self.quiet.end.minute, second=0, microsecond=0)
        if end <= local:
            # Count by the calendar, not by 24 hours: a night may have one hour more or less.
            end = (local.replace(tzinfo=None, hour=12) + timedelta(days=1)).replace(
                hour=end.hour, minute=end.minute, second=0, microsecond=0, tzinfo=self.zone
            )
        return end.astimezone(now.tzinfo)

    def last_daytime_before(self, moment: datetime) -> datetime:
        """Return one hour before the start of the quiet hours that `moment` lies in, or of the last before it."""
        local = moment.astimezone(self.zone)
        begin = datetime.combine(local.date(), self.quiet.begin, self.zone)
        if begin > local:
            begin -= timedelta(days=1)
        return (begin - timedelta(hours=1)).astimezone(moment.tzinfo)

    def add_daytime(self, now: datetime, much: timedelta) -> datetime:
        """Return the moment at which so much time outside the quiet hours will have passed since `now`."""
        moment = self.next_daytime(now)
        while True:
            night = self._next_night(moment)
            if moment + much <= night:
                return moment + much
            much -= night - moment
            moment = self.next_daytime(night)

    def _next_night(self, moment: datetime) -> datetime:
        """Return when the quiet hours next begin after a moment."""
        local = moment.astimezone(self.zone)
        begin = datetime.combine(local.date(), self.quiet.begin, self.zone)
        if begin <= local:
            begin += timedelta(days=1)
        return begin.astimezone(moment.tzinfo)
