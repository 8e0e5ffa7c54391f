"""The meaning of a typed date ("demain 9h", "le 3 décembre à midi", "du 8 au 12 décembre"), or the refusal. Pure."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.talk.moments.words import Between, Day, Half, Refused, Unread, Word, split

LONGEST = timedelta(days=366)
# A range written without years may pass the New Year; in a longer one the two days are in the wrong order.
_ACROSS_NEW_YEAR = timedelta(days=183)
_HALVES = {Half.MORNING: range(12), Half.AFTERNOON: range(12, 20), Half.EVENING: range(16, 24)}


@dataclass(frozen=True)
class TypedDate:
    """A typed date: its first and last day, which may be the same, and its hour; None for what was not typed."""

    first: date | None
    last: date | None
    hour: time | None


def read_date(words: str, now: datetime, zone: ZoneInfo) -> TypedDate | Unread:
    """Read a typed date, such as "demain 9h", as days and an hour; return why it is refused if any word does not fit.

    A day without a year is the next such day after `now`.
    """
    try:
        return _Sentence(split(words)).read(now.astimezone(zone).date())
    except Refused as refused:
        return refused.why


def read_moment(words: str, now: datetime, zone: ZoneInfo, usual: time | None = None) -> datetime | Unread:
    """Read a typed date as one moment to come; return why it is refused where it is no such moment.

    With a `usual` hour, a day alone means that hour of the day, and an hour alone its next occurrence. Without a
    `usual` hour, both a day and an hour must be typed.
    """
    said = read_date(words, now, zone)
    if isinstance(said, Unread):
        return said
    missing = _missing(said, usual)
    if missing is not None:
        return missing
    today = now.astimezone(zone).date()
    moment = datetime.combine(said.first or today, said.hour or usual or time(), zone)
    if said.first is None and moment <= now:
        moment += timedelta(days=1)
    if said.hour is None and said.first == today and moment <= now:
        return Unread.NO_HOUR
    if datetime.fromtimestamp(moment.timestamp(), zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
        return Unread.SKIPPED
    return moment if moment > now else Unread.PAST


def _missing(said: TypedDate, usual: time | None) -> Unread | None:
    if said.first != said.last:
        return Unread.NOT_ONE_DAY
    if said.first is None and usual is None:
        return Unread.NO_DAY
    return Unread.NO_HOUR if said.hour is None and usual is None else None


def read_days(words: str, now: datetime, zone: ZoneInfo) -> tuple[date, date] | Unread:
    """Read a typed date as a first and a last day, the same twice for a single day; return why where it is refused.

    A date without a day is refused, and one with an hour too.
    """
    said = read_date(words, now, zone)
    if isinstance(said, Unread):
        return said
    if said.hour is not None:
        return Unread.ONLY_DAYS
    return (said.first, said.last) if said.first and said.last else Unread.NO_DAY


class _Sentence:
    """The words of a typed date, collected by kind: at most two days with a link, an hour, a part of the day."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._days: list[Day] = []
        self._hours: list[time] = []
        self._halves: set[Half] = set()
        self._link: Between | None = None  # between the two days, or the last one seen
        self._until = False
        for word in words:
            self._take(word)

    def _take(self, word: Word) -> None:
        match word:
            case Day():
                self._take_day(word)
            case time():
                self._hours.append(word)
            case Half():
                self._halves.add(word)
            case Between() if len(self._days) < 2:
                self._take_link(word)
            case _:
                raise Refused(Unread.AMBIGUOUS)

    def _take_day(self, day: Day) -> None:
        """Add a day: without a link it completes the day before it ("mardi", "3"); after one ("au") it is the last."""
        if self._days and (self._link is None or len(self._days) == 2):
            self._days[-1] = _joined(self._days[-1], day)
        else:
            self._days.append(day)

    def _take_link(self, link: Between) -> None:
        if self._days:
            self._link = link
        elif link is Between.UNTIL:
            self._until = True
        elif link in (Between.TO, Between.AND):
            raise Refused(Unread.AMBIGUOUS)

    def read(self, today: date) -> TypedDate:
        """Return the days and the hour that the collected words mean together. Raise Refused where they do not fit."""
        hour = self._hour()
        if not self._days:
            if hour is None or self._until:
                raise Refused(Unread.NOT_UNDERSTOOD)
            return TypedDate(None, None, hour)
        if len(self._days) == 1 and self._link not in (None, Between.DASH):
            raise Refused(Unread.NOT_UNDERSTOOD)
        first, last = self._span(today)
        if last < today:
            raise Refused(Unread.PAST)
        if not timedelta(0) <= last - first <= LONGEST:
            raise Refused(Unread.NO_SUCH_RANGE)
        return TypedDate(first, last, hour)

    def _hour(self) -> time | None:
        if len(self._hours) > 1 or len(self._halves) > 1:
            raise Refused(Unread.AMBIGUOUS)
        hour = self._hours[0] if self._hours else None
        for half in self._halves:
            if hour is None:
                raise Refused(Unread.NO_HOUR)
            hour = _in_half(hour, half)
        return hour

    def _span(self, today: date) -> tuple[date, date]:
        if len(self._days) == 2:
            if self._until:
                raise Refused(Unread.AMBIGUOUS)
            first, last = self._days
            return _range(first, last, self._link, today)
        (day,) = self._days
        if self._until:
            return today, _resolved(day, today, today)
        if day == Day(next_week=True):
            monday = _next_monday(today)
            return monday, monday + timedelta(days=4)
        found = _resolved(day, today)
        return found, found


