"""What whoever is in sees of themselves: their absence, and the devices on which they have opened the office."""

from datetime import date

from handlers.absences.actions import SAY_ABSENCE
from handlers.absences.acts import announce, days_of, end
from handlers.cases.core.desk import Desk
from handlers.office import door, texts
from handlers.office.visit import Answer, SentTo, Shown, Visit
from handlers.talk.refusal import Refusal
from storage.absences import Absence
from storage.office import open_sessions


async def show_own(visit: Visit) -> Answer:
    """Show the visitor's absence and open sessions."""
    return await _page(visit)


async def _page(visit: Visit, why: str = "") -> Answer:
    mine, zone = visit.guest.telegram_id, visit.hours.zone
    away = await visit.session.get(Absence, mine)
    away = away if away is not None and away.ends_at > visit.now else None
    fields = {
        "away": away,
        "days": days_of(away, zone) if away else (),
        "sessions": [one for one in await open_sessions(visit.session, visit.machine_now) if one.telegram_id == mine],
        "this": visit.guest.session_hash,
        "colleagues": [one.name for one in visit.knowledge.team.members if one.name != visit.name],
        "stand_in": visit.knowledge.team.stand_in,
        "asked": visit.values,
        "why": why,
        "now": visit.machine_now,
        "zone": zone,
    }
    return Shown("moi.html", fields, 422 if why else 200)


async def say_absence(visit: Visit) -> Answer:
    """Announce the visitor's absence; or say beside the form why it cannot be."""
    first, last = _day(visit.values.get("du")), _day(visit.values.get("au"))
    if first is None or last is None:
        visit.must_be_allowed(SAY_ABSENCE)
        return await _page(visit, texts.NO_DAYS)
    desk = Desk(**visit.fields, knowledge=visit.knowledge)
    done = await announce(desk, visit.guest.telegram_id, first, last, visit.values.get("remplace"))
    if isinstance(done, Refusal):
        return await _page(visit, texts.NOT_NOTED[done.reason])
    return SentTo("/moi", "away")


async def end_absence(visit: Visit) -> Answer:
    """End the visitor's absence."""
    done = await end(visit, visit.guest.telegram_id)
    return SentTo("/moi", "not_away" if isinstance(done, Refusal) else "back")


async def close_everywhere(visit: Visit) -> Answer:
    """End all sessions of the visitor, this one included."""
    await door.close_all(visit, visit.guest.telegram_id)
    return SentTo("")


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
