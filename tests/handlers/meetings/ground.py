"""Helpers for tests of meetings: one published, people known, the business clock moved."""

from datetime import datetime, timedelta

from icalendar import Calendar
from sqlalchemy import select

from bot.clock import machine_now
from bot.demo.people import Person
from bot.demo.shown import Shown
from handlers.meetings.acts import CONSENT
from handlers.meetings.changes import create, publish
from handlers.reception.upkeep import duties
from handlers.talk.refusal import Refusal
from storage.clock import how_far_ahead, move_ahead
from storage.consents import keep_consent
from storage.meetings import Meeting
from storage.registrations import Registration, keep_profile
from storage.retention import DEFAULT
from tests.house import Ground, acting, settled, tick_at

PROJECTS = "visio-porteurs"


async def now_here(here: Ground) -> datetime:
    async with here.house.database.reading() as session:
        return machine_now() + await how_far_ahead(session)


async def at_noon(here: Ground) -> datetime:
    """Move business time to the next noon in Paris, which is never in quiet hours, and return it."""
    zone = here.settings.timezone
    local = (await now_here(here)).astimezone(zone)
    noon = local.replace(hour=12, minute=0, second=0, microsecond=0)
    await wait_until(here, noon if noon > local else noon + timedelta(days=1))
    return await now_here(here)


async def wait_until(here: Ground, moment: datetime) -> None:
    """Move business time to this moment, and do the duties that are due by then."""
    async with here.house.database.transaction() as session:
        ahead = await how_far_ahead(session)
        await move_ahead(session, ahead + (moment - machine_now() - ahead))
    await tick(here)


async def tick(here: Ground) -> None:
    """Do the duties of meetings now."""
    now = await now_here(here)
    for duty in duties(DEFAULT):
        if duty.name.startswith("meeting"):
            async with here.house.database.transaction() as session:
                await duty.do(tick_at(session, now, here.house.keeper.current(), here.settings.hours))
    await settled(here)


async def a_meeting(here: Ground, days: int = 10, capacity: int | None = 2, kind: str = PROJECTS) -> Meeting:
    """Publish a meeting at this hour in so many days."""
    now = await at_noon(here)
    async with here.house.database.transaction() as session:
        starts_at = now.replace(second=0, microsecond=0) + timedelta(days=days)
        act = acting(session, now, here.settings.hours)
        made = await create(
            act, kind, "Visio des projets", starts_at, 90, capacity=capacity, link="https://visio.example/abc"
        )
        assert not isinstance(made, Refusal)
        published = await publish(act, made.id)
        assert not isinstance(published, Refusal)
        return published


async def known(here: Ground, person: Person) -> Person:
    """Keep a profile and a consent for somebody, as if they had registered before."""
    await person.ask("/start")
    async with here.house.database.transaction() as session:
        await keep_profile(session, person.id, person.user.first_name, "idee", "Niort (79)")
        await keep_consent(session, person.id, CONSENT, "d'accord", machine_now())
    return person


async def press(here: Ground, person: Person, label: str) -> Shown:
    """Press the last button with this label, and return what is said next."""
    message = next(said for said in reversed(person.received) if said.button(label))
    await person.press(message.message_id, label)
    await settled(here)
    return person.received[-1]


async def said(here: Ground, person: Person, words: str) -> Shown:
    await person.send(words)
    await settled(here)
    return person.received[-1]


async def registered(here: Ground, person: Person, meeting: Meeting) -> Shown:
    await known(here, person)
    return await said(here, person, f"/start i-{meeting.id}-affiche")


async def statuses(here: Ground, meeting: Meeting) -> dict[int, str]:
    async with here.house.database.reading() as session:
        found = await session.scalars(select(Registration).where(Registration.meeting_id == meeting.id))
        return {row.telegram_id: row.status for row in found}


def file_of(here: Ground, shown: Shown) -> bytes:
    stored = here.telegram.world.files.by_id(shown.content["document"]["file_id"])
    assert stored is not None
    return stored.data


async def event_of(here: Ground, shown: Shown) -> dict[str, object]:
    """Return the event of a message's calendar file, as a calendar reads it."""
    content = file_of(here, shown)
    calendar = Calendar.from_ical(content)
    event = next(iter(calendar.walk("VEVENT")))
    return {
        "uid": str(event["uid"]), "sequence": int(event["sequence"]), "start": event.decoded("dtstart"),
        "status": str(event["status"]), "method": str(calendar["method"]), "where": str(event.get("location", "")),
    }  # fmt: skip
