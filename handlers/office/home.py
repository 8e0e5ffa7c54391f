"""The first page of the office: what waits for whoever comes. And the way out."""

from handlers.curation.actions import CURATE
from handlers.curation.buttons import AWAITING, PAST
from handlers.curation.groups import grouped
from handlers.curation.lists import listed, missing
from handlers.office import door
from handlers.office.visit import Answer, SentTo, Shown, Visit
from handlers.talk.permissions import may
from storage.drafts import drafts_of
from storage.kept_questions import kept_questions


async def home(visit: Visit) -> Answer:
    """Show what waits for the visitor."""
    if not may(visit.actors, CURATE):
        return Shown("accueil.html", {"name": visit.name, "waits": None})
    knowledge = visit.knowledge
    waits = {
        "awaiting": len(listed(AWAITING, knowledge, visit.today)),
        "past": len(listed(PAST, knowledge, visit.today)),
        "outdated": len(knowledge.outdated),
        "questions": len(grouped(await kept_questions(visit.session))),
        "missing": len(missing(knowledge, visit.name)),
        "drafts": len(await drafts_of(visit.session, visit.guest.telegram_id)),
        "entries": len(knowledge.entries),
    }
    return Shown("accueil.html", {"name": visit.name, "waits": waits})


async def leave(visit: Visit) -> Answer:
    """End the session of this browser."""
    await door.leave(visit, visit.guest.session_hash)
    return SentTo("")
