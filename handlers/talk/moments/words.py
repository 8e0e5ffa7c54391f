"""The words of a typed date, one by one: what they say of a day, an hour, a part of the day, a link between days. Pure.

No library is used: dateparser guesses and drops what it does not know, where a word left unread must be a refusal here.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from handlers.talk.dates import DAYS, MONTHS


class Unread(StrEnum):
    """The reason why a typed date is refused; `handlers/talk/texts.py` has the sentence for each."""

    NOT_UNDERSTOOD = "not_understood"
    AMBIGUOUS = "ambiguous"
    PAST = "past"
    NO_DAY = "no_day"
    NO_HOUR = "no_hour"
    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_HOUR = "no_such_hour"
    SKIPPED = "skipped"  # an hour that the clocks skip in March
    NOT_ONE_DAY = "not_one_day"
    ONLY_DAYS = "only_days"
    NO_SUCH_RANGE = "no_such_range"


class Refused(Exception):
    """The error that ends the reading of a typed date, with the reason `why`."""

    def __init__(self, why: Unread) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Day:
    """What was typed about a day: its number, month, year, weekday, days from today, week; None for what was not."""

    number: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    ahead: int | None = None  # days from today
    next_week: bool | None = None


class Between(StrEnum):
    """A word that links the first and the last day of a range."""

    UNTIL = "jusqu'à"
    TO = "au"
    AT = "à"
    DASH = "-"
    AND = "et"


class Half(StrEnum):
    """A part of the day: morning, afternoon or evening."""

    MORNING = "matin"
    AFTERNOON = "apres midi"
    EVENING = "soir"


Word = Day | time | Between | Half
_Make = Callable[[re.Match[str]], Word | None]


def split(words: str) -> Iterator[Word]:
    """Yield what each word of a typed date means: a day, an hour, a part of the day or a link. Fillers are left out.

    Raise Refused at the first word that means none of these.
    """
    said, at = _bare(words), 0
    while at < len(said):
        match, word = _next(said, at)
        if word is not None:
            yield word
        at = match.end()


def _next(said: str, at: int) -> tuple[re.Match[str], Word | None]:
    for form, make in _FORMS:
        match = form.match(said, at)
        if match is not None:
            return match, make(match)
    raise Refused(Unread.NOT_UNDERSTOOD)


def _bare(words: str) -> str:
    """Return a typed date in lower case, without accents and apostrophes.

    "8-12 décembre" becomes "8 au 12 decembre", and the "T" of "2026-12-03T12:30" a space.
    """
    bare = _without_accents(words.casefold().translate(_SIGNS))
    return _TWO_DAYS.sub(r"\1 au \2", _ISO_HOUR.sub(" ", bare)).lstrip(_BLANKS)


def _without_accents(words: str) -> str:
    letters = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _months() -> Mapping[str, int]:
    """Return the number of each month, by its name without accents and by each beginning that no other month shares.

    A beginning has three letters at least.
    """
    names = [_without_accents(name) for name in MONTHS]
    beginnings = ((name[:length], number) for number, name in enumerate(names, 1) for length in range(3, len(name) + 1))
    return {start: number for start, number in beginnings if sum(name.startswith(start) for name in names) == 1}


def _either(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True)).replace(" ", r"[\s-]+")


def _dated(found: re.Match[str]) -> Day:
    year = int(found["year"]) if found["year"] else None
    if year is not None and year < 100:
        year += 2000
    return Day(number=int(found["day"]), month=int(found["month"]), year=year)


def _named(found: re.Match[str]) -> Day:
    year = int(found["year"]) if found["year"] else None
    return Day(number=_number(found["day"]), month=_MONTHS[found["month"]], year=year)


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else _NUMBERS[said]


def _ahead(found: re.Match[str]) -> Day:
    return Day(ahead=_number(found["count"]) * (7 if found["unit"] == "semaine" else 1))


def _said(found: re.Match[str]) -> str:
    return " ".join(found["said"].replace("-", " ").split())


def _hour(found: re.Match[str]) -> time:
    minute = int(found["minute"]) if found["minute"] else _PARTS[found["part"] or ""]
    if int(found["hour"]) > 23 or minute > 59:
        raise Refused(Unread.NO_SUCH_HOUR)
    return time(int(found["hour"]), minute)


def _noon(found: re.Match[str]) -> time:
    return time(12, _PARTS[found["part"] or ""])


def _midnight(found: re.Match[str]) -> Word:
    """Raise Refused for "minuit", since nobody knows to which of two days it belongs."""
    raise Refused(Unread.AMBIGUOUS)


def _form(pattern: str, make: _Make) -> tuple[re.Pattern[str], _Make]:
    """Return the compiled pattern of whole words and the blanks after them, with `make`, which reads its matches."""
    return re.compile(rf"(?P<said>{pattern})(?![a-z0-9/:])[{_BLANKS}]*"), make


_BLANKS = ' \t\r\n,;.!()"«»'
_SIGNS = str.maketrans({"'": " ", "’": " ", "–": "-", "—": "-", "‑": "-", "→": "-", "\xa0": " ", "\u202f": " "})
_MONTHS = _months()
_MONTH = _either(_MONTHS)
_WEEKDAYS = {name[:length]: number for number, name in enumerate(DAYS) for length in (3, len(name))}
_NEAR = {"avant hier": -2, "hier": -1, "aujourd hui": 0, "ce jour": 0, "demain": 1, "apres demain": 2}
_NUMBERS = {"premier": 1, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "huit": 8, "quinze": 15}
_PARTS = {"": 0, "quart": 15, "demi": 30, "demie": 30}
_LINKS = {"jusqu au": Between.UNTIL, "jusqu a": Between.UNTIL, "au": Between.TO, "a": Between.AT, "et": Between.AND}
_FILLER = (
    r"absente?s?|ce|cet|cette|compris|d|des?|du|en\s+(?:conges?|vacances)|inclus|je|l|la|les?|merci|pour|prochaine?|"
    r"serai|suis|svp|toute|une?"
)
_TWO_DAYS = re.compile(rf"\b(\d{{1,2}})\s*-\s*(\d{{1,2}}(?:er)?\s+(?:{_MONTH})\b)")
_ISO_HOUR = re.compile(r"(?<=\d{4}-\d\d-\d\d)t(?=\d)")
_YEAR = r"(?P<year>\d{4}|\d{2})"
_MINUTE = rf"(?P<minute>\d\d)(?!\d|\s*(?:{_MONTH})\b|[/.-]\d)(?::00|\s*min(?:utes)?)?"
_PART = r"(?:\s+et\s+(?P<part>quart|demie?))"
_FORMS = (
    _form(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", _dated),
    _form(rf"(?P<day>\d{{1,2}})\s*/\s*(?P<month>\d{{1,2}})(?:\s*/\s*{_YEAR})?", _dated),
    _form(rf"(?P<day>\d{{1,2}})(?P<sign>[.-])(?P<month>\d{{1,2}})(?:(?P=sign){_YEAR})?", _dated),
    _form(rf"(?:a\s+)?(?P<hour>\d{{1,2}})\s*(?:h(?:eures?)?|:(?=\s*\d\d))(?:\s*{_MINUTE}|{_PART})?", _hour),
    _form(rf"(?:a\s+)?midi{_PART}?", _noon),
    _form(r"(?:a\s+)?minuit", _midnight),
    _form(rf"(?P<day>\d{{1,2}}|premier)(?:er)?\s*(?P<month>{_MONTH})\.?(?:\s+(?P<year>\d{{4}}))?", _named),
    _form(rf"dans\s+(?P<count>\d{{1,3}}|{_either(_NUMBERS)})\s+(?P<unit>jour|semaine)s?", _ahead),
    _form(r"(?P<day>\d{1,2}|premier)(?:er)?", lambda found: Day(number=_number(found["day"]))),
    _form(r"(?:ce(?=\s+(?:matin|soir))|cet(?=\s+apres))", lambda found: Day(ahead=0)),
    _form(_either(_NEAR), lambda found: Day(ahead=_NEAR[_said(found)])),
    _form(_either(_WEEKDAYS), lambda found: Day(weekday=_WEEKDAYS[_said(found)])),
    _form(r"semaine\s+prochaine", lambda found: Day(next_week=True)),
    _form(_either(Half), lambda found: Half(_said(found))),
    _form(_either(_LINKS), lambda found: _LINKS[_said(found)]),
    (re.compile(rf"-[{_BLANKS}]*"), lambda found: Between.DASH),
    _form(_FILLER, lambda found: None),
)
