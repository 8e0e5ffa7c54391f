"""Meetings as people meet them: registration, waiting list, freed seats, reminders, and what follows."""

import asyncio
from datetime import timedelta

from sqlalchemy import select

from bot.demo.people import Person
from storage.registrations import ReminderSent, Status
from tests.handlers.meetings.ground import (
    a_meeting,
    event_of,
    known,
    now_here,
    press,
    registered,
    said,
    statuses,
    tick,
    wait_until,
)
from tests.house import Ground, settled
from tests.lasting import Lasting


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
    assert summary.text.startswith("Votre inscription : Visio des projets, ")
    assert "Nom : Aïcha\nLieu : Niort (79)\nProjet : en idée" in summary.text
    done = await press(here, aicha, "M'inscrire")
    assert done.text.startswith("C'est confirmé : Visio des projets")
    assert "visio.example" not in done.text
    assert await statuses(here, meeting) == {aicha.id: Status.REGISTERED}


async def test_form_is_filled_in_words_with_a_way_back_at_each_step(here: Ground, aicha: Person) -> None:
    meeting = await a_meeting(here)
    await said(here, aicha, f"/start i-{meeting.id}")
    too_long = await said(here, aicha, "Aïcha " * 20)
    assert too_long.text.startswith("Ce nom est trop long")
    assert too_long.button("Annuler")
    await said(here, aicha, "Aïcha Benali")
    nowhere = await said(here, aicha, "Xyzzyville")
    assert nowhere.text.startswith("Je n'ai pas trouvé ce lieu.")
    assert nowhere.button("Retour")
    assert (await said(here, aicha, "Guéret")).text == "📍 Guéret (23)\n\nOù en est votre projet ?"
    await said(here, aicha, "en cours de création")
    assert (await said(here, aicha, "non")).text == "Que voulez-vous changer ?"
    assert (await said(here, aicha, "oui")).text.startswith("Votre inscription : Visio des projets, ")
    assert (await said(here, aicha, "oui")).text.startswith("C'est confirmé : Visio des projets")
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
    assert "C'est confirmé" in (await press(here, bao, "Je prends la place")).text
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
    assert "Vous attendez de nouveau, au rang 1." in (await press(here, bao, "Je prends la place")).text
    assert "C'est confirmé" in (await press(here, carla, "Je prends la place")).text


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
    assert "dans /mesinscriptions" in (await press(here, aicha, "Ne plus me rappeler")).text
    begun = len(aicha.received)
    await wait_until(here, meeting.starts_at - timedelta(days=1) + timedelta(minutes=1))
    assert len(aicha.received) == begun
    await said(here, aicha, "/mesinscriptions")
    assert "Le lien : https://visio.example/abc" in (await press(here, aicha, "Visio des projets")).text


async def test_answer_about_the_visio_tells_the_registered_what_concerns_them(here: Ground, aicha: Person) -> None:
    meeting = await a_meeting(here)
    await known(here, aicha)
    offered = await said(here, aicha, "c'est quand la visio des projets ?")
    assert "confirmé" not in offered.text
    await registered(here, aicha, meeting)
    answer = await said(here, aicha, "c'est quand la visio des projets ?")
    assert "Votre inscription est confirmée." in answer.text
    assert "visio.example" not in answer.text
    assert answer.button("Mes inscriptions")
    await wait_until(here, meeting.starts_at - timedelta(hours=23))
    late = await said(here, aicha, "c'est quand la visio des projets ?")
    assert "Votre inscription est confirmée. Le lien : https://visio.example/abc" in late.text


async def test_who_waited_in_vain_comes_first_next_time(here: Ground, aicha: Person, bao: Person) -> None:
    meeting = await a_meeting(here, days=2, capacity=1)
    await registered(here, aicha, meeting)
    await registered(here, bao, meeting)
    await wait_until(here, meeting.ends_at + timedelta(minutes=5))
    following = await a_meeting(here, days=20, capacity=1)
    await settled(here)
    assert bao.received[-1].text.startswith("Une place vous est gardée")
    assert "au rang 1" in (await said(here, aicha, f"/start i-{following.id}")).text
    assert "C'est confirmé" in (await press(here, bao, "Je prends la place")).text


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


async def test_one_last_place_has_one_taker(lasting: Lasting) -> None:
    here = await lasting.as_new()
    people = [here.telegram.person(id=200 + n, first_name=f"P{n}") for n in range(6)]
    meeting = await a_meeting(here, capacity=1)
    for person in people:
        await known(here, person)
    await asyncio.gather(*(person.send(f"/start i-{meeting.id}-affiche") for person in people))
    await settled(here)
    held = list((await statuses(here, meeting)).values())
    assert (held.count(Status.REGISTERED), held.count(Status.WAITING)) == (1, 5)
    ranks = sorted(one.received[-1].text.partition("au rang ")[2][:1] for one in people)
    assert ranks == ["", "1", "2", "3", "4", "5"]
