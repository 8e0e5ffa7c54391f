"""`aiguilleur meetings`: the calendar from the command line. A meeting added here is published."""

import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands.failure import Failure
from bot.commands.operator import operator_act
from bot.commands.times import read_time
from bot.settings import Settings
from handlers.meetings.changes import cancel, create, move, publish
from handlers.meetings.reading import read_address
from handlers.meetings.rules import Fault
from handlers.talk.act import Act
from handlers.talk.refusal import Refusal
from knowledge.base.kinds import kinds
from storage.base import Json
from storage.meetings import Meeting, MeetingState, all_meetings_since
from storage.registrations import counts_by_status

EXAMPLE = """examples:
  aiguilleur meetings add visio-porteurs 2026-12-03T12:30 --minutes 90 --capacity 40 --link https://visio.example/abc
  aiguilleur meetings list --json
  aiguilleur meetings move 3 2026-12-10T12:30
  aiguilleur meetings cancel 3"""
FAULTS = {
    Fault.PAST: "this time is past: choose one to come",
    Fault.ENDS_FIRST: "it would end before it begins: give --minutes above 0",
    Fault.OVERLAPS: "another published meeting is at the same time: choose another time, or move that one first",
    Fault.TOO_SMALL: "more people are registered than that: give a larger capacity",
    Fault.NOT_OPEN: "no meeting of that number can be changed: see aiguilleur meetings list",
}
Work = Callable[[Act], Awaitable[Any]]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur meetings` to its parser."""
    parser.epilog = EXAMPLE
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|add|move|cancel")
    listing = actions.add_parser("list", help="meetings to come, proposed ones too")
    listing.add_argument("--json", action="store_true", help="a JSON array on one line")
    add = actions.add_parser("add", help="add and publish a meeting")
    add.add_argument("kind", metavar="KIND", choices=tuple(kinds()), help=", ".join(kinds()))
    add.add_argument("start", metavar="START", help="local time, such as 2026-12-03T12:30")
    add.add_argument("--minutes", type=int, default=90, metavar="N")
    add.add_argument("--capacity", type=int, metavar="N", help="no limit when left out")
    add.add_argument("--title", metavar="T")
    add.add_argument("--link", metavar="URL", help="given to the registered from the day before")
    add.add_argument("--place", metavar="TEXT")
    add.add_argument("--json", action="store_true")
    moving = actions.add_parser("move", help="move a meeting; the registered are told")
    moving.add_argument("id", type=int, metavar="ID")
    moving.add_argument("start", metavar="START")
    moving.add_argument("--json", action="store_true")
    cancelling = actions.add_parser("cancel", help="cancel a meeting; everybody registered is told")
    cancelling.add_argument("id", type=int, metavar="ID")
    cancelling.add_argument("--reason", default="", help="a line that everybody registered reads", metavar="TEXT")
    cancelling.add_argument("--json", action="store_true")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """List, add, move or cancel meetings, as asked, and print them with their numbers of registrations."""
    work = {"list": _list, "add": _add, "move": _move, "cancel": _cancel}[arguments.action](arguments, settings)
    rows = asyncio.run(_do_and_describe(work, settings))
    if arguments.json:
        print(json.dumps(rows if arguments.action == "list" else rows[0], ensure_ascii=False))
        return 0
    if not rows:
        print("no meeting to come")
    for row in rows:
        places = "no limit" if row["capacity"] is None else f"of {row['capacity']}"
        print(
            f"{row['id']:>4}  {row['state']:<9}  {row['start']}  {row['kind']:<16}  {row['title']}: "
            f"{row['registered']} registered ({places}), {row['waiting']} waiting"
        )
    return 0


async def _do_and_describe(work: Work, settings: Settings) -> list[Json]:
    """Do what was asked as the operator, and return the meetings concerned as they are printed.

    Raises Failure where it is refused.
    """
    async with operator_act(settings) as act:
        outcome = await work(act)
        if isinstance(outcome, Refusal):
            raise Failure(FAULTS[outcome.reason])
        found = outcome if isinstance(outcome, list) else [outcome]
        return [await _as_object(act.session, one, settings) for one in found]


def _list(arguments: argparse.Namespace, settings: Settings) -> Work:
    async def work(act: Act) -> list[Meeting]:
        return list(await all_meetings_since(act.session, act.now))

    return work


def _add(arguments: argparse.Namespace, settings: Settings) -> Work:
    starts_at = read_time(arguments.start, settings)
    _check(arguments)

    async def work(act: Act) -> Meeting | Refusal[Fault]:
        title = arguments.title or kinds()[arguments.kind].title
        made = await create(
            act,
            arguments.kind,
            title,
            starts_at,
            arguments.minutes,
            capacity=arguments.capacity,
            link=arguments.link,
            place=arguments.place,
        )
        return made if isinstance(made, Refusal) else await publish(act, made.id)

    return work


def _check(arguments: argparse.Namespace) -> None:
    if not 1 <= arguments.minutes <= 1440:
        raise Failure("--minutes is a number from 1 to 1440", code=2)
    if arguments.capacity is not None and not 1 <= arguments.capacity <= 100_000:
        raise Failure("--capacity is a number of places, 1 or more", code=2)
    if arguments.title is not None and not 1 <= len(arguments.title) <= 120:
        raise Failure("--title has 1 to 120 characters", code=2)
    if arguments.link is not None and read_address(arguments.link) is None:
        raise Failure("--link is a web address such as https://visio.example/abc", code=2)
    if arguments.place is not None and not 1 <= len(arguments.place) <= 200:
        raise Failure("--place has 1 to 200 characters", code=2)


def _move(arguments: argparse.Namespace, settings: Settings) -> Work:
    starts_at = read_time(arguments.start, settings)

    async def work(act: Act) -> Meeting | Refusal[Fault]:
        return await move(act, arguments.id, starts_at)

    return work


def _cancel(arguments: argparse.Namespace, settings: Settings) -> Work:
    async def work(act: Act) -> Meeting | Refusal[Fault]:
        return await cancel(act, arguments.id, arguments.reason)

    return work


async def _as_object(session: AsyncSession, one: Meeting, settings: Settings) -> Json:
    counts = await counts_by_status(session, one.id)
    return {
        "id": one.id,
        "uid": one.uid,
        "kind": one.kind,
        "title": one.title,
        "state": str(MeetingState(one.state)),
        "start": _local(one.starts_at, settings),
        "end": _local(one.ends_at, settings),
        "capacity": one.capacity,
        "place": one.place,
        "link": one.link,
        "sequence": one.sequence,
        "registered": counts.get("registered", 0),
        "waiting": sum(counts.get(name, 0) for name in ("waiting", "called", "passed")),
    }


def _local(moment: datetime, settings: Settings) -> str:
    return moment.astimezone(settings.timezone).isoformat(timespec="minutes")
