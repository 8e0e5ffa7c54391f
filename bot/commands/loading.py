"""The knowledge base for a command: its faults are listed, a line each."""

from bot.commands.failure import Failure
from bot.settings import Settings
from knowledge.base import Knowledge, KnowledgeRefused


def load_knowledge(settings: Settings) -> Knowledge:
    try:
        return Knowledge.load(settings.knowledge_dir)
    except KnowledgeRefused as refused:
        first, more = refused.faults[0], len(refused.faults) - 1
        others = f" (and {more} more: aiguilleur knowledge check)" if more else ""
        raise Failure(f"knowledge: {first}{others}") from None
