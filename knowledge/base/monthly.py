"""The meetings of each month, from `meetings.yaml`: which day of which week, at what hour, and months without one."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path

import holidays
import yaml
from dateutil.rrule import MONTHLY, rrule, weekday

from knowledge.base.kinds import kinds
from knowledge.text.yaml_loader import LOADER

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_FIELDS = {"kind", "title", "week", "day", "at", "minutes", "without_months", "capacity"}
_NEEDED = _FIELDS - {"without_months", "capacity"}


class MonthlyRefused(ValueError):
    """The file `meetings.yaml` cannot be used; the message is one line."""


class Without(StrEnum):
    """Why a month has no meeting of a monthly rule."""

    BY_RULE = "by rule"
    NO_SUCH_DAY = "no such day"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class NoDate:
    """A month in which a monthly meeting does not take place, and why.

    `week` and `day` are those of the rule, where the month has no such day; `on` is the date of a public holiday.
    """

    why: Without
    year: int
    month: int
    week: int = 0
    day: int = 0
    on: date | None = None


@dataclass(frozen=True)
class MonthlyRule:
    """A meeting that takes place each month, such as the second Tuesday at 12:30.

    `week` is 1 to 5, or -1 for the last of the month; `day` counts from Monday 0; `at` is local time. `capacity` is
    None where there is no limit.
    """

    kind: str
    title: str
    week: int
    day: int
    at: time
    minutes: int
    without_months: tuple[int, ...] = ()
    capacity: int | None = None

    def date_in(self, year: int, month: int) -> date | NoDate:
        """Return the day of the meeting in a month, or why there is none: by the rule, no such day, a holiday."""
        if month in self.without_months:
            return NoDate(Without.BY_RULE, year, month)
        begin = datetime(year, month, 1)
        until = datetime(year, month, monthrange(year, month)[1])
        found = list(rrule(MONTHLY, dtstart=begin, until=until, byweekday=weekday(self.day, self.week)))
        if not found:
            return NoDate(Without.NO_SUCH_DAY, year, month, self.week, self.day)
        when = found[0].date()
        if when in holidays.country_holidays("FR", years=year):
            return NoDate(Without.HOLIDAY, year, month, on=when)
        return when


def load_monthly(path: Path) -> tuple[MonthlyRule, ...]:
    """Read the rules of monthly meetings from a file; () where there is none. Raises MonthlyRefused."""
    if not path.exists():
        return ()
    try:
        read = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    except (yaml.YAMLError, UnicodeDecodeError):
        raise MonthlyRefused("meetings.yaml: not valid YAML in UTF-8: mend its quotes or spaces") from None
    if not isinstance(read, list) or not all(isinstance(one, dict) for one in read):
        raise MonthlyRefused("meetings.yaml: expected a list of rules, each with kind, title, week, day, at, minutes")
    return tuple(_rule(number, one) for number, one in enumerate(read, 1))


def _rule(number: int, read: Mapping[str, object]) -> MonthlyRule:
    where = f"meetings.yaml: rule {number}"
    if _NEEDED - set(read) or set(read) - _FIELDS:
        raise MonthlyRefused(f"{where}: needs {', '.join(sorted(_NEEDED))} and knows {', '.join(sorted(_FIELDS))}")
    if read["kind"] not in kinds():
        raise MonthlyRefused(f"{where}: kind is one of {', '.join(kinds())}")
    if read["week"] not in (1, 2, 3, 4, 5, -1) or read["day"] not in DAYS:
        raise MonthlyRefused(f"{where}: week is 1 to 5 or -1 (the last), day one of {', '.join(DAYS)}")
    try:
        at = time.fromisoformat(str(read["at"]))
    except ValueError:
        raise MonthlyRefused(f'{where}: at is a local time in quotes, such as "12:30"') from None
    minutes, without = read["minutes"], read.get("without_months", [])
    if not isinstance(minutes, int) or not 5 <= minutes <= 1440:
        raise MonthlyRefused(f"{where}: minutes is a whole number from 5 to 1440")
    if not isinstance(without, list) or not all(month in range(1, 13) for month in without):
        raise MonthlyRefused(f"{where}: without_months is a list of numbers from 1 to 12")
    capacity = read.get("capacity")
    if capacity is not None and (not isinstance(capacity, int) or capacity < 1):
        raise MonthlyRefused(f"{where}: capacity is a whole number, or left out for no limit")
    return MonthlyRule(
        str(read["kind"]),
        str(read["title"]),
        read["week"],
        DAYS.index(read["day"]),
        at,
        minutes,
        tuple(without),
        capacity,
    )
