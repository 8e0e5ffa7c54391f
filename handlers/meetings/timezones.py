"""Time zones in calendar files, with rules that repeat (RRULE): Outlook misreads a list of dates (RDATE)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SINCE = 1970
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class _Change:
    """A change of clocks: the local moment at which it happens, by the clocks of before, and both offsets."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool

    @property
    def rule(self) -> tuple[int, str]:
        """The month, and which of its days of the week, as the last Sunday: (3, "-1SU")."""
        is_last = (self.local + timedelta(days=7)).month != self.local.month
        rank = -1 if is_last else (self.local.day - 1) // 7 + 1
        return self.local.month, f"{rank}{_DAYS[self.local.weekday()]}"


def timezone_of(zone: ZoneInfo, year: int) -> Timezone | None:
    """Return the component of a zone as its rules stand in a year; None where they are no rules that repeat."""
    changes, next_ones = _changes(zone, year), _changes(zone, year + 1)
    if len(changes) not in (0, 2) or [one.rule for one in changes] != [one.rule for one in next_ones]:
        return None
    component = Timezone()
    component.add("tzid", zone.key)
    for part in [_part(one) for one in changes] or [_all_year(zone, year)]:
        component.add_component(part)
    return component


def _changes(zone: ZoneInfo, year: int) -> list[_Change]:
    """Return the changes of clocks of a year, found hour by hour in the days around which the offset differs."""
    found, day = [], datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        if _offset(zone, day) != _offset(zone, day + timedelta(days=1)):
            found.append(_change(zone, day))
        day += timedelta(days=1)
    return found


def _change(zone: ZoneInfo, moment: datetime) -> _Change:
    while _offset(zone, moment + HOUR) == _offset(zone, moment):
        moment += HOUR
    moment += HOUR
    before, after = _offset(zone, moment - HOUR), moment.astimezone(zone)
    local = (moment + before).replace(tzinfo=None)
    return _Change(local, before, _offset(zone, moment), after.tzname() or "", _offset(zone, moment) > before)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _part(change: _Change) -> TimezoneDaylight | TimezoneStandard:
    part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
    month, day = change.rule
    part.add("dtstart", _first(month, day, change.local))
    part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": day})
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    return part


def _first(month: int, rule: str, local: datetime) -> datetime:
    """Return the first moment of a rule since 1970, by the clocks of before."""
    rank, weekday = int(rule[:-2]), _DAYS.index(rule[-2:])
    days = [day for day in range(1, 32) if _is_day(_SINCE, month, day, weekday)]
    return datetime(_SINCE, month, days[rank if rank < 0 else rank - 1], local.hour, local.minute)


def _is_day(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return date(year, month, day).weekday() == weekday
    except ValueError:
        return False


def _all_year(zone: ZoneInfo, year: int) -> TimezoneStandard:
    part, offset = TimezoneStandard(), _offset(zone, datetime(year, 1, 1, tzinfo=UTC))
    part.add("dtstart", datetime(_SINCE, 1, 1))
    part.add("tzoffsetfrom", offset)
    part.add("tzoffsetto", offset)
    return part
