"""A moment as the team writes it: "demain 9h", "jeudi 10 h 30", "3/12 14:00", "3 décembre à 9 h". Pure."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from knowledge.text.words import plain

USUAL = time(9)
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
           "decembre")  # fmt: skip
_NEAR = {"hier": -1, "aujourd hui": 0, "ce jour": 0, "demain": 1, "apres demain": 2}
_NUMBERS = re.compile(r"\b(\d{1,2})\s*/\s*(\d{1,2})(?:\s*/\s*(\d{4}|\d{2}))?")
_NAMED = re.compile(rf"\b(\d{{1,2}})(?:er)?\s+({'|'.join(_MONTHS)})(?:\s+(\d{{4}}))?")
_HOUR = re.compile(r"\b(\d{1,2})\s*(?:h|heures?|:)\s*(\d{2})?\b")


def read_moment(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """None where no day nor hour can be read. A day alone means nine in the morning; an hour alone, its next time."""
    lowered = words.casefold()
    today = now.astimezone(zone).date()
    day, rest = _day(lowered, today)
    hour = _hour(rest)
    if day is None and hour is None:
        return None
    moment = datetime.combine(day or today, hour or USUAL, zone)
    if day is None and moment <= now:
        moment = datetime.combine(today + timedelta(days=1), hour or USUAL, zone)
    return moment.astimezone(now.tzinfo)


def _day(words: str, today: date) -> tuple[date | None, str]:
    """The day, and the words without it: its numbers are no hour."""
    numbers = _NUMBERS.search(words)
    if numbers:
        return _dated(int(numbers[1]), int(numbers[2]), numbers[3], today, words.replace(numbers[0], " "))
    simple = " ".join(plain(words).split())
    named = _NAMED.search(simple)
    if named:
        month = _MONTHS.index(named[2]) + 1
        return _dated(int(named[1]), month, named[3], today, simple.replace(named[0], " "))
    for name, ahead in sorted(_NEAR.items(), key=lambda one: -len(one[0])):
        if name in simple:
            return today + timedelta(days=ahead), words
    for number, name in enumerate(_DAYS):
        if re.search(rf"\b{name}\b", simple):
            return today + timedelta(days=(number - today.weekday()) % 7 or 7), words
    return None, words


def _dated(day: int, month: int, year: str | None, today: date, rest: str) -> tuple[date | None, str]:
    """Without a year, the next such day. One that no calendar has leaves nothing to read: an hour alone would lie."""
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day), rest
        this = date(today.year, month, day)
        return (this if this >= today else date(today.year + 1, month, day)), rest
    except ValueError:
        return None, ""


def _hour(words: str) -> time | None:
    if re.search(r"\bmidi\b", words):
        return time(12)
    found = _HOUR.search(words)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))
