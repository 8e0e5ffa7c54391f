"""When the digest is sent: at 8:30 of working days, and at 14:00. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from handlers.talk.worktime import WorkTime

MORNING, AFTERNOON = time(8, 30), time(14)
WITHIN = timedelta(hours=1)  # a digest that could not be sent in time is left out


def last_digest(now: datetime, work: WorkTime) -> tuple[time, datetime] | None:
    """Return which digest is due now, and since when; None where none was due within the last hour."""
    due = [one for one in _of_day(work.local_day(now), work) if one[1] <= now < one[1] + WITHIN]
    return due[-1] if due else None


def next_digest(now: datetime, work: WorkTime) -> datetime:
    """Return when the next digest is due after a moment."""
    today = work.local_day(now)
    days = (today + timedelta(days=number) for number in range(400))
    return next(moment for day in days for _, moment in _of_day(day, work) if moment > now)


def _of_day(day: date, work: WorkTime) -> Iterator[tuple[time, datetime]]:
    """Yield the digests of a day with their moments; none where the team does not work."""
    if work.opening_on(day) is not None:
        for at in (MORNING, AFTERNOON):
            local = datetime.combine(day, at, work.hours.zone)
            yield at, local.astimezone(work.midnight(day).tzinfo)
