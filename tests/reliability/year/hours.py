"""Local time, computed anew and not by the bot's own rules: nights, when a reminder is due."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
EVENING, MORNING = time(21), time(8)
KINDS = ("week", "day", "hour")


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PARIS).astimezone(UTC)


def is_night(moment: datetime) -> bool:
    return not MORNING <= moment.astimezone(PARIS).time() < EVENING


def by_the_wall(moment: datetime, days: int) -> datetime:
    """Return the same local hour so many days later."""
    wall = moment.astimezone(PARIS).replace(tzinfo=None) + timedelta(days=days)
    return wall.replace(tzinfo=PARIS).astimezone(UTC)


def due(kind: str, starts_at: datetime) -> datetime:
    """Return when a reminder leaves: one that falls in the night, at 20 h the evening before."""
    moment = {"week": by_the_wall(starts_at, -7), "day": by_the_wall(starts_at, -1)}.get(
        kind, starts_at - timedelta(hours=1)
    )
    if not is_night(moment):
        return moment
    day = moment.astimezone(PARIS).date()
    evening = day if moment.astimezone(PARIS).time() >= EVENING else day - timedelta(days=1)
    return local(evening.year, evening.month, evening.day, 20)


def after_daytime(moment: datetime, hours: int) -> datetime:
    """Return when so many hours of daytime have passed, counted minute by minute."""
    left = hours * 60
    while left:
        left -= not is_night(moment)
        moment += timedelta(minutes=1)
    return moment


def next_morning(moment: datetime) -> datetime:
    return moment if not is_night(moment) else _wait(moment)


def _wait(moment: datetime) -> datetime:
    while is_night(moment):
        moment += timedelta(minutes=1)
    return moment
