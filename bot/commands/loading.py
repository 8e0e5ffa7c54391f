"""The knowledge base for a command, with its faults as lines."""

import asyncio
import sys

from sqlalchemy.exc import DBAPIError

from bot.commands.failure import Failure
from bot.settings import Settings
from handlers.curation.overlay import read_overlay
from knowledge.base.overlay import Overlay
from knowledge.base.team import Team, TeamRefused
from knowledge.base.watch import SHIPPED
from knowledge.finder.workshop import NotLearned, Workshop
from knowledge.snapshot import Knowledge, KnowledgeRefused
from storage.database import Database, DatabaseAway


def load_knowledge(settings: Settings) -> Knowledge:
    """Load the base as the files say it."""
    try:
        return Knowledge.load(settings.knowledge_dir, workshop=Workshop(settings.data_dir / "learned"))
    except KnowledgeRefused as refused:
        first, more = refused.faults[0], len(refused.faults) - 1
        others = f" (and {more} more: aiguilleur knowledge check)" if more else ""
        raise Failure(f"knowledge: {first}{others}") from None


def made_ready(knowledge: Knowledge) -> Knowledge:
    """Return the base once its wordings are learned.

    Raises Failure, with a line for the operator, where they cannot be.
    """
    try:
        return knowledge.ready() if knowledge.is_taught else knowledge.taught()
    except NotLearned as why:
        raise Failure(f"knowledge: the wordings cannot be learned: {why}") from None


def load_team(settings: Settings) -> Team:
    try:
        return Team.load((settings.knowledge_dir or SHIPPED) / "team.yaml")
    except TeamRefused as refused:
        raise Failure(f"knowledge: {refused.faults[0]}") from None


def load_served_knowledge(settings: Settings) -> Knowledge:
    """Load the base as the bot serves it: with the changes of the team, where there is a database."""
    return made_ready(load_knowledge(settings).laid(read_changes(settings)))


def read_changes(settings: Settings) -> Overlay:
    """Read the changes of the team; none, and a line, where the database does not answer.

    There may be no database yet.
    """
    path = settings.database.path
    if path is not None and not path.exists():
        return Overlay()
    try:
        return asyncio.run(_overlay(settings))
    except (DatabaseAway, OSError):
        print("aiguilleur: the database does not answer: what the team changed is left out", file=sys.stderr)
    except DBAPIError:
        pass  # older tables, in which nobody changed anything yet
    return Overlay()


async def _overlay(settings: Settings) -> Overlay:
    database = Database(settings.database)
    try:
        async with database.reading() as session:
            return await read_overlay(session, settings.timezone)
    finally:
        await database.close()
