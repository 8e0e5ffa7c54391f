"""The loading of the knowledge base for a command; its faults are told in one line each."""

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
    """Load the knowledge base from its files, without what the team changed; raise Failure for a faulty base."""
    try:
        return Knowledge.load(settings.knowledge_dir, workshop=Workshop(settings.data_dir / "learned"))
    except KnowledgeRefused as refused:
        first, more = refused.faults[0], len(refused.faults) - 1
        others = f" (and {more} more: aiguilleur knowledge check)" if more else ""
        raise Failure(f"knowledge: {first}{others}") from None


def made_ready(knowledge: Knowledge) -> Knowledge:
    """Return the base with its wordings learned, so that it can answer.

    Raises Failure, with a line for the operator, where they cannot be learned.
    """
    try:
        return knowledge.ready() if knowledge.is_taught else knowledge.taught()
    except NotLearned as why:
        raise Failure(f"knowledge: the wordings cannot be learned: {why}") from None


def load_team(settings: Settings) -> Team:
    """Load the team file of the base; raise Failure where it is faulty."""
    try:
        return Team.load((settings.knowledge_dir or SHIPPED) / "team.yaml")
    except TeamRefused as refused:
        raise Failure(f"knowledge: {refused.faults[0]}") from None


def load_served_knowledge(settings: Settings) -> Knowledge:
    """Load the base as the bot serves it: its files with the changes of the team, its wordings learned."""
    return made_ready(load_knowledge(settings).laid(read_changes(settings)))


def read_changes(settings: Settings) -> Overlay:
    """Read from the database what the team changed of the base.

    Return no changes where there is no database yet, where its tables are older or, with a line on standard error,
    where it does not answer.
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
    async with Database(settings.database) as database, database.reading() as session:
        return await read_overlay(session, settings.timezone)
