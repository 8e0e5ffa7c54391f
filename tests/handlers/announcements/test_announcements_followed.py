"""Announcements already decided: scheduled, changed, withdrawn, suspended, stopped, corrected."""

from datetime import timedelta

from bot.demo.people import Person
from handlers.announcements.report import figures_of
from storage.cases import open_cases_of
from tests.handlers.announcements.announcing import (
    FOOTER,
    announcements,
    card,
    move,
    press,
    says,
    seen,
    subscribers,
    suspended,
    until,
)
from tests.house import Ground, forge, settled


async def test_scheduled_changed_and_withdrawn(here: Ground, team: Person) -> None:
    (person,) = await subscribers(here, 1)
    await card(here, team)
    await press(here, team, "Programmer")
    confirm = (await says(here, team, "après-demain à 14h30"))[-1]
    assert confirm.text.startswith("Envoyer à 1 personne, ")
    assert confirm.text.endswith(" à 14 h 30 ?")
    shown = await press(here, team, "Oui, programmer")
    assert shown.text.startswith("Annonce n° 1 · Les visios · prévue")
    await press(here, team, "Modifier")
    await press(here, team, "Modifier")
    await press(here, team, "Texte")
    shown = (await says(here, team, "Un autre texte"))[-1]
    assert shown.text.startswith("Annonce n° 1 · Les visios")
    await press(here, team, "Programmer")
    await says(here, team, "demain 9h")
    await press(here, team, "Oui, programmer")
    (row,) = await announcements(here)
    assert row.content["html"] == "Un autre texte"
    listed = (await says(here, team, "/annonce"))[-1]
    assert listed.labels[0] == ["n° 1 · Les visios · prévue, demain à 9 h"]
    await press(here, team, listed.labels[0][0])
    shown = await press(here, team, "Retirer")
    assert shown.text.startswith("Annonce n° 1 · Les visios · retirée avant le départ")
    await move(here, timedelta(days=2))
    assert ((await announcements(here))[0].state, person.received) == ("withdrawn", [])


async def test_by_night_it_waits_for_the_morning_and_says_so(here: Ground, team: Person) -> None:
    (person,) = await subscribers(here, 1)
    await move(here, timedelta(hours=12))
    await card(here, team)
    confirm = await press(here, team, "Envoyer maintenant")
    night = "Rien ne part la nuit : l'annonce attend le matin."
    assert confirm.text == f"Envoyer à 1 personne, demain à 8 h ?\n\n{night}"
    await press(here, team, "Oui, programmer")
    await move(here, timedelta(hours=11))
    await until(here, "sent")
    assert len(person.received) == 1


async def test_suspended_taken_up_again_and_stopped(here: Ground, team: Person) -> None:
    (person,) = await subscribers(here, 1)
    await suspended(here)
    shown = (await forge(here, team, "annonce:voir:1"))[-1]
    assert shown.text.startswith("Annonce n° 1 · Les visios · suspendue")
    assert shown.labels == [["Reprendre", "Arrêter"], ["Corriger"]]
    asked = await press(here, team, "Arrêter")
    assert asked.text == "Arrêter cette annonce ? Les personnes restantes ne la recevront pas."
    await press(here, team, "Retour", "Reprendre")
    await until(here, "sent")
    assert len(person.received) == 1
    await suspended(here)
    await forge(here, team, "annonce:arreteroui:2")
    await forge(here, team, "annonce:reprendre:2")
    assert ((await announcements(here))[1].state, len(person.received)) == ("stopped", 1)


async def test_correction_edits_what_was_received_and_may_ring_again(here: Ground, team: Person) -> None:
    people = await subscribers(here, 2)
    await card(here, team, "La visio est mardi")
    await press(here, team, "Envoyer maintenant", "Oui, envoyer")
    await until(here, "sent")
    await forge(here, team, "annonce:corriger:1")
    said = await says(here, team, "La visio est jeudi")
    assert said[-2].text == f"La visio est jeudi{FOOTER}"
    assert said[-1].labels == [["Corriger les messages reçus"], ["Corriger et prévenir"], ["Annuler"]]
    await press(here, team, "Corriger et prévenir")
    await until(here, "sent", 2)
    await until(here, "sent", 1)
    for person in people:
        first, second = person.received
        assert (first.text, first.edited) == (f"La visio est jeudi{FOOTER}", True)
        assert second.text == f"Rectificatif\n\nLa visio est jeudi{FOOTER}"
        assert second.reply_to == first.message_id


async def test_reply_to_an_announcement_opens_a_case_that_says_what_it_answers(here: Ground, team: Person) -> None:
    (person,) = await subscribers(here, 1)
    await card(here, team, "La visio est jeudi")
    await press(here, team, "Envoyer maintenant", "Oui, envoyer")
    await until(here, "sent")
    await person.reply_to(person.received[0].message_id, "Est-ce ouvert aux communes ?")
    await settled(here)
    shown = next(said for said in reversed(seen(team)) if "Est-ce ouvert aux communes ?" in said.text)
    assert "[Annonce n° 1 · Les visios] La visio est jeudi" in shown.text
    await person.reply_to(person.received[0].message_id, "Et aux écoles ?")
    await settled(here)
    async with here.house.database.reading() as session:
        (row,) = await announcements(here)
        assert (await figures_of(session, row)).replies == 1
        assert len(await open_cases_of(session, person.id)) == 1
