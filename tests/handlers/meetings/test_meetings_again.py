"""A seat asked for again: after an offer passed, after leaving, and with priority at the next meeting."""

from datetime import timedelta

from bot.demo.people import Person
from storage.registrations import Status
from tests.handlers.meetings.ground import (
    a_meeting,
    event_of,
    now_here,
    press,
    registered,
    said,
    statuses,
    tick,
    wait_until,
)
from tests.house import Ground, settled


async def leaves(here: Ground, person: Person) -> None:
    await said(here, person, "je ne peux plus venir à la visio")
    await press(here, person, "Oui, me désinscrire")
    await tick(here)


async def test_offer_let_pass_is_answered_late_and_the_place_is_still_free(
    here: Ground, aicha: Person, bao: Person
) -> None:
    meeting = await a_meeting(here, capacity=1)
    await registered(here, aicha, meeting)
    await registered(here, bao, meeting)
    await leaves(here, aicha)
    await wait_until(here, await now_here(here) + timedelta(hours=5))
    assert await statuses(here, meeting) == {aicha.id: Status.CANCELLED, bao.id: Status.PASSED}
    assert "C'est confirmé" in (await press(here, bao, "Je prends la place")).text
    assert await statuses(here, meeting) == {aicha.id: Status.CANCELLED, bao.id: Status.REGISTERED}


async def test_offer_let_pass_is_asked_for_again_and_comes_again_in_turn(
    here: Ground, aicha: Person, bao: Person
) -> None:
    meeting = await a_meeting(here, capacity=1)
    carla = here.telegram.person(id=103, first_name="Carla")
    for person in (aicha, bao, carla):
        await registered(here, person, meeting)
    await leaves(here, aicha)
    await wait_until(here, await now_here(here) + timedelta(hours=5))
    await press(here, carla, "Je prends la place")
    await said(here, bao, "/mesinscriptions")
    assert "au rang 1" in (await press(here, bao, "Visio des projets")).text
    assert "en liste d'attente, au rang 1." in (await press(here, bao, "Redemander une place")).text
    await leaves(here, carla)
    assert bao.received[-1].text.startswith("Une place est libre pour vous")
    assert "C'est confirmé" in (await press(here, bao, "Je prends la place")).text


async def test_free_place_waits_for_nobody_who_let_it_pass(here: Ground, aicha: Person, bao: Person) -> None:
    meeting = await a_meeting(here, capacity=1)
    await registered(here, aicha, meeting)
    await registered(here, bao, meeting)
    await leaves(here, aicha)
    await wait_until(here, await now_here(here) + timedelta(hours=5))
    carla = here.telegram.person(id=103, first_name="Carla")
    assert "C'est confirmé" in (await registered(here, carla, meeting)).text
    assert "au rang 1" in (await press(here, bao, "Je prends la place")).text


async def test_offer_declined_is_no_farewell(here: Ground, aicha: Person, bao: Person) -> None:
    meeting = await a_meeting(here, capacity=1)
    await registered(here, aicha, meeting)
    await registered(here, bao, meeting)
    await leaves(here, aicha)
    assert "n'êtes plus sur la liste d'attente" in (await press(here, bao, "Je la laisse")).text
    assert "Aucune place ne vous est proposée" in (await press(here, bao, "Je prends la place")).text
    assert "C'est confirmé" in (await press(here, bao, "Revenir sur la liste")).text
    assert await statuses(here, meeting) == {aicha.id: Status.CANCELLED, bao.id: Status.REGISTERED}


async def test_calendar_follows_who_leaves_and_comes_back(here: Ground, aicha: Person) -> None:
    meeting = await a_meeting(here)
    events = [await event_of(here, await registered(here, aicha, meeting))]
    for _ in range(2):
        await said(here, aicha, "/mesinscriptions")
        await press(here, aicha, "Visio des projets")
        await press(here, aicha, "Me désinscrire")
        events.append(await event_of(here, await press(here, aicha, "Oui, me désinscrire")))
        events.append(await event_of(here, await press(here, aicha, "Revenir sur la liste")))
    assert [event["method"] for event in events] == ["PUBLISH", "CANCEL", "PUBLISH", "CANCEL", "PUBLISH"]
    assert {event["uid"] for event in events} == {meeting.uid}
    numbers = [event["sequence"] for event in events]
    assert numbers == sorted(set(numbers))


async def test_who_waited_in_vain_comes_first_where_the_next_was_published_before(
    here: Ground, aicha: Person, bao: Person
) -> None:
    missed = await a_meeting(here, days=2, capacity=1)
    following = await a_meeting(here, days=20, capacity=2)
    carla, dario = (
        here.telegram.person(id=number, first_name=name) for number, name in ((103, "Carla"), (104, "Dario"))
    )
    await registered(here, aicha, missed)
    for person in (bao, carla, dario):
        await registered(here, person, missed)
    await registered(here, aicha, following)
    await registered(here, dario, following)
    assert "au rang 1" in (await registered(here, here.telegram.person(id=105, first_name="Emma"), following)).text
    both = await said(here, dario, "/mesinscriptions")  # two of the same title, told apart by their day
    days = [f"{one.starts_at.astimezone(here.settings.timezone):%d/%m}" for one in (missed, following)]
    assert all(both.button(f"{day} · Visio des projets") for day in days)
    await wait_until(here, missed.ends_at + timedelta(minutes=5))
    # It is full: he is before Emma, in the order in which they waited. Those who have a seat there hear nothing.
    assert "vous êtes en tête de la liste d'attente" in bao.received[-1].text
    assert "au rang 1." in bao.received[-1].text
    assert "au rang 2." in carla.received[-1].text
    assert "en tête" not in dario.received[-1].text


async def test_who_waited_in_vain_has_a_place_kept_where_the_next_published_has_some(
    here: Ground, aicha: Person, bao: Person
) -> None:
    missed = await a_meeting(here, days=2, capacity=1)
    following = await a_meeting(here, days=20, capacity=2)
    await registered(here, aicha, missed)
    await registered(here, bao, missed)
    await wait_until(here, missed.ends_at + timedelta(minutes=5))
    assert bao.received[-1].text.startswith("Une place vous est gardée")
    assert await statuses(here, following) == {bao.id: Status.OFFERED}
    await tick(here)
    await settled(here)
    assert sum(one.text.startswith("Une place vous est gardée") for one in bao.received) == 1
    assert "C'est confirmé" in (await press(here, bao, "Je prends la place")).text


async def test_who_unblocks_the_bot_without_a_word_is_reminded_again(here: Ground, aicha: Person) -> None:
    meeting = await a_meeting(here)
    await registered(here, aicha, meeting)
    await aicha.block()
    await settled(here)
    await wait_until(here, meeting.starts_at - timedelta(days=7) + timedelta(minutes=1))
    assert aicha.received[-1].text.startswith("C'est confirmé")
    await aicha.unblock()
    await settled(here)
    await wait_until(here, meeting.starts_at - timedelta(days=1) + timedelta(minutes=1))
    assert "Vous venez toujours ?" in aicha.received[-1].text
