"""The knowledge base, or only its team, for a command: its faults are told in one line."""

from bot.commands.failure import Failure
from bot.settings import Settings
from knowledge.base import Knowledge, KnowledgeRefused
from knowledge.team import Team, TeamRefused
from knowledge.watch import SHIPPED


def load_knowledge(settings: Settings) -> Knowledge:
    try:
        return Knowledge.load(settings.knowledge_dir)
    except KnowledgeRefused as refused:
        first, more = refused.faults[0], len(refused.faults) - 1
        others = f" (and {more} more: aiguilleur knowledge check)" if more else ""
        raise Failure(f"knowledge: {first}{others}") from None


def load_team(settings: Settings) -> Team:
    try:
        return Team.load((settings.knowledge_dir or SHIPPED) / "team.yaml")
    except TeamRefused as refused:
        raise Failure(f"knowledge: {refused.faults[0]}") from None
