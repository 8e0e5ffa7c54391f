"""What cannot be done with a meeting, and the sentence that says why."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.demo.people import Person
from handlers.meetings.changes import cancel
from storage.meetings import Meeting
from storage.registrations import Status
from tests.handlers.meetings.ground import a_meeting, known, now_here, press, registered, said, statuses, wait_until
from tests.house import Ground, acting, link, settled
from tests.lasting import Lasting


@pytest.fixture
async def chloe(here: Ground) -> Person:
    person = here.telegram.person(id=104, first_name="Chloé")
    await link(here, person, "team", "Chloé Rivolet")
    return person


async def opened(here: Ground, chloe: Person, meeting: Meeting) -> None:
    await said(here, chloe, "/reunions")
    await press(here, chloe, f"{meeting.starts_at.astimezone(here.settings.timezone):%d/%m} · {meeting.title}")


async def start_of(here: Ground, meeting: Meeting) -> Any:
    async with here.house.database.reading() as session:
        found = await session.get(Meeting, meeting.id)
        return found.starts_at if found is not None else None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("3/12/2020 12:30", "Cette date est passée."),
        ("31/02/2029 12:30", "Cette date n'est pas dans le calendrier."),
        ("25/03/2029 02:30", "on passe à l'heure d'été"),
        ("un jeudi", "Il manque l'heure."),
    ],
)
async def test_meeting_is_moved_to_no_impossible_date(here: Ground, chloe: Person, typed: str, why: str) -> None:
    meeting = await a_meeting(here)
    await opened(here, chloe, meeting)
    await press(here, chloe, "Déplacer")
    assert why in (await said(here, chloe, typed)).text
    assert await start_of(here, meeting) == meeting.starts_at
    # The question still stands, and takes the next date.
    assert (await said(here, chloe, "6/12/2029 12:30")).text.startswith("C'est déplacé.")


async def test_move_is_read_back_before_anybody_is_told(here: Ground, chloe: Person, aicha: Person) -> None:
    meeting = await a_meeting(here, capacity=1)
    bao = here.telegram.person(id=102, first_name="Bao")
    await registered(here, aicha, meeting)
    await registered(here, bao, meeting)
    await opened(here, chloe, meeting)
    await press(here, chloe, "Déplacer")
    asked = await said(here, chloe, "6/12/2029 12:30")
    assert asked.text.startswith("Déplacer Visio des projets : jeudi 6 décembre 2029 à 12 h 30, au lieu de ")
    assert asked.text.endswith("2 personnes seront prévenues.")
    assert await start_of(here, meeting) == meeting.starts_at
    assert (await press(here, chloe, "Oui, déplacer")).text.startswith("C'est déplacé.")
    assert "change de date : jeudi 6 décembre 2029 à 12 h 30" in aicha.received[-1].text
    assert bao.received[-1].text.endswith("Vous restez sur la liste d'attente.")


async def test_meeting_at_the_same_hour_as_another_is_refused(here: Ground, chloe: Person) -> None:
    meeting = await a_meeting(here)
    local = meeting.starts_at.astimezone(here.settings.timezone)
    await said(here, chloe, "/reunions")
    await press(here, chloe, "Nouvelle réunion")
    await press(here, chloe, "La visio par thème")
    await said(here, chloe, f"{local + timedelta(minutes=30):%d/%m/%Y %H:%M}")
    refused = await said(here, chloe, "60")
    assert refused.text.startswith("Une autre réunion publiée est à la même heure.")
    assert refused.text.endswith("par exemple : 3/12/2026 12:30.")


async def test_fewer_places_than_people_is_refused(here: Ground, chloe: Person, aicha: Person, bao: Person) -> None:
    meeting = await a_meeting(here, capacity=5)
    await registered(here, aicha, meeting)
    await registered(here, bao, meeting)
    await opened(here, chloe, meeting)
    await press(here, chloe, "Modifier")
    await press(here, chloe, "Places")
    assert (await said(here, chloe, "1")).text.startswith("Plus de personnes sont déjà inscrites")
    assert (await said(here, chloe, "2")).text.startswith("C'est noté")


async def test_buttons_of_a_past_meeting_say_that_it_is_past(here: Ground, aicha: Person, chloe: Person) -> None:
    meeting = await a_meeting(here, days=2, capacity=1)
    bao = here.telegram.person(id=102, first_name="Bao")
    await registered(here, aicha, meeting)
    await registered(here, bao, meeting)
    await opened(here, chloe, meeting)
    await wait_until(here, meeting.starts_at - timedelta(hours=23))
    await press(here, aicha, "Mes inscriptions")
    await press(here, aicha, "Visio des projets")
    await wait_until(here, meeting.ends_at + timedelta(minutes=5))
    for label in ("Me désinscrire", "Ne plus me rappeler", "Je viens", "Je ne viens plus", "Visio des projets"):
        assert (await press(here, aicha, label)).text.startswith("Ce rendez-vous est passé."), label
    assert (await said(here, bao, f"/start i-{meeting.id}")).text.startswith("Ce rendez-vous est passé.")
    assert await statuses(here, meeting) == {aicha.id: Status.REGISTERED, bao.id: Status.WAITING}
    await press(here, chloe, "Déplacer")
    assert (await said(here, chloe, "6/12/2029 12:30")).text.startswith("Cette réunion est passée ou annulée")
    await said(here, chloe, "/reunions")
    assert await start_of(here, meeting) == meeting.starts_at


async def test_offer_of_a_past_meeting_says_that_it_is_past(here: Ground, aicha: Person, bao: Person) -> None:
    meeting = await a_meeting(here, days=2, capacity=1)
    await registered(here, aicha, meeting)
    await registered(here, bao, meeting)
    await wait_until(here, meeting.starts_at - timedelta(hours=23))
    await press(here, aicha, "Je ne viens plus")
    await wait_until(here, meeting.starts_at - timedelta(hours=22))
    await wait_until(here, meeting.ends_at + timedelta(minutes=5))
    for label in ("Je la laisse", "Je prends la place"):
        assert (await press(here, bao, label)).text.startswith("Ce rendez-vous est passé."), label


async def test_registration_during_a_cancellation_never_stays(lasting: Lasting) -> None:
    here = await lasting.as_new()
    people = [here.telegram.person(id=200 + number, first_name=f"P{number}") for number in range(6)]
    for person in people:
        await known(here, person)
    meeting = await a_meeting(here)
    now = await now_here(here)

    async def cancel_it() -> None:
        async with here.house.database.transaction() as session:
            await cancel(acting(session, now, here.settings.hours), meeting.id)

    acts = [person.send(f"/start i-{meeting.id}") for person in people]
    await asyncio.gather(*acts[:3], cancel_it(), *acts[3:])
    await settled(here)
    assert set((await statuses(here, meeting)).values()) <= {Status.CANCELLED}
    assert all("annulé" in person.received[-1].text for person in people)
