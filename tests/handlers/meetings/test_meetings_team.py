"""Meetings as the team runs them: created, published, moved, cancelled, listed, exported."""

from datetime import timedelta

import pytest
from aiohttp import ClientSession
from sqlalchemy import func, select

from bot.demo.people import Person
from handlers.meetings.changes import cancel, create, move
from handlers.meetings.staff_texts import month_without
from handlers.talk.refusal import Refusal
from knowledge.base.monthly import NoDate
from knowledge.snapshot import Knowledge
from storage.meetings import Meeting
from storage.outbox import OutboxMessage
from storage.registrations import Status
from tests.handlers.meetings.ground import (
    a_meeting,
    at_noon,
    event_of,
    file_of,
    now_here,
    press,
    registered,
    said,
    statuses,
    tick,
    wait_until,
)
from tests.house import Ground, acting, link, settled


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Load the base with its monthly rules, which propose dates."""
    return Knowledge.load()


async def test_moved_meeting_sends_the_next_sequence_and_reminds_at_its_new_date(here: Ground, aicha: Person) -> None:
    meeting = await a_meeting(here)
    await registered(here, aicha, meeting)
    later = meeting.starts_at + timedelta(days=3)
    async with here.house.database.transaction() as session:
        moved = await move(acting(session, await now_here(here), here.settings.hours), meeting.id, later)
        assert not isinstance(moved, Refusal)
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
        await cancel(acting(session, await now_here(here), here.settings.hours), meeting.id)
    await settled(here)
    assert all("c'est annulé" in person.received[-1].text for person in (aicha, bao))
    assert (await event_of(here, aicha.received[-1]))["status"] == "CANCELLED"
    # in nobody's agenda, so that no file is sent
    assert bao.received[-1].text.endswith("Votre attente prend fin aussi.")
    begun = len(aicha.received)
    await wait_until(here, meeting.starts_at - timedelta(days=1) + timedelta(minutes=1))
    assert len(aicha.received) == begun
    assert "annulé" in (await said(here, aicha, f"/start i-{meeting.id}")).text


async def test_team_creates_publishes_lists_and_exports(here: Ground, aicha: Person, bao: Person) -> None:
    await at_noon(here)
    await link(here, bao, "team", "Chloé Rivolet")
    await said(here, bao, "/reunions")
    await press(here, bao, "Nouvelle réunion")
    await press(here, bao, "Une journée de rencontre")
    assert "passée" in (await said(here, bao, "3/12/2020 12:30")).text
    assert "Je n'ai pas compris cette date." in (await said(here, bao, "bientôt")).text
    await said(here, bao, "3/12/2029 9:30")
    await said(here, bao, "420")
    assert bao.received[-1].text.startswith("C'est noté")
    assert (await press(here, bao, "Publier")).text.startswith("Comment rejoint-on")
    assert (await said(here, bao, "12 rue Haute, Niort")).text.startswith("C'est publié.")
    await press(here, bao, "Modifier")
    await press(here, bao, "Places")
    await said(here, bao, "10")
    async with here.house.database.reading() as session:
        found = (await session.scalars(select(Meeting).where(Meeting.kind == "rencontre"))).one()
    await registered(here, aicha, found)
    await said(here, bao, "/reunions")
    card = await press(here, bao, "03/12 · Une journée de rencontre")
    assert "Inscriptions : 1 sur 10." in card.text
    assert "affiche 1" in card.text
    assert "Aïcha, Niort (79), en idée : place confirmée" in (await press(here, bao, "Inscriptions")).text
    exported = await press(here, bao, "Fichier des inscriptions")
    content = file_of(here, exported).decode("utf-8-sig")
    assert content.splitlines()[1] == "Aïcha;Niort (79);En idée;place confirmée;affiche;"
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
    assert (await press(here, bao, "Publier")).text.startswith("Comment rejoint-on")
    assert (await press(here, bao, "Publier sans lien ni lieu")).text.startswith("C'est publié.")
    # The others in one act: a link is asked for once a kind, and serves its later dates.
    await said(here, bao, "/reunions")
    assert (await press(here, bao, "Tout publier")).text.startswith("Quel lien pour")
    assert (await said(here, bao, "https://visio.example/projets")).text.startswith("Quel lien pour")
    asked = await said(here, bao, "https://visio.example/themes")
    assert asked.text.startswith("Publier toutes ces dates ?")
    assert (await press(here, bao, f"Oui, publier les {count - 1}")).text.startswith("C'est publié.")
    async with here.house.database.reading() as session:
        found = (await session.scalars(select(Meeting))).all()
    links = {(one.kind, one.link) for one in found if one.link}
    assert (len(links), len({kind for kind, _ in links}), len({link for _, link in links})) == (2, 2, 2)
    assert [one.state for one in found] == ["published"] * count


async def test_team_is_told_of_a_near_meeting_that_nobody_sees_and_says_why_it_cancels(
    here: Ground, aicha: Person, bao: Person
) -> None:
    await at_noon(here)
    await link(here, bao, "team", "Chloé Rivolet")
    async with here.house.database.transaction() as session:
        act = acting(session, await now_here(here), here.settings.hours)
        made = await create(act, "autre", "Visite de lieux", await now_here(here) + timedelta(days=11), 60)
        assert not isinstance(made, Refusal)
    for days, told in ((0, 0), (1.1, 1), (1.2, 1), (8.1, 2)):
        await wait_until(here, made.starts_at - timedelta(days=11) + timedelta(days=days))
        near = [one for one in bao.received if one.text.startswith("Pas encore publiée : Visite de lieux")]
        assert len(near) == told, days
    await bao.press(near[-1].message_id, "Publier")
    await settled(here)
    assert (await said(here, bao, "https://visio.example/visite")).text.startswith("C'est publié.")
    await registered(here, aicha, made)
    await press(here, bao, "Annuler la réunion")
    asked = await said(here, bao, "La salle est inondée.")
    assert "Les personnes inscrites liront : « La salle est inondée. »" in asked.text
    await press(here, bao, "Oui, annuler la réunion")
    assert "La salle est inondée." in aicha.received[-1].text


async def test_month_without_a_date_is_said_to_the_team(here: Ground, bao: Person, knowledge: Knowledge) -> None:
    await link(here, bao, "team", "Chloé Rivolet")
    local = (await at_noon(here)).astimezone(here.settings.timezone)
    months = ((local.year + number // 12, number % 12 + 1) for number in range(local.month + 2, 200))
    found = ((year, month, rule.date_in(year, month)) for year, month in months for rule in knowledge.monthly)
    year, month, why = next(one for one in found if isinstance(one[2], NoDate) and one[2].on is not None)
    await wait_until(here, local.replace(year=year, month=month, day=10) - timedelta(days=62))
    assert isinstance(why, NoDate)
    without = f"Sans date proposée :\n• {month_without(why)}"
    assert without in (await said(here, bao, "/reunions")).text
    async with here.house.database.transaction() as session:
        for row in await session.scalars(select(Meeting)):
            await session.delete(row)
    none = (await said(here, bao, "/reunions")).text
    assert none.startswith("Aucune réunion à venir.")
    assert without in none


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
    await press(here, bao, "Inscriptions")
    await press(here, bao, "Aïcha : retenir")
    assert "L'équipe a retenu votre candidature." in aicha.received[-1].text
    assert await statuses(here, meeting) == {aicha.id: Status.REGISTERED}
