"""`aiguilleur announce`: queue an announcement."""

import argparse
import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands.failure import Failure
from bot.commands.loading import load_team
from bot.commands.operator import operator_act
from bot.commands.times import read_time
from bot.settings import Settings
from handlers.announcements.content import content, stray_mark, too_long_by
from handlers.announcements.queueing import queue, reached_now
from handlers.announcements.rules import MEETING, NoSegment, Segment, read_segment
from handlers.talk.refusal import Refusal
from handlers.talk.replies import from_markdown
from handlers.talk.texts import PHASES
from knowledge.base.subjects import NEWS_SUBJECTS
from knowledge.base.team import Team
from storage.meetings import meeting

EXAMPLE = """examples:
  aiguilleur announce visio.md --subject visios
  aiguilleur announce ami.md --subject financements --to department:79 --at 2026-12-03T09:30
  aiguilleur announce programme.md --to partners
FILE is plain text, or a little Markdown: **bold**, *italic*, [link](https://…), lists."""


@dataclass(frozen=True)
class Wanted:
    """The announcement that the operator asked for; `due_at` None means now."""

    html: str
    subject: str | None
    segment: Segment
    due_at: datetime | None


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur announce` to its parser."""
    parser.epilog = EXAMPLE
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--subject", metavar="S", choices=NEWS_SUBJECTS, help=f"one of {', '.join(NEWS_SUBJECTS)}")
    parser.add_argument(
        "--to",
        metavar="SEGMENT",
        default="all",
        help='all, department:79, delegate:"Elodie Truong", phase:idee; meeting:ID and partners need no subject',
    )
    parser.add_argument("--at", metavar="WHEN", help="local time, such as 2026-12-03T09:30; now when left out")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Queue the announcement in a file, and print its number, recipients and time.

    Raises Failure where it cannot be sent.
    """
    team = load_team(settings)
    segment = read_segment(arguments.to, team)
    if isinstance(segment, Refusal):
        raise Failure(_why(segment, team), code=2)
    if segment.needs_subject and arguments.subject is None:
        raise Failure(f"--subject is missing: one of {', '.join(NEWS_SUBJECTS)}", code=2)
    subject = arguments.subject if segment.needs_subject else None
    due_at = read_time(arguments.at, settings) if arguments.at is not None else None
    wanted = Wanted(_html(arguments.file), subject, segment, due_at)
    print(asyncio.run(_announce(wanted, team, settings)))
    return 0


def _why(refusal: Refusal[NoSegment], team: Team) -> str:
    there_are = {
        NoSegment.DEPARTMENT: "is not a department of the region",
        NoSegment.DELEGATE: f"is not a delegate; there are: {', '.join(sorted(set(team.delegates.values())))}",
        NoSegment.PHASE: f"is not a phase; there are: {', '.join(PHASES)}",
        NoSegment.SEGMENT: "is not a segment such as "
        'all, department:79, delegate:"Elodie Truong", phase:idee, meeting:3 or partners',
    }
    return f"'{refusal.about}' {there_are[refusal.reason]}"


def _html(path: Path) -> str:
    try:
        html = from_markdown(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise Failure(f"{path} is not text in UTF-8", code=2) from None
    except OSError as trouble:
        raise Failure(f"{path} cannot be read ({trouble.strerror})", code=2) from None
    if not html:
        raise Failure(f"{path} is empty", code=2)
    stray = stray_mark(html)
    if stray:
        raise Failure(f"{path}: '{stray}' would be read as it is: close it, or take it out (see --help)", code=2)
    too_long = too_long_by(html, "text")
    if too_long:
        raise Failure(f"{path} is {too_long} characters too long for one message of Telegram", code=2)
    return html


async def _check_meeting(session: AsyncSession, segment: Segment) -> None:
    if segment.kind == MEETING and await meeting(session, int(segment.value)) is None:
        raise Failure(f"there is no meeting {segment.value}: see aiguilleur meetings list", code=2)


async def _announce(wanted: Wanted, team: Team, settings: Settings) -> str:
    async with operator_act(settings) as act:
        if wanted.due_at is not None and wanted.due_at < act.now:
            raise Failure("this time is past: choose one to come, or leave --at out to send now", code=2)
        await _check_meeting(act.session, wanted.segment)
        reached = await reached_now(act.session, wanted.subject, wanted.segment, team)
        if not reached and wanted.due_at is None:
            raise Failure("nobody would receive it: nobody of this segment asked for this")
        row = await queue(
            act, subject=wanted.subject, segment=wanted.segment, content=content(wanted.html), due_at=wanted.due_at
        )
        leaves = settings.hours.next_daytime(row.due_at)
        now = act.now
    when = "now" if leaves <= now else f"at {leaves.astimezone(settings.timezone):%Y-%m-%dT%H:%M}"
    return f"{row.id}: {reached} recipients, leaves {when}"
