"""`aiguilleur cases list`: the open cases, with names of staff, never of people."""

import argparse
import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.commands.lines import write_line
from bot.commands.tables import bring_tables
from bot.settings import Settings
from storage.base import Json
from storage.cases import Case, all_open_cases
from storage.database import Database


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur cases` to its parser."""
    parser.epilog = "example: aiguilleur cases list --json"
    parser.add_argument("action", choices=["list"])
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the open cases, the most urgent first, as lines for people or as JSON lines."""
    cases, now = asyncio.run(_open_cases(settings))
    for case in cases:
        if arguments.json:
            write_line(as_json(case, now))
        else:
            owner = case.owner_name or f"nobody yet, for {case.referent}"
            print(f"{case.id}  {case.state:8} {case.department or '-':3} {owner}  {_age(now - case.opened_at)} old")
    if not cases and not arguments.json:
        print("no open case")
    return 0


async def _open_cases(settings: Settings) -> tuple[Sequence[Case], datetime]:
    async with Database(settings.database) as database:
        await bring_tables(database)
        async with database.reading() as session:
            return await all_open_cases(session), await Clock(settings.demo_clock).now(session)


def _age(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if span.days == 0 else f"{span.days} d"


def as_json(case: Case, now: datetime) -> Json:
    """Return what is told of a case as JSON: its state, place, staff and times, nothing about the person."""
    return {
        "id": case.id,
        "state": case.state,
        "department": case.department,
        "place": case.place,
        "role": case.role,
        "referent": case.referent,
        "owner": case.owner_name,
        "opened_at": case.opened_at.isoformat(),
        "age_seconds": int((now - case.opened_at).total_seconds()),
        "promise_at": case.promise_at.isoformat() if case.promise_at else None,
        "late": case.escalated_at is not None,
    }
