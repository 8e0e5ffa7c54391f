"""Helpers for tests of announcements: subscribers, drafts, and what the team presses and reads."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from bot.clock import machine_now
from bot.demo.people import Person
from bot.demo.shown import Shown
from handlers.announcements.content import content
from handlers.announcements.queueing import queue
from handlers.announcements.rules import Segment, Transition, advance
from storage.announcements import Announcement, all_announcements
from storage.audiences import Audience, people_in
from storage.clock import how_far_ahead, move_ahead
from storage.deliveries import open_ledger
from storage.people import meet
from storage.subscriptions import subscribe
from tests.house import Ground, acting, do_now, settled

FOOTER = "\n\nVous avez choisi « Les visios ». Pour arrêter : /stop"


async def subscribers(here: Ground, count: int, subject: str = "visios") -> list[Person]:
    """Return people who have written once and asked for a subject."""
    people = [here.telegram.person(id=300 + number, first_name=f"P{number}") for number in range(count)]
    for person in people:
        person._private.opened = True
        async with here.house.database.transaction() as session:
            row = await meet(session, person.id, machine_now() + await how_far_ahead(session))
            row.department, row.place_kept = ("79" if person.id % 2 else "33"), True
            await subscribe(session, person.id, subject, "oui", machine_now())
    return people


def seen(person: Person) -> list[Shown]:
    """Return what the bot said, except for the proposals of dates, which come at their own hour."""
    return [said for said in person.received if not said.text.startswith("Des dates à publier.")]


async def says(here: Ground, person: Person, words: str) -> list[Shown]:
    before = len(seen(person))
    await person.send(words)
    await settled(here)
    return seen(person)[before:]


async def press(here: Ground, person: Person, *buttons: str) -> Shown:
    """Press each button in turn on the latest message that has it; return the latest message then."""
    for button in buttons:
        on = next(said.message_id for said in reversed(seen(person)) if said.button(button))
        await person.press(on, button)
        await settled(here)
    return seen(person)[-1]


async def card(here: Ground, team: Person, words: str = "Bonjour à toutes et tous") -> Shown:
    """Return the card of a draft about the visios with these words."""
    await says(here, team, "/annonce")
    count = next(one for one in await counts(here, team) if one.startswith("Les visios"))
    await press(here, team, count)
    return (await says(here, team, words))[-1]


async def counts(here: Ground, team: Person) -> list[str]:
    shown = await press(here, team, "Nouvelle annonce")
    return [row[0] for row in shown.labels]


async def announcements(here: Ground) -> Sequence[Announcement]:
    async with here.house.database.reading() as session:
        return await all_announcements(session)


async def until(here: Ground, state: str, number: int = 1) -> Announcement:
    async with asyncio.timeout(20):
        while (row := (await announcements(here))[number - 1]).state != state:
            await do_now(here, "announcements")
    await settled(here)
    return row


async def move(here: Ground, much: timedelta) -> None:
    async with here.house.database.transaction() as session:
        await move_ahead(session, await how_far_ahead(session) + much)


async def suspended(here: Ground) -> None:
    """Put an announcement in the database that was suspended after it began."""
    async with here.house.database.transaction() as session:
        now = machine_now() + await how_far_ahead(session)
        row = await queue(acting(session, now), subject="visios", segment=Segment("all"), content=content("Bonjour"))
        advance(row, Transition.START, now)
        await open_ledger(session, row.id, people_in(Audience(subject="visios")), row.version)
        advance(row, Transition.SUSPEND, now)
