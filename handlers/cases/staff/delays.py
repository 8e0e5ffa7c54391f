"""The delays of first replies and closings in working hours, by month, and by territory for the team."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from telegram import Update

from handlers.cases.core.desk import desk_of
from handlers.cases.core.people import sees_all
from handlers.cases.staff import delay_texts
from handlers.talk.dates import month
from handlers.talk.replies import Reply, paragraphs, text
from handlers.talk.turn import Context
from handlers.talk.worktime import WorkTime
from storage.cases import Case, cases_since

MONTHS_SHOWN = 6
SINCE = timedelta(days=31 * MONTHS_SHOWN)


@dataclass(frozen=True)
class Delay:
    """A delay over several cases: how many had it, its median, and the time that nine in ten do not pass."""

    count: int
    median: timedelta
    p90: timedelta


@dataclass(frozen=True)
class Delays:
    """How many cases were opened, and their delays until the first reply and until the closing, None without any."""

    opened: int
    first_reply: Delay | None
    closing: Delay | None

    @property
    def unanswered(self) -> int:
        """How many of the cases have had no reply so far."""
        return self.opened - (self.first_reply.count if self.first_reply is not None else 0)


def delay_of(times: Sequence[timedelta]) -> Delay | None:
    """Return the count, the median and the ninetieth percentile of these times; None without any."""
    if not times:
        return None
    ordered = sorted(times)
    return Delay(len(ordered), _share(ordered, 50), _share(ordered, 90))


def _share(ordered: Sequence[timedelta], percent: int) -> timedelta:
    """Return the smallest of these times, sorted, that `percent` percent of them do not pass."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def delays_of(cases: Iterable[Case], work: WorkTime) -> Delays:
    """Return the delays of these cases in working time; only closings as done are counted."""
    kept = list(cases)
    replies = [work.between(one.opened_at, one.first_reply_at) for one in kept if one.first_reply_at]
    ends = [work.between(one.opened_at, one.closed_at) for one in kept if one.closed_at and one.closed_why == "done"]
    return Delays(len(kept), delay_of(replies), delay_of(ends))


def delays_by(key: Callable[[Case], str], cases: Iterable[Case], work: WorkTime) -> Mapping[str, Delays]:
    """Group cases by a key and return the delays of each group, sorted by key."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[key(case)].append(case)
    return {name: delays_of(group, work) for name, group in sorted(groups.items())}


def delays_by_month(cases: Iterable[Case], work: WorkTime) -> Mapping[str, Delays]:
    """Return the delays of cases by the month in which they were opened, such as "2026-12"."""
    return delays_by(lambda case: case.opened_at.astimezone(work.hours.zone).strftime("%Y-%m"), cases, work)


def delays_by_territory(cases: Iterable[Case], work: WorkTime) -> Mapping[str, Delays]:
    """Return the delays of cases by department, those without one under « hors région »."""
    return delays_by(lambda case: case.department or delay_texts.OUTSIDE, cases, work)


async def show_delays(update: Update, context: Context) -> None:
    """Show staff the delays of the last months, and to the team alone those by department, which compare people."""
    turn = context.turn
    work, cases = desk_of(turn).work, await cases_since(turn.session, turn.now - SINCE)
    lines = [_line(month(name), delays) for name, delays in delays_by_month(cases, work).items()]
    parts = [
        delay_texts.HEAD,
        delay_texts.HOW_TO_READ,
        text("\n".join(lines) or delay_texts.NOTHING_YET),
    ]
    if sees_all(turn.actors) and cases:
        apart = [_line(name, delays) for name, delays in delays_by_territory(cases, work).items()]
        parts += [delay_texts.BY_DEPARTMENT, text("\n".join(apart))]
    await turn.reply(Reply(paragraphs(*parts)))


def _line(name: str, delays: Delays) -> str:
    replies, ends = _written(delays.first_reply), _written(delays.closing)
    return delay_texts.line(name, delays.opened, delays.unanswered, replies, ends)


def _written(delay: Delay | None) -> str:
    return delay_texts.told(rounded(delay.median), rounded(delay.p90)) if delay is not None else ""


def rounded(much: timedelta) -> str:
    """Write a length of time in French, such as "25 min", "3 h" or "3 h 30"."""
    minutes = round(much.total_seconds() / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02}" if minutes % 60 else f"{minutes // 60} h"
