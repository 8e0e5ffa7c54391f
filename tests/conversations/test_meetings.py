"""Meetings as people and the team meet them: published, registered, full, freed, moved, recalled, cancelled."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from aiohttp import ClientSession
from icalendar import Calendar
from sqlalchemy import func, select

from bot.clock import machine_now
from bot.demo.people import Person
from bot.demo.shown import Shown
from handlers.meetings.changes import cancel, create, move, publish
from handlers.meetings.register import CONSENT
from handlers.meetings.rules import Fault
from handlers.tick import Tick
from handlers.upkeep import duties
from knowledge.base import Knowledge
from storage.address import Address
from storage.clock import how_far_ahead, move_ahead
from storage.consents import keep_consent
from storage.meetings import Meeting
from storage.outbox import OutboxMessage
from storage.registrations import Registration, ReminderSent, Status, keep_profile
from storage.retention import DEFAULT
from tests.house import Ground, ground, link, settled

PROJECTS = "visio-porteurs"


async def now_here(here: Ground) -> datetime:
    async with here.house.database.reading() as session:
        return machine_now() + await how_far_ahead(session)


async def at_noon(here: Ground) -> datetime:
    """Business time moved to the next noon in Paris: never in quiet hours."""
    zone = here.settings.timezone
    local = (await now_here(here)).astimezone(zone)
    noon = local.replace(hour=12, minute=0, second=0, microsecond=0)
    await wait_until(here, noon if noon > local else noon + timedelta(days=1))
    return await now_here(here)


async def wait_until(here: Ground, moment: datetime) -> None:
    """The business clock is moved, and the duties that are due by it are done."""
    async with here.house.database.transaction() as session:
        ahead = await how_far_ahead(session)
        await move_ahead(session, ahead + (moment - machine_now() - ahead))
    await tick(here)


async def tick(here: Ground) -> None:
    """What the ticker does for the meetings, now."""
    now = await now_here(here)
    for duty in duties(DEFAULT):
        if duty.name.startswith("meeting"):
            async with here.house.database.transaction() as session:
                await duty.do(Tick(session, machine_now(), now, here.house.keeper.current(), here.settings.hours))
    here.house.dispatcher.look_again()
    await settled(here)


async def a_meeting(here: Ground, days: int = 10, capacity: int | None = 2, kind: str = PROJECTS) -> Meeting:
    """Published, at the same hour in so many days."""
    now = await at_noon(here)
    async with here.house.database.transaction() as session:
        starts_at = now.replace(second=0, microsecond=0) + timedelta(days=days)
        made = await create(
            session, kind, "Visio des projets", starts_at, 90, now, capacity=capacity, link="https://visio.example/abc"
        )
        assert not isinstance(made, Fault)
        published = await publish(session, made.id, (now, machine_now()), here.settings.hours)
        assert not isinstance(published, Fault)
        return published


async def known(here: Ground, person: Person) -> Person:
    """Somebody who registered before: name, phase and place are kept, with their consent."""
    await person.ask("/start")
    async with here.house.database.transaction() as session:
        await keep_profile(session, person.id, person.user.first_name, "idee", "Niort (79)")
        await keep_consent(session, person.id, CONSENT, "d'accord", machine_now())
    return person


async def press(here: Ground, person: Person, label: str) -> Shown:
    """The last message that carries this button; what is said next."""
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
    """The calendar file of a message, as a calendar reads it."""
    content = file_of(here, shown)
    calendar = Calendar.from_ical(content)
    event = next(iter(calendar.walk("VEVENT")))
    return {
        "uid": str(event["uid"]), "sequence": int(event["sequence"]), "start": event.decoded("dtstart"),
        "status": str(event["status"]), "method": str(calendar["method"]), "where": str(event.get("location", "")),
    }  # fmt: skip


async def test_unknown_person_registers_by_a_form_with_a_way_back(here: Ground, aicha: Person) -> None:
    meeting = await a_meeting(here)
    await said(here, aicha, "/visio")
    card = await press(here, aicha, "J'ai un projet")
    assert "Il reste 2 places." in card.text
    assert "noter pour vous inscrire" in (await press(here, aicha, "M'inscrire")).text
    assert "Où est votre projet ?" in (await said(here, aicha, "Aïcha Benali")).text
    assert "noter pour vous inscrire" in (await press(here, aicha, "Retour")).text
    await press(here, aicha, "Aïcha")
    answered = await said(here, aicha, "combien donne le FDVA ?")
    assert "Où est votre projet ?" in answered.text
    assert "FDVA" in aicha.received[-2].text
    await said(here, aicha, "Niort")
    summary = await press(here, aicha, "En idée")
    assert summary.text.startswith("Je vous inscris : Visio des projets.")
    assert "Nom : Aïcha\nLieu : Niort (79)\nProjet : en idée" in summary.text
    done = await press(here, aicha, "M'inscrire")
    assert done.text.startswith("Vous êtes sur la liste : Visio des projets")
    assert "visio.example" not in done.text
    assert await statuses(here, meeting) == {aicha.id: Status.REGISTERED}


async def test_somebody_known_registers_in_two_taps_and_twice_is_once(here: Ground, aicha: Person) -> None:
    meeting = await a_meeting(here)
    await known(here, aicha)
    await said(here, aicha, "/visio")
    await press(here, aicha, "J'ai un projet")
    done = await press(here, aicha, "M'inscrire")
    event = await event_of(here, done)
    assert (event["uid"], event["sequence"], event["status"]) == (meeting.uid, 0, "CONFIRMED")
    again = await said(here, aicha, f"/start i-{meeting.id}-affiche")
    assert again.text.startswith("C'est déjà fait.")
    assert await statuses(here, meeting) == {aicha.id: Status.REGISTERED}


async def test_form_outlives_a_restart_and_says_when_it_is_over(here: Ground, aicha: Person) -> None:
    await a_meeting(here)
    await said(here, aicha, "/start inscription")
    await press(here, aicha, "M'inscrire")
    await press(here, aicha, "Annuler")
    assert "n'est plus ouverte" in (await press(here, aicha, "Aïcha")).text


async def test_nothing_published_is_said_and_the_wish_is_kept_until_publication(here: Ground, aicha: Person) -> None:
    await said(here, aicha, "/visio")
    none = await press(here, aicha, "J'ai un projet")
    assert none.text.startswith("La prochaine date n'est pas encore fixée.")
    await press(here, aicha, "Me prévenir")
    await a_meeting(here)
    await settled(here)
    assert aicha.received[-1].text.startswith("Une date est publiée : Visio des projets")
    assert aicha.received[-1].button("M'inscrire")


async def test_full_meeting_has_a_waiting_list_and_a_freed_place_goes_to_the_first(
    here: Ground, aicha: Person, bao: Person
) -> None:
    meeting = await a_meeting(here, capacity=1)
    carla = here.telegram.person(id=103, first_name="Carla")
    await registered(here, aicha, meeting)
    assert "au rang 1" in (await registered(here, bao, meeting)).text
    assert "au rang 2" in (await registered(here, carla, meeting)).text
    await said(here, aicha, "je ne peux plus venir à la visio")
    left = await press(here, aicha, "Oui, me désinscrire")
    assert (await event_of(here, left))["method"] == "CANCEL"
    await tick(here)
    assert bao.received[-1].text.startswith("Une place est libre pour vous")
    assert "au rang 2" in carla.received[-1].text
    assert "sur la liste" in (await press(here, bao, "Je prends la place")).text
    assert await statuses(here, meeting) == {
        aicha.id: Status.CANCELLED, bao.id: Status.REGISTERED, carla.id: Status.WAITING,
    }  # fmt: skip


async def test_offer_not_answered_in_four_hours_goes_to_the_next(here: Ground, aicha: Person, bao: Person) -> None:
    meeting = await a_meeting(here, capacity=1)
    carla = here.telegram.person(id=103, first_name="Carla")
    for person in (aicha, bao, carla):
        await registered(here, person, meeting)
    await press(here, aicha, "Mes inscriptions")
    await press(here, aicha, "Visio des projets")
    await press(here, aicha, "Me désinscrire")
    await press(here, aicha, "Oui, me désinscrire")
    await tick(here)
    await wait_until(here, await now_here(here) + timedelta(hours=4, minutes=1))
    assert carla.received[-1].text.startswith("Une place est libre pour vous")
    assert "proposée à la personne suivante" in (await press(here, bao, "Je prends la place")).text
    assert "sur la liste" in (await press(here, carla, "Je prends la place")).text


async def test_last_place_freed_on_the_last_day_goes_to_the_first_who_answers(
    here: Ground, aicha: Person, bao: Person
) -> None:
    meeting = await a_meeting(here, capacity=1)
    carla = here.telegram.person(id=103, first_name="Carla")
    for person in (aicha, bao, carla):
        await registered(here, person, meeting)
    await wait_until(here, meeting.starts_at - timedelta(hours=23))
    assert "Vous venez toujours ?" in aicha.received[-1].text
    await press(here, aicha, "Je ne viens plus")
    await tick(here)
    assert all(one.received[-1].text.startswith("Une place vient de se libérer") for one in (bao, carla))
    taken = await press(here, carla, "Je prends la place")
    assert "https://visio.example/abc" in taken.text
    assert "vient d'être prise" in (await press(here, bao, "Je prends la place")).text


async def test_three_reminders_each_once_with_the_link_from_the_day_before(here: Ground, aicha: Person) -> None:
    meeting = await a_meeting(here)
    await registered(here, aicha, meeting)
    begun = len(aicha.received)
    for before in (timedelta(days=7), timedelta(days=1), timedelta(hours=1)):
        await wait_until(here, meeting.starts_at - before + timedelta(minutes=1))
        await tick(here)
    week, day, hour = aicha.received[begun:]
    assert "visio.example" not in week.text
    assert day.text.startswith("Demain à ")
    assert "https://visio.example/abc" in day.text
    assert (await event_of(here, day))["where"] == "https://visio.example/abc"
    assert "https://visio.example/abc" in hour.text
    await wait_until(here, meeting.ends_at + timedelta(minutes=1))
    assert "utile" in aicha.received[-1].text
    assert "Merci" in (await press(here, aicha, "Très utile")).text


async def test_late_reminder_is_noted_as_missed_and_never_sent(here: Ground, aicha: Person) -> None:
    meeting = await a_meeting(here)
    await registered(here, aicha, meeting)
    begun = len(aicha.received)
    await wait_until(here, meeting.starts_at - timedelta(days=5))
    await tick(here)
    async with here.house.database.reading() as session:
        notes = list(await session.scalars(select(ReminderSent)))
    assert [(note.kind, note.missed) for note in notes] == [("week", True)]
    assert len(aicha.received) == begun


async def test_reminders_switched_off_stay_off(here: Ground, aicha: Person) -> None:
    meeting = await a_meeting(here)
    await registered(here, aicha, meeting)
    await wait_until(here, meeting.starts_at - timedelta(days=7) + timedelta(minutes=1))
    await press(here, aicha, "Ne plus me rappeler")
    begun = len(aicha.received)
    await wait_until(here, meeting.starts_at - timedelta(days=1) + timedelta(minutes=1))
    assert len(aicha.received) == begun


async def test_moved_meeting_sends_the_next_sequence_and_reminds_at_its_new_date(here: Ground, aicha: Person) -> None:
    meeting = await a_meeting(here)
    await registered(here, aicha, meeting)
    later = meeting.starts_at + timedelta(days=3)
    async with here.house.database.transaction() as session:
        moved = await move(session, meeting.id, later, (await now_here(here), machine_now()), here.settings.hours)
        assert not isinstance(moved, Fault)
    await settled(here)
    event = await event_of(here, aicha.received[-1])
    assert (event["uid"], event["sequence"], event["start"]) == (meeting.uid, 1, later)
    begun = len(aicha.received)
    await wait_until(here, meeting.starts_at - timedelta(days=7) + timedelta(minutes=1))
    assert len(aicha.received) == begun
    await wait_until(here, later - timedelta(days=7) + timedelta(minutes=1))
    assert len(aicha.received) == begun + 1


async def test_cancelled_meeting_tells_everybody_and_reminds_nobody(here: Ground, aicha: Person, bao: Person) -> None:
    meeting = await a_meeting(here, capacity=1)
    await registered(here, aicha, meeting)
    await registered(here, bao, meeting)
    async with here.house.database.transaction() as session:
        await cancel(session, meeting.id, (await now_here(here), machine_now()), here.settings.hours)
    await settled(here)
    for person in (aicha, bao):
        assert "c'est annulé" in person.received[-1].text
        assert (await event_of(here, person.received[-1]))["status"] == "CANCELLED"
    begun = len(aicha.received)
    await wait_until(here, meeting.starts_at - timedelta(days=1) + timedelta(minutes=1))
    assert len(aicha.received) == begun
    assert "annulé" in (await said(here, aicha, f"/start i-{meeting.id}")).text


async def test_who_waited_in_vain_comes_first_next_time(here: Ground, aicha: Person, bao: Person) -> None:
    meeting = await a_meeting(here, days=2, capacity=1)
    await registered(here, aicha, meeting)
    await registered(here, bao, meeting)
    await wait_until(here, meeting.ends_at + timedelta(minutes=5))
    following = await a_meeting(here, days=20, capacity=1)
    await settled(here)
    assert "la vôtre est gardée" in bao.received[-1].text
    assert "au rang 1" in (await said(here, aicha, f"/start i-{following.id}")).text
    assert "sur la liste" in (await press(here, bao, "Je prends la place")).text


async def test_blocked_person_is_passed_over(here: Ground, aicha: Person, bao: Person) -> None:
    meeting = await a_meeting(here, capacity=1)
    carla = here.telegram.person(id=103, first_name="Carla")
    for person in (aicha, bao, carla):
        await registered(here, person, meeting)
    await bao.block()
    await settled(here)
    await said(here, aicha, "je ne peux plus venir à la visio")
    await press(here, aicha, "Oui, me désinscrire")
    await tick(here)
    await tick(here)
    assert carla.received[-1].text.startswith("Une place est libre pour vous")


@asynccontextmanager
async def two_people(address: Address, knowledge: Knowledge) -> AsyncIterator[tuple[Ground, list[Person]]]:
    async with ground(address, knowledge, webhook=True) as here:
        yield here, [here.telegram.person(id=200 + n, first_name=f"P{n}") for n in range(6)]


async def test_one_last_place_has_one_taker(address: Address, knowledge: Knowledge) -> None:
    async with two_people(address, knowledge) as (here, people):
        meeting = await a_meeting(here, capacity=1)
        for person in people:
            await known(here, person)
        await asyncio.gather(*(person.send(f"/start i-{meeting.id}-affiche") for person in people))
        await settled(here)
        held = list((await statuses(here, meeting)).values())
        assert (held.count(Status.REGISTERED), held.count(Status.WAITING)) == (1, 5)
        ranks = sorted(one.received[-1].text.partition("au rang ")[2][:1] for one in people)
        assert ranks == ["", "1", "2", "3", "4", "5"]


async def test_team_creates_publishes_lists_and_exports(here: Ground, aicha: Person, bao: Person) -> None:
    await at_noon(here)
    await link(here, bao, "team", "Chloé Rivolet")
    await said(here, bao, "/reunions")
    await press(here, bao, "Nouvelle réunion")
    await press(here, bao, "Une journée de rencontre")
    assert "passée" in (await said(here, bao, "3/12/2020 12:30")).text
    assert "Je n'ai pas lu de date" in (await said(here, bao, "bientôt")).text
    await said(here, bao, "3/12/2029 9:30")
    await said(here, bao, "420")
    assert bao.received[-1].text.startswith("C'est noté")
    await press(here, bao, "Publier")
    await press(here, bao, "Modifier")
    await press(here, bao, "Places")
    await said(here, bao, "10")
    async with here.house.database.reading() as session:
        found = (await session.scalars(select(Meeting).where(Meeting.kind == "rencontre"))).one()
    await registered(here, aicha, found)
    await said(here, bao, "/reunions")
    card = await press(here, bao, "03/12 · Une journée de rencontre")
    assert "Inscrits : 1 sur 10." in card.text
    assert "affiche 1" in card.text
    assert "Aïcha, Niort (79), en idée : inscrit" in (await press(here, bao, "Inscrits")).text
    exported = await press(here, bao, "Fichier des inscrits")
    content = file_of(here, exported).decode("utf-8-sig")
    assert content.splitlines()[1] == "Aïcha;Niort (79);En idée;inscrit;affiche;"
    await press(here, bao, "Lien d'inscription")
    picture = await said(here, bao, "incubateur")
    assert f"?start=i-{found.id}-incubateur" in picture.text
    assert file_of(here, picture).startswith(b"\x89PNG")


async def test_rule_proposes_dates_once_and_the_team_publishes_in_a_tap(here: Ground, bao: Person) -> None:
    await at_noon(here)
    await link(here, bao, "team", "Chloé Rivolet")
    async with here.house.database.transaction() as session:
        for row in await session.scalars(select(Meeting)):
            await session.delete(row)
    await tick(here)
    await tick(here)
    async with here.house.database.reading() as session:
        count = await session.scalar(select(func.count()).select_from(Meeting))
        told = await session.scalar(select(func.count()).where(OutboxMessage.key.like("proposed:%")))
    assert count is not None
    assert count >= 6
    assert told == 1
    await press(here, bao, "Voir les réunions")
    first = next(row[0].text for row in bao.received[-1].buttons if "·" in row[0].text)
    await press(here, bao, first)
    assert (await press(here, bao, "Publier")).text.startswith("C'est publié.")


async def test_public_calendar_tells_the_date_and_never_the_link(here: Ground) -> None:
    meeting = await a_meeting(here)
    async with ClientSession() as http, http.get(f"http://127.0.0.1:{here.settings.port}/calendar.ics") as answer:
        written = await answer.text()
    assert answer.content_type == "text/calendar"
    assert meeting.uid in written
    assert "visio.example" not in written


async def test_group_by_application_is_decided_by_the_team(here: Ground, aicha: Person, bao: Person) -> None:
    meeting = await a_meeting(here, capacity=1, kind="dla-collectif")
    await link(here, bao, "team", "Chloé Rivolet")
    assert "candidature est notée" in (await registered(here, aicha, meeting)).text
    await said(here, bao, "/reunions")
    await press(here, bao, f"{meeting.starts_at.astimezone(here.settings.timezone):%d/%m} · Visio des projets")
    await press(here, bao, "Inscrits")
    await press(here, bao, "Aïcha : retenir")
    assert "L'équipe a retenu votre candidature." in aicha.received[-1].text
    assert await statuses(here, meeting) == {aicha.id: Status.REGISTERED}
