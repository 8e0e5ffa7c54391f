"""/annonce: the team writes, looks, tries, sends, follows and corrects an announcement in the chat."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.clock import machine_now
from bot.demo.people import Person
from bot.demo.shown import Shown
from handlers.announcements.content import content
from handlers.announcements.queueing import queue
from handlers.announcements.rules import Act, Segment, step
from storage.announcements import Announcement, all_announcements
from storage.audiences import Audience, people_in
from storage.clock import how_far_ahead, move_ahead
from storage.deliveries import open_ledger
from storage.dialogues import dialogue_of
from storage.people import meet
from storage.subscriptions import subscribe
from tests.house import Ground, at_ten_tomorrow, forge, link, settled

FOOTER = "\n\nVous avez choisi « Les visios ». Pour arrêter : /stop"
BOLD = [{"type": "bold", "offset": 0, "length": 8}]


@pytest.fixture
async def team(here: Ground) -> Person:
    await at_ten_tomorrow(here)
    person = here.telegram.person(id=204, first_name="Chloé")
    await link(here, person, "team", "Chloé Rivolet")
    return person


async def subscribers(here: Ground, count: int, subject: str = "visios") -> list[Person]:
    """People who once wrote and asked for a subject."""
    people = [here.telegram.person(id=300 + number, first_name=f"P{number}") for number in range(count)]
    for person in people:
        person._private.opened = True
        async with here.house.database.transaction() as session:
            row = await meet(session, person.id, machine_now() + await how_far_ahead(session))
            row.department, row.place_kept = ("79" if person.id % 2 else "33"), True
            await subscribe(session, person.id, subject, "oui", machine_now())
    return people


async def says(here: Ground, person: Person, words: str) -> list[Shown]:
    before = len(person.received)
    await person.send(words)
    await settled(here)
    return person.received[before:]


async def press(here: Ground, person: Person, *buttons: str) -> Shown:
    """One after the other, each on the latest message that has it; the latest message then."""
    for button in buttons:
        on = next(said.message_id for said in reversed(person.received) if said.button(button))
        await person.press(on, button)
        await settled(here)
    return person.received[-1]


async def card(here: Ground, team: Person, words: str = "Bonjour à toutes et tous") -> Shown:
    """A draft about the visios, with its words."""
    await says(here, team, "/annonce")
    count = next(one for one in await _counts(here, team) if one.startswith("Les visios"))
    await press(here, team, count)
    return (await says(here, team, words))[-1]


async def _counts(here: Ground, team: Person) -> list[str]:
    shown = await press(here, team, "Nouvelle annonce")
    return [row[0] for row in shown.labels]


async def announcements(here: Ground) -> Sequence[Announcement]:
    async with here.house.database.reading() as session:
        return await all_announcements(session)


async def until(here: Ground, state: str, number: int = 1) -> Announcement:
    async with asyncio.timeout(20):
        while (row := (await announcements(here))[number - 1]).state != state:
            await asyncio.sleep(0.05)
    await settled(here)
    return row


async def test_written_looked_at_tried_and_sent_with_its_formatting(here: Ground, team: Person) -> None:
    people = await subscribers(here, 3)
    await says(here, team, "/annonce")
    assert await _counts(here, team) == [
        "Les visios · 3", "Aides et appels à projets · 0", "La formation · 0", "La vie du réseau · 0",
        "Partenaires · 0", "Retour",
    ]  # fmt: skip
    asked = await press(here, team, "Les visios · 3")
    assert asked.text.startswith("Écrivez l'annonce.")
    await team.send_formatted("La visio <de> jeudi & après", BOLD)
    await settled(here)
    shown = team.received[-1]
    assert shown.text.startswith("Nouvelle annonce · Les visios\n\nÀ : toutes et tous, 3 personnes aujourd'hui")
    await press(here, team, "Aperçu")
    preview = team.received[-2]
    assert preview.html == f"<b>La visio</b> &lt;de&gt; jeudi &amp; après\n\n<i>{FOOTER.strip()}</i>"
    assert (preview.labels, preview.silent) == ([["Ne plus recevoir"]], True)
    await press(here, team, "M'envoyer un essai")
    trial = team.received[-2]
    assert (trial.html, trial.labels, trial.silent) == (preview.html, preview.labels, False)
    confirm = await press(here, team, "Envoyer maintenant")
    assert (confirm.text, confirm.labels) == ("Envoyer à 3 personnes, maintenant ?", [["Oui, envoyer", "Retour"]])
    assert all(not person.received for person in people)
    await press(here, team, "Oui, envoyer")
    await until(here, "sent")
    assert [[said.html for said in person.received] for person in people] == [[preview.html]] * 3


async def test_one_message_of_progress_ends_as_the_report(here: Ground, team: Person) -> None:
    await subscribers(here, 2)
    await card(here, team)
    await press(here, team, "Envoyer maintenant")
    on = team.received[-1].message_id
    progress = await press(here, team, "Oui, envoyer")
    assert progress.message_id > on
    await until(here, "sent")
    await team.wait_for(lambda said: said.message_id == progress.message_id and "2 sur 2 (100 %)" in said.text)
    assert team.received[-1].message_id == progress.message_id
    assert team.received[-1].text.startswith("Annonce n° 1 · Les visios · envoyée\n\n2 sur 2 (100 %)\nReçue : 2 pers")
    assert team.received[-1].labels == [["Corriger"], ["Actualiser"]]


async def test_photo_goes_with_its_caption_and_a_button_to_an_answer(here: Ground, team: Person) -> None:
    (person,) = await subscribers(here, 1)
    await card(here, team)
    await press(here, team, "Texte")
    await team.send_photo(caption="L'affiche")
    await settled(here)
    assert "Avec : une photo" in team.received[-1].text
    title = "Comment s'inscrire à la visio ?"
    await press(here, team, "Bouton", "Visios et rencontres")
    chosen = next(row[0] for row in team.received[-1].labels if "inscri" in row[0].lower())
    shown = await press(here, team, chosen)
    assert "Bouton : " in shown.text, title
    await press(here, team, "Envoyer maintenant", "Oui, envoyer")
    await until(here, "sent")
    said = person.received[-1]
    assert (said.kind, said.text) == ("photo", f"L'affiche{FOOTER}")
    await person.press(said.message_id, said.labels[0][0])
    assert len(await person.wait_for(2)) == 2


async def test_narrowed_to_a_department_counts_and_reaches_only_it(here: Ground, team: Person) -> None:
    people = await subscribers(here, 3)
    await card(here, team)
    shown = await press(here, team, "Destinataires", "Un département", "Deux-Sèvres (79)")
    assert "À : Deux-Sèvres (79), 1 personne aujourd'hui" in shown.text
    shown = await press(here, team, "Destinataires", "Le territoire de…", "Sophie Jadin")
    assert "À : territoire : Sophie Jadin, 2 personnes aujourd'hui" in shown.text
    await press(here, team, "Envoyer maintenant", "Oui, envoyer")
    await until(here, "sent")
    assert [len(person.received) for person in people] == [1, 0, 1]


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
    await _move(here, timedelta(days=2))
    assert ((await announcements(here))[0].state, person.received) == ("withdrawn", [])


async def _move(here: Ground, much: timedelta) -> None:
    async with here.house.database.transaction() as session:
        await move_ahead(session, await how_far_ahead(session) + much)


async def test_by_night_it_waits_for_the_morning_and_says_so(here: Ground, team: Person) -> None:
    (person,) = await subscribers(here, 1)
    await _move(here, timedelta(hours=12))
    await card(here, team)
    confirm = await press(here, team, "Envoyer maintenant")
    assert confirm.text == "Envoyer à 1 personne, demain à 8 h ?"
    await press(here, team, "Oui, programmer")
    await _move(here, timedelta(hours=11))
    await until(here, "sent")
    assert len(person.received) == 1


async def test_suspended_taken_up_again_and_stopped(here: Ground, team: Person) -> None:
    (person,) = await subscribers(here, 1)
    await _suspended(here)
    shown = (await forge(here, team, "annonce:voir:1"))[-1]
    assert shown.text.startswith("Annonce n° 1 · Les visios · suspendue")
    assert shown.labels == [["Reprendre", "Arrêter"], ["Corriger"]]
    asked = await press(here, team, "Arrêter")
    assert asked.text == "Arrêter cette annonce ? Les personnes restantes ne la recevront pas."
    await press(here, team, "Retour", "Reprendre")
    await until(here, "sent")
    assert len(person.received) == 1
    await _suspended(here)
    await forge(here, team, "annonce:arreteroui:2")
    await forge(here, team, "annonce:reprendre:2")
    assert ((await announcements(here))[1].state, len(person.received)) == ("stopped", 1)


async def _suspended(here: Ground) -> None:
    """An announcement in the middle of its way, that somebody has suspended."""
    async with here.house.database.transaction() as session:
        now = machine_now() + await how_far_ahead(session)
        row = await queue(session, subject="visios", segment=Segment("all"), content=content("Bonjour"), now=now)
        step(row, Act.START, now)
        await open_ledger(session, row.id, people_in(Audience(subject="visios")), row.version)
        step(row, Act.SUSPEND, now)


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


async def test_text_too_long_is_refused_with_the_rest_of_it(here: Ground, team: Person) -> None:
    await subscribers(here, 1)
    said = await _from_text(here, team, "é" * 5000)
    assert [one.text.splitlines()[0] for one in said] == ["Ce texte est trop long de 96 caractères."]
    async with here.house.database.reading() as session:
        data = await dialogue_of(session, team.id, "annonce")
        assert data is not None
        assert data["content"] is None


async def _from_text(here: Ground, team: Person, words: str) -> list[Shown]:
    await says(here, team, "/annonce")
    await press(here, team, (await _counts(here, team))[0])
    return await says(here, team, words)


async def test_empty_segment_and_past_moment_are_told(here: Ground, team: Person) -> None:
    await card(here, team)
    assert (await press(here, team, "Envoyer maintenant")).text.startswith("Personne ne recevrait cette annonce.")
    await press(here, team, "Retour")
    await press(here, team, "Programmer")
    assert (await says(here, team, "1/1/2020 10h"))[-1].text.startswith("Ce moment est passé.")
    assert (await says(here, team, "bientôt"))[-1].text.startswith("Je n'ai pas compris ce moment.")
    assert await announcements(here) == []


async def test_voice_album_and_picture_without_words_are_told(here: Ground, team: Person) -> None:
    await _from_text(here, team, "/annonce")
    await press(here, team, (await _counts(here, team))[0])
    before = len(team.received)
    await team.send_voice()
    await team.send_album(3, "Trois photos")
    await team.send_photo()
    await settled(here)
    first_lines = [said.text.split(".")[0].split(" : ")[0] for said in team.received[before:]]
    assert first_lines == [
        "Je prends un texte, une photo ou un document", "Une annonce porte une seule photo", "Il manque le texte",
    ]  # fmt: skip


async def test_draft_survives_a_question_and_is_left_by_annuler(here: Ground, team: Person) -> None:
    await card(here, team)
    await says(here, team, "c'est quoi le FDVA ?")
    await says(here, team, "/annonce")
    assert (await press(here, team, "Reprendre le brouillon")).text.startswith("Nouvelle annonce · Les visios")
    await press(here, team, "Annuler")
    assert team.received[-1].text == "Le brouillon est jeté. Rien n'est parti."
    said = await forge(here, team, "annonce:partir")
    assert said[-1].text == "Ce brouillon n'est plus là. Pour commencer : /annonce"


async def test_second_press_on_send_sends_nothing_more(here: Ground, team: Person) -> None:
    (person,) = await subscribers(here, 1)
    await card(here, team)
    await press(here, team, "Envoyer maintenant")
    for _ in range(2):
        await forge(here, team, "annonce:partir")
    await until(here, "sent")
    assert (len(await announcements(here)), len(person.received)) == (1, 1)


@pytest.mark.parametrize("code", ["voir:99", "voir:x", "suspendre:", "a:x", "qui:department:75", "bouton:e:nope", "x"])
async def test_nonsense_in_a_button_harms_nothing(here: Ground, team: Person, code: str) -> None:
    await card(here, team)
    await forge(here, team, f"annonce:{code}")
    assert (await says(here, team, "/annonce"))[-1].text.startswith("Les annonces.")
