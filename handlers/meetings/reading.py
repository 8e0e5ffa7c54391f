"""What the team types: a date and an hour, a number, an address; or why it cannot be read. Pure."""

import re
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from handlers.talk.dates import MONTHS
from knowledge.text.words import plain

_HOUR = r"(?P<hour>\d{1,2})\s*(?:h|:)\s*(?P<minute>\d{2})?"
_FORMS = (
    re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})[t ]+{_HOUR}"),
    re.compile(rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})(?:[/.-](?P<year>\d{{2,4}}))?\D+?{_HOUR}"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:er)?\s+(?P<name>[a-z]+)(?:\s+(?P<year>\d{{4}}))?\D+?{_HOUR}"),
)
_WEB = re.compile(r"https?://[^\s<>\"]{3,290}")
_NO_LIMIT = ("aucune", "sans limite", "illimite", "pas de limite")


class Misread(StrEnum):
    """Why there is no moment; the words are in staff_texts.py."""

    NO_DATE = "no_date"
    NO_SUCH_DAY = "no_such_day"
    SKIPPED = "skipped"  # an hour that the clocks skip in March


def read_moment(words: str, now: datetime, zone: ZoneInfo) -> datetime | Misread:
    """ "3/12/2026 12:30", "2026-12-03T12:30", "3 décembre 12 h 30"; without a year, the next such day."""
    said = words.strip().lower().replace("à", " ")
    for form in _FORMS:
        match = form.search(_bare(said))
        if match is not None:
            return _moment(match.groupdict(), now, zone)
    return Misread.NO_DATE


def _bare(words: str) -> str:
    return words.translate(str.maketrans("éèêûôà", "eeeuoa"))


def _moment(said: dict[str, str | None], now: datetime, zone: ZoneInfo) -> datetime | Misread:
    local = now.astimezone(zone)
    month = int(said.get("month") or 0) or _month(said.get("name") or "")
    year = int(said["year"] or 0) if said.get("year") else local.year
    year += 2000 if 0 < year < 100 else 0
    try:
        day, hour, minute = (int(said[name] or 0) for name in ("day", "hour", "minute"))
        read = datetime(year, month, day, hour, minute, tzinfo=zone)
        if not said.get("year") and read < local:
            read = read.replace(year=year + 1)
    except ValueError:
        return Misread.NO_SUCH_DAY
    as_lived = datetime.fromtimestamp(read.timestamp(), zone)
    return read if as_lived.replace(tzinfo=None) == read.replace(tzinfo=None) else Misread.SKIPPED


def _month(name: str) -> int:
    named = (number for number, month in enumerate(MONTHS, 1) if len(name) > 2 and _bare(month).startswith(name))
    return next(named, 0)


def read_minutes(words: str) -> int | None:
    """ "90", "90 minutes", "1 h 30", "2 heures": from 5 minutes to a day."""
    match = re.search(r"(\d{1,2})\s*h\D*(\d{2})?|(\d{1,4})", words.lower())
    if match is None:
        return None
    minutes = int(match[3]) if match[3] else int(match[1]) * 60 + int(match[2] or 0)
    return minutes if 5 <= minutes <= 1440 else None


def read_capacity(words: str) -> tuple[bool, int | None]:
    """Whether it could be read, and the number; None is without limit."""
    said = plain(words)
    if any(form in said for form in _NO_LIMIT):
        return True, None
    number = re.search(r"\d{1,5}", said)
    return (True, int(number[0])) if number is not None and int(number[0]) > 0 else (False, None)


def read_address(words: str) -> str | None:
    match = _WEB.fullmatch(words.strip())
    return match[0] if match is not None else None
