"""`aiguilleur clock`: show business time, or move it where DEMO_CLOCK=1 allows it."""

import argparse
import asyncio
import re
from datetime import datetime, timedelta

from bot.clock import Clock, machine_now
from bot.commands.failure import Failure
from bot.commands.tables import require_tables
from bot.commands.times import read_time
from bot.settings import Settings
from storage.clock import move_ahead
from storage.database import Database

_STEP = re.compile(r"\+(\d{1,6})([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur clock` to its parser."""
    parser.epilog = "examples: aiguilleur clock · aiguilleur clock set 2026-12-03T12:30 · aiguilleur clock +2d"
    parser.add_argument("action", nargs="?", default="show", metavar="show|set WHEN|+2d")
    parser.add_argument("when", nargs="?", help="local time, such as 2026-12-03T12:30")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print business time, moved first where that is asked for, which needs DEMO_CLOCK=1."""
    if arguments.action != "show" and not settings.demo_clock:
        raise Failure("the clock can be moved only where DEMO_CLOCK=1 is set", code=2)
    print(asyncio.run(_clock(arguments.action, arguments.when, settings)))
    return 0


async def _clock(action: str, when: str | None, settings: Settings) -> str:
    clock = Clock(settings.demo_clock)
    async with Database(settings.database) as database:
        await require_tables(database, settings)
        async with database.transaction() as session:
            now = await clock.now(session)
            if action != "show":
                now = moved(now, action, when, settings)
                await move_ahead(session, now - machine_now())
    return now.astimezone(settings.timezone).isoformat(timespec="seconds")


def moved(now: datetime, action: str, when: str | None, settings: Settings) -> datetime:
    """Return the business time to which `action` leads from `now`: "set" with `when`, or a step such as "+2d".

    Raises Failure for a time that cannot be read or that is before `now`.
    """
    step = _STEP.fullmatch(action)
    if step:
        return now + timedelta(**{_UNITS[step[2]]: int(step[1])})
    if action != "set" or when is None:
        raise Failure("expected show, set WHEN, or a step such as +2d, +3h, +30m", code=2)
    wanted = read_time(when, settings)
    if wanted < now:
        raise Failure("business time only goes forward: what was sent cannot be taken back", code=2)
    return wanted
