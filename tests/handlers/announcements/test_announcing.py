"""/annonce: the team writes, previews, tries and sends an announcement."""

from bot.clock import machine_now
from bot.demo.people import Person
from bot.demo.shown import Shown
from handlers.announcements.content import content
from handlers.announcements.queueing import queue
from handlers.announcements.rules import Segment
from storage.clock import how_far_ahead
from storage.dialogues import dialogue_of
from tests.handlers.announcements.announcing import (
    FOOTER,
    announcements,
    card,
    counts,
    press,
    says,
    seen,
    subscribers,
    until,
)
from tests.house import Ground, acting, do_now, forge, settled

BOLD = [{"type": "bold", "offset": 0, "length": 8}]


async def test_written_looked_at_tried_and_sent_with_its_formatting(here: Ground, team: Person) -> None:
    people = await subscribers(here, 3)
    await says(here, team, "/annonce")
    assert await counts(here, team) == [
        "Les visios · 3", "Aides et appels à projets · 0", "La formation · 0", "La vie du réseau · 0",
        "Partenaires · 0", "Retour",
    ]  # fmt: skip
    asked = await press(here, team, "Les visios · 3")
    assert asked.text.startswith("Écrivez l'annonce.")
    await team.send_formatted("La visio <de> jeudi & après", BOLD)
    await settled(here)
    shown = seen(team)[-1]
    assert shown.text.startswith(
        "Nouvelle annonce · Les visios\n\nÀ : celles et ceux qui ont choisi ce sujet, 3 personnes aujourd'hui"
    )
    await press(here, team, "Aperçu")
    preview = seen(team)[-2]
    assert preview.html == f"<b>La visio</b> &lt;de&gt; jeudi &amp; après\n\n<i>{FOOTER.strip()}</i>"
    assert (preview.labels, preview.silent) == ([["Ne plus recevoir"]], True)
    await press(here, team, "M'envoyer un essai")
    trial = seen(team)[-2]
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
    on = seen(team)[-1].message_id
    progress = await press(here, team, "Oui, envoyer")
    assert progress.message_id > on
    await until(here, "sent")
    await do_now(here, "announcement screens")
    await team.wait_for(lambda said: said.message_id == progress.message_id and "2 sur 2 (100 %)" in said.text)
    assert seen(team)[-1].message_id == progress.message_id
    words = "Bonjour à toutes et tous\n\nAvancement : 2 sur 2 (100 %)\nReçue par 2 personnes"
    assert seen(team)[-1].text == f"Annonce n° 1 · Les visios · envoyée\n\n{words}"
    assert seen(team)[-1].labels == [["Corriger"], ["Actualiser"]]


async def test_photo_goes_with_its_caption_and_a_button_to_an_answer(here: Ground, team: Person) -> None:
    (person,) = await subscribers(here, 1)
    await card(here, team)
    await press(here, team, "Texte")
    await team.send_photo(caption="L'affiche")
    await settled(here)
    assert "Avec : une photo" in seen(team)[-1].text
    title = "Comment s'inscrire à la visio ?"
    await press(here, team, "Bouton", "Visios et rencontres")
    chosen = next(row[0] for row in seen(team)[-1].labels if "inscri" in row[0].lower())
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
    await press(here, team, (await counts(here, team))[0])
    return await says(here, team, words)


async def test_empty_segment_and_past_moment_are_told(here: Ground, team: Person) -> None:
    await card(here, team)
    assert (await press(here, team, "Envoyer maintenant")).text.startswith("Personne ne recevrait cette annonce.")
    await press(here, team, "Retour")
    await press(here, team, "Programmer")
    for past in ("1/1/2020 10h", "hier à 9h"):
        assert (await says(here, team, past))[-1].text.startswith("Cette date est passée.")
    assert (await says(here, team, "bientôt"))[-1].text.startswith("Je n'ai pas compris cette date.")
    assert await announcements(here) == []


async def test_voice_album_and_picture_without_words_are_told(here: Ground, team: Person) -> None:
    await _from_text(here, team, "/annonce")
    await press(here, team, (await counts(here, team))[0])
    before = len(seen(team))
    await team.send_voice()
    await team.send_album(3, "Trois photos")
    await team.send_photo()
    await settled(here)
    first_lines = [said.text.split(".")[0].split(" : ")[0] for said in seen(team)[before:]]
    assert first_lines == [
        "Je prends un texte, une photo ou un document", "Une annonce porte une seule photo", "Il manque le texte",
    ]  # fmt: skip


async def test_draft_survives_a_question_and_is_left_by_annuler(here: Ground, team: Person) -> None:
    await card(here, team)
    await says(here, team, "c'est quoi le FDVA ?")
    await says(here, team, "/annonce")
    assert (await press(here, team, "Reprendre le brouillon")).text.startswith("Nouvelle annonce · Les visios")
    await press(here, team, "Annuler")
    assert seen(team)[-1].text == "Le brouillon est jeté. Rien n'est parti."
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


async def test_nonsense_in_a_button_harms_nothing(here: Ground, team: Person) -> None:
    await card(here, team)
    for code in ("voir:99", "voir:x", "suspendre:", "a:x", "qui:department:75", "bouton:e:nope", "x"):
        await forge(here, team, f"annonce:{code}")
        assert (await says(here, team, "/annonce"))[-1].text.startswith("Les annonces."), code
        assert "Reprendre le brouillon" in str(seen(team)[-1].labels), code


async def test_marks_that_would_be_read_as_they_are_are_told_before(here: Ground, team: Person) -> None:
    await subscribers(here, 1)
    assert "Attention : « ** » sera lu tel quel." in (await card(here, team, "**Jeudi** à 12 h")).text
    await press(here, team, "Texte")
    assert "Attention" not in (await says(here, team, "Jeudi * à 12 h"))[-1].text


async def test_formatting_that_telegram_refuses_reaches_each_as_plain_words_once(here: Ground, team: Person) -> None:
    people = await subscribers(here, 2)
    async with here.house.database.transaction() as session:
        now = machine_now() + await how_far_ahead(session)
        await queue(acting(session, now), subject="visios", segment=Segment("all"), content=content("<b>Jeudi"))
    await until(here, "sent")
    assert [[said.text for said in person.received] for person in people] == [[f"Jeudi{FOOTER}"]] * 2
    alerts = [said for said in seen(team) if "refused the formatting" in said.text]
    assert len(alerts) == 1
