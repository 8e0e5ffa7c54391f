"""`aiguilleur announcements list`: the announcements, and how far they are."""

import argparse
import asyncio
import json

from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands.loading import load_team
from bot.commands.tables import bring_tables
from bot.settings import Settings
from handlers.announcements.queueing import reached_now
from handlers.announcements.report import figures_of
from handlers.announcements.rules import segment_of
from knowledge.base.team import Team
from storage.announcements import Announcement, Progress, all_announcements
from storage.base import Json
from storage.database import Database


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur announcements` to its parser."""
    parser.epilog = "example: aiguilleur announcements list --json"
    parser.add_argument("action", choices=["list"], metavar="list")
    parser.add_argument("--json", action="store_true", help="a JSON array on one line")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print all announcements with their figures, one a line or as a JSON array."""
    rows = asyncio.run(_rows(load_team(settings), settings))
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    if not rows:
        print("no announcement")
    for row in rows:
        about = row["subject"] or row["segment"]
        print(
            f"{row['id']:>4}  {row['state']:<10}  {row['due_at']}  {about}, {row['segment']}: "
            f"{row['sent']}/{row['recipients']} sent, {row['failed']} failed, {row['blocked']} blocked"
        )
    return 0


async def _rows(team: Team, settings: Settings) -> list[Json]:
    async with Database(settings.database) as database:
        await bring_tables(database)
        async with database.reading() as session:
            return [await _as_object(session, one, team, settings) for one in await all_announcements(session)]


async def _as_object(session: AsyncSession, one: Announcement, team: Team, settings: Settings) -> Json:
    """Return what is printed of an announcement: number, state, subject, segment, time and figures.

    Of one that is scheduled, `recipients` counts the people whom it would reach now.
    """
    figures = vars(await figures_of(session, one))
    if one.state == Progress.SCHEDULED:
        figures["recipients"] = await reached_now(session, one.subject, segment_of(one), team)
    due_at = one.due_at.astimezone(settings.timezone).isoformat(timespec="minutes")
    about = {"id": one.id, "state": one.state, "subject": one.subject, "segment": one.segment, "due_at": due_at}
    return about | figures
