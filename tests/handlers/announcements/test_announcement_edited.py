"""The author of an announcement edits the message in which it was written."""

from datetime import timedelta

from bot.demo.people import Person
from tests.handlers.announcements.announcing import (
    FOOTER,
    announcements,
    card,
    move,
    press,
    says,
    seen,
    subscribers,
    until,
)
from tests.house import Ground, settled


async def edited(here: Ground, team: Person, message_id: int, words: str) -> int:
    """Edit the message, and return how many messages the bot sends because of it."""
    before = len(seen(team))
    await team.edit(message_id, words)
    await settled(here)
    return len(seen(team)) - before


async def written(here: Ground, team: Person, words: str) -> int:
    """Write a draft about the visios, and return the id of the message with its words."""
    await card(here, team, "un premier jet")
    await press(here, team, "Texte")
    message_id = await team.send(words)
    await settled(here)
    return message_id


async def test_draft_card_and_preview_follow_on_the_messages_themselves(here: Ground, team: Person) -> None:
    (person,) = await subscribers(here, 1)
    message_id = await written(here, team, "La viso est jeudi")
    await press(here, team, "Aperçu", "M'envoyer un essai", "Bouton", "Retour")
    preview, between, trial, last = seen(team)[-4:]
    assert await edited(here, team, message_id, "La visio est jeudi") == 0
    shown = {said.message_id: said for said in seen(team)}
    assert shown[preview.message_id].text == shown[trial.message_id].text == f"La visio est jeudi{FOOTER}"
    assert shown[last.message_id].text.endswith("La visio est jeudi")
    await press(here, team, "Envoyer maintenant", "Oui, envoyer")
    await until(here, "sent")
    assert person.received[0].text == f"La visio est jeudi{FOOTER}"
    assert between.text.endswith("La viso est jeudi")


async def test_text_refused_as_too_long_is_mended_where_it_was_written(here: Ground, team: Person) -> None:
    await subscribers(here, 1)
    await card(here, team)
    await press(here, team, "Texte")
    message_id = await team.send("é" * 4050)
    await settled(here)
    assert seen(team)[-1].text.startswith("Ce texte est trop long de 50 caractères.")
    assert await edited(here, team, message_id, "é" * 4049) == 1
    assert seen(team)[-1].text.startswith("Ce texte est trop long de 49 caractères.")
    await edited(here, team, message_id, "Plus court")
    assert seen(team)[-1].text.endswith("Plus court")


async def test_caption_of_a_picture_is_added_and_mended_where_it_stands(here: Ground, team: Person) -> None:
    await subscribers(here, 1)
    await card(here, team)
    await press(here, team, "Texte")
    message_id = await team.send_photo()
    await settled(here)
    assert seen(team)[-1].text.startswith("Il manque le texte")
    assert await edited(here, team, message_id, "L'afiche") == 1
    assert "Avec : une photo" in seen(team)[-1].text
    await press(here, team, "Aperçu")
    preview = seen(team)[-2]
    assert await edited(here, team, message_id, "L'affiche") == 0
    shown = {said.message_id: said for said in seen(team)}
    assert (shown[preview.message_id].kind, shown[preview.message_id].text) == ("photo", f"L'affiche{FOOTER}")


async def test_scheduled_one_is_shown_changed_and_leaves_at_its_hour_once_confirmed(here: Ground, team: Person) -> None:
    (person,) = await subscribers(here, 1)
    message_id = await written(here, team, "La viso est jeudi")
    await press(here, team, "Programmer")
    await says(here, team, "demain 9h")
    await press(here, team, "Oui, programmer")
    assert await edited(here, team, message_id, "La visio est jeudi") == 1
    assert seen(team)[-1].text.startswith("Annonce n° 1 · Les visios")
    assert (await announcements(here))[0].content["html"] == "La viso est jeudi"
    await press(here, team, "Confirmer, départ demain à 9 h", "Oui, programmer")
    await move(here, timedelta(days=1))
    await until(here, "sent")
    assert [said.text for said in person.received] == [f"La visio est jeudi{FOOTER}"]


async def test_one_that_has_left_is_offered_to_be_corrected_where_it_was_received(here: Ground, team: Person) -> None:
    (person,) = await subscribers(here, 1)
    message_id = await written(here, team, "La visio est mardi")
    await press(here, team, "Envoyer maintenant", "Oui, envoyer")
    await until(here, "sent")
    assert await edited(here, team, message_id, "La visio est jeudi") == 2
    assert seen(team)[-1].labels == [["Corriger les messages reçus"], ["Corriger et prévenir"], ["Annuler"]]
    assert person.received[0].text == f"La visio est mardi{FOOTER}"
    assert await edited(here, team, message_id, "La visio est vendredi") == 0
    assert seen(team)[-2].text == f"La visio est vendredi{FOOTER}"
    await press(here, team, "Corriger les messages reçus")
    await person.wait_for(lambda said: said.text == f"La visio est vendredi{FOOTER}")
    assert len(person.received) == 1


async def test_while_another_is_written_the_old_one_is_left_alone_and_it_is_said(here: Ground, team: Person) -> None:
    await subscribers(here, 1)
    message_id = await written(here, team, "La visio est mardi")
    await press(here, team, "Envoyer maintenant", "Oui, envoyer")
    await until(here, "sent")
    await card(here, team, "Une autre annonce")
    await edited(here, team, message_id, "La visio est jeudi")
    assert seen(team)[-1].text.startswith("Votre message est corrigé, mais l'annonce ne change pas d'elle-même.")
    await says(here, team, "/annonce")
    assert (await press(here, team, "Reprendre le brouillon")).text.endswith("Une autre annonce")
