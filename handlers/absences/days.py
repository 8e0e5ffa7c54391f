"""The days of an absence, as people write them: "8/12 au 12/12", "du 8 au 12 décembre", "de lundi à mercredi". Pure."""

import re
from datetime import date, timedelta

from handlers.talk.dates import DAYS, MONTHS
from knowledge.text.words import plain

LONGEST = timedelta(days=366)
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_MONTHS = [plain(month).strip() for month in MONTHS]
_NAMED = re.compile(rf"\b(\d{{1,2}})(?:er)?(?: ({'|'.join(_MONTHS)}))?(?: (\d{{4}}))?\b")
_NEAR = {"aujourd hui": 0, "demain": 1, "apres demain": 2}
_SAID = re.compile(rf"\b({'|'.join(sorted([*_NEAR, *DAYS], key=len, reverse=True))})\b")
_NEXT_WEEK = "semaine prochaine"
_AROUND = frozenset(
    [
        "a",
        "absent",
        "absente",
        "au",
        "conge",
        "conges",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "inclus",
        "je",
        "jusqu",
        "l",
        "la",
        "le",
        "les",
        "prochain",
        "suis",
        "toute",
    ]
)


def read_days(words: str, today: date) -> tuple[date, date] | None:
    """The first and the last day written; one alone is both. Days gone by are next year's."""
    simple = " ".join(plain(words).split())
    days = _numbered(words, today) or _named(simple, today) or _said(simple, today)
    if not 0 < len(days) <= 2 or None in days:
        return None
    first, last = days[0], days[-1]
    if first is None or last is None or last < first or last - first > LONGEST:
        return None
    return first, last


def _numbered(words: str, today: date) -> list[date | None]:
    return [_dated(int(one[1]), int(one[2]), one[3], today) for one in _NUMBERS.finditer(words)]


def _named(simple: str, today: date) -> list[date | None]:
    """A day without its month has that of the day after it: "du 8 au 12 décembre"."""
    found = list(_NAMED.finditer(simple))
    if not found or found[-1][2] is None:
        return []
    months = [one[2] or found[-1][2] for one in found]
    return [
        _dated(int(one[1]), _MONTHS.index(month) + 1, one[3], today) for one, month in zip(found, months, strict=True)
    ]


def _said(simple: str, today: date) -> list[date | None]:
    """Where nothing else is said: a question about tomorrow is no absence."""
    if not set(_SAID.sub("", simple.replace(_NEXT_WEEK, "")).split()) <= _AROUND:
        return []
    if _NEXT_WEEK in simple:
        monday = today + timedelta(days=7 - today.weekday())
        return [monday, monday + timedelta(days=4)]
    days: list[date | None] = []
    after = today
    for one in _SAID.finditer(simple):
        name = one[1]
        ahead = _NEAR[name] if name in _NEAR else (DAYS.index(name) - after.weekday()) % 7 or 7
        after = (today if name in _NEAR else after) + timedelta(days=ahead)
        days.append(after)
    return days


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    try:
        when = date(int(year or today.year), month, day)
        return when.replace(year=today.year + 1) if when < today and not year else when
    except ValueError:
        return None