def _joined(one: Day, other: Day) -> Day:
    """Join two words about the same day, such as "mardi" and "3 décembre". Raise Refused where they contradict."""
    said = {name: value for name, value in asdict(other).items() if value is not None}
    if any(getattr(one, name) not in (None, value) for name, value in said.items()):
        raise Refused(Unread.AMBIGUOUS)
    return replace(one, **said)


def _in_half(hour: time, half: Half) -> time:
    """Return an hour in a part of the day: "6 h du soir" is 18 h. Raise Refused where it cannot lie in that part."""
    for later in (0, 12):
        if hour.hour + later in _HALVES[half]:
            return hour.replace(hour=hour.hour + later)
    raise Refused(Unread.AMBIGUOUS)


def _range(first: Day, last: Day, link: Between | None, today: date) -> tuple[date, date]:
    """Return the dates of the first and the last day of a typed range; `link` is the word typed between these two days.

    A first day without a month takes the month of the last: "du 8 au 12 décembre". Raise Refused where the range is
    ambiguous: "demain à 9", "du 28 au 3 décembre", "le 8 et le 12 décembre".
    """
    if link is Between.AT and last == Day(number=last.number):
        raise Refused(Unread.AMBIGUOUS)  # "demain à 9": the ninth, or nine o'clock
    if first.number and not first.month and last.month and last.number:
        if first.number > last.number:
            raise Refused(Unread.AMBIGUOUS)
        first = replace(first, month=last.month, year=last.year)
    begin, end = _ends(first, last, today)
    if link is Between.AND and end - begin != timedelta(days=1):
        raise Refused(Unread.AMBIGUOUS)
    return begin, end


def _ends(first: Day, last: Day, today: date) -> tuple[date, date]:
    if first.month and not first.year and last.year:
        end = _resolved(last, today)
        return _latest(first, end), end
    if first.month and not first.year:
        for year in (today.year - 1, today.year):
            with suppress(Refused):
                begin, end = _from(replace(first, year=year), last, today)
                if begin <= today <= end:
                    return begin, end  # the range has begun already
    return _from(first, last, today)


def _from(first: Day, last: Day, today: date) -> tuple[date, date]:
    begin = _resolved(first, today)
    end = _resolved(last, today, begin)
    if last.month and not last.year and end - begin > _ACROSS_NEW_YEAR and end.year > begin.year:
        raise Refused(Unread.NO_SUCH_RANGE)
    return begin, end


def _latest(day: Day, end: date) -> date:
    same_year = _resolved(replace(day, year=end.year), end)
    return same_year if same_year <= end else _resolved(replace(day, year=end.year - 1), end)


def _resolved(day: Day, today: date, after: date | None = None) -> date:
    """Return the date meant by what was typed of a day. Raise Refused where that is too little or contradictory.

    `after` is the date from which the next such day is looked for, by default today.
    """
    start = after or today
    if day.ahead is not None:
        found = today + timedelta(days=day.ahead)
    elif day.next_week and day.weekday is not None:
        found = _next_monday(today) + timedelta(days=day.weekday)
    elif day.month and day.number:
        found = _dated(day.number, day.month, day.year, start)
    elif day.number and (after or day.weekday is not None):
        found = _next_numbered(day.number, start)
    elif day.weekday is not None and not day.number:
        found = start + timedelta(days=(day.weekday - start.weekday()) % 7 or 7)
    else:
        raise Refused(Unread.AMBIGUOUS)
    _verify(day, found, start)
    return found


def _verify(day: Day, found: date, start: date) -> None:
    """Raise Refused where a date does not fit all that was typed: "mardi 3 décembre" where the 3rd is a Thursday.

    The reason is PAST where the same day of last year would have fitted.
    """
    said = ((day.number, found.day), (day.month, found.month), (day.year, found.year))
    if any(value is not None and value != true for value, true in said):
        raise Refused(Unread.AMBIGUOUS)
    if day.weekday not in (None, found.weekday()):
        with suppress(ValueError):
            gone = found.replace(year=found.year - 1)
            if day.month and not day.year and gone < start and gone.weekday() == day.weekday:
                raise Refused(Unread.PAST)
        raise Refused(Unread.AMBIGUOUS)


def _dated(number: int, month: int, year: int | None, start: date) -> date:
    try:
        found = date(year or start.year, month, number)
        return found.replace(year=found.year + 1) if found < start and not year else found
    except ValueError:
        raise Refused(Unread.NO_SUCH_DAY) from None


def _next_numbered(number: int, start: date) -> date:
    """Return the next date, from `start` on, that is this day of its month. Raise Refused where no month has it."""
    if not 1 <= number <= 31:
        raise Refused(Unread.NO_SUCH_DAY)
    found = start
    while found.day != number:
        found += timedelta(days=1)
    return found


def _next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())
