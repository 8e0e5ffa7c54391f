"""Each thing that goes wrong gets a clear sentence and a line in the case's history, and nothing is lost."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Select, select

from bot.commands.withdraw import withdraw
from storage.case_copies import copies_of
from storage.outbox import OutboxMessage
from tests.desk import CHLOE, ELODIE, KARINE, Desk, receipt
from tests.house import forge

pytestmark = pytest.mark.both_databases


async def test_two_press_at_once_and_one_has_it(desk: Desk) -> None:
    chloe, lea = await desk.staff(CHLOE, "team"), await desk.staff(ELODIE, "team")
    aicha = await desk.person()
    await aicha.opens_case("Bonjour")
    cards = {voice: voice.card for voice in (chloe, lea)}
    pressed = [voice.person.press(card.message_id, "Je prends") for voice, card in cards.items()]
    told = [answer.text for answer in await asyncio.gather(*pressed)]
    await desk.calm()
    owner = (await desk.case()).owner_name
    assert sorted(told) == ["", f"Déjà pris par {owner} à 10 h."]
    assert (await desk.history()).count("take") == 1
    assert "refused" in await desk.history()
    for voice in (chloe, lea):
        assert f"Suivie par {owner} depuis aujourd'hui à 10 h." in voice.card.text


async def test_button_of_an_old_card_says_what_is_true_now(desk: Desk) -> None:
    karine, elodie, aicha = await desk.staff(KARINE), await desk.staff(ELODIE), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Je prends")
    await karine.closes()
    for code in ("dprends:1", "drepondre:1", "dtransf:1:2", "dtard:1:soir", "dclore:1", "dprends:99", "dclore:x"):
        assert await forge(desk.here, karine.person, code) == []
    assert await forge(desk.here, elodie.person, "dprends:1") == []
    assert await forge(desk.here, aicha.person, "dretirer:1:oui") == []
    assert (await desk.case()).state == "closed"
    assert (await desk.history()).count("refused") >= 3


async def test_reply_to_a_closed_case_does_not_leave(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    card = karine.card
    await karine.presses("Je prends")
    await karine.closes()
    aicha.news()
    karine.news()
    assert await karine.says("Une chose encore", to=card) == [
        "Votre message n'est pas parti.\n\nLe dossier n° 1 est clos."
    ]
    assert aicha.heard == []
    assert "reply refused" in await desk.history()
    await karine.presses("Rouvrir", under=karine.last("Votre message n'est pas parti."))
    karine.news()
    assert await karine.says("Une chose encore", to=card) == [receipt("Aïcha Morel")]
    assert aicha.last().text == "Karine Machat · demande n° 1\nUne chose encore"


async def test_answer_after_a_transfer_is_held_back_and_says_who_has_it(desk: Desk) -> None:
    karine, elodie, aicha = await desk.staff(KARINE), await desk.staff(ELODIE), await desk.person()
    await aicha.opens_case("Bonjour")
    card = karine.card
    await karine.presses("Répondre")
    await karine.presses("Transférer", under=card)
    await karine.presses(ELODIE)
    assert "vous n'écrivez plus à Aïcha Morel" in karine.last("n'écrivez plus").text
    await elodie.presses("Je prends")
    aicha.news()
    karine.news()
    elodie.news()
    assert await karine.says("Trop tard", to=card) == [
        "Votre message n'est pas parti.\n\nLe dossier n° 1 est maintenant chez Elodie Truong."
    ]
    assert aicha.heard == []
    assert await elodie.says("Bonjour, je prends la suite", to=elodie.card) == [receipt("Aïcha Morel")]
    assert await desk.history() == ["open", "take", "transfer", "take", "reply refused", "reply", "answered"]


async def test_person_erases_themself_and_their_words_leave_the_delegates_chat(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.says("/contact")
    await aicha.says("Saint-Junien")
    await aicha.says("Mon adresse est 5 rue des Lilas")
    await aicha.does(aicha.person.send_photo())
    await aicha.presses("Envoyer")
    await karine.presses("Répondre")
    await karine.says("Bonjour")
    await aicha.says("/supprimer")
    await aicha.presses("Tout effacer")
    assert [said for said in karine.person.received if "Lilas" in said.text or said.kind == "photo"] == []
    assert karine.last().text.startswith("La personne du dossier n° 1 a effacé ses données.")
    assert await desk.cases() == []
    assert [row for row in await desk.outbox() if "Lilas" in str(row.params) or "Aïcha" in str(row.params)] == []


async def test_person_erases_themself_days_later_and_what_cannot_be_deleted_is_said(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Mon adresse est 5 rue des Lilas")
    await aicha.does(
        aicha.person.send_photo(),
    )
    await aicha.presses("Parler à quelqu'un")
    await aicha.presses("Envoyer")
    async with desk.here.house.database.transaction() as session:
        for row in await session.scalars(_all_sent()):
            row.sent_at -= timedelta(days=3)
    for message in desk.here.telegram.world.chats[201].messages.values():
        message.date -= 3 * 24 * 3600
    await aicha.says("/supprimer")
    await aicha.presses("Tout effacer")
    assert [said for said in karine.person.received if "Lilas" in said.text] == []
    left = [said.text for said in karine.person.received if "Telegram ne me laisse plus les retirer" in said.text]
    assert len(left) == 1
    assert await desk.cases() == []


def _all_sent() -> Select[tuple[OutboxMessage]]:
    return select(OutboxMessage).where(OutboxMessage.sent_at.is_not(None), OutboxMessage.chat_id == 201)


async def test_person_has_blocked_the_bot_and_the_reply_is_no_answer(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Répondre")
    karine.news()
    await aicha.person.block()
    assert await karine.says("Bonjour") == [
        "✗ Pas remis à Aïcha Morel : cette personne a bloqué le robot.",
        "✗ Votre réponse au dossier n° 1 n'est pas arrivée : Aïcha Morel a bloqué le robot.\n\n"
        "Elle ne compte pas comme une réponse. Le dossier reste ouvert.",
    ]
    case = await desk.case()
    assert (case.state, case.first_reply_at) == ("taken", None)
    assert "Karine Machat : « Bonjour » ✗ bloqué" in karine.card.text
    assert "not delivered" in await desk.history()


async def test_delegate_has_blocked_the_bot_and_others_have_the_case(desk: Desk) -> None:
    karine, chloe, aicha = await desk.staff(KARINE), await desk.staff(CHLOE, "team"), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Je prends")
    await karine.person.block()
    await desk.calm()
    assert chloe.heard == [
        "Nouvelle demande n° 1 · Saint-Junien (87) · réponse attendue demain à 10 h",
        "Plus personne ne suit le dossier n° 1.",
    ]
    assert "release" in await desk.history()
    assert aicha.heard[-1] == "Chloé Rivolet suit maintenant votre demande n° 1."
    await aicha.says("Vous êtes là ?", to=aicha.last("C'est envoyé"))
    assert [said.text for said in chloe.news()] == ["Aïcha Morel · Saint-Junien · n° 1\nVous êtes là ?"]


async def test_staff_withdrawn_while_owning_leave_nobody_waiting(desk: Desk) -> None:
    karine, chloe, aicha = await desk.staff(KARINE), await desk.staff(CHLOE, "team"), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Répondre")
    assert (await withdraw(KARINE, desk.here.settings)).ended == 1
    await desk.calm()
    assert (await desk.case()).owner_id is None
    assert chloe.heard[-1] == "Plus personne ne suit le dossier n° 1."
    assert [said.text for said in karine.person.received if "Bonjour" in said.text] == []
    aicha.news()
    await karine.says("Une réponse quand même")
    assert aicha.heard == []
    assert await desk.history() == ["open", "take", "release"]


async def test_last_of_all_staff_leaves_and_the_promise_is_taken_back(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.presses("Je prends")
    assert (await withdraw(KARINE, desk.here.settings)).ended == 1
    await desk.calm()
    assert aicha.last().text.startswith("Votre demande n° 1 n'a pu être remise à personne.")
    assert "nobody reached" in await desk.history()


async def test_bot_stopped_at_every_step_and_nothing_is_lost(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.says("/contact")
    await desk.stop()
    await aicha.person.send("Saint-Junien")
    await desk.start()
    await desk.calm()
    await aicha.says("Bonjour")
    await desk.stop()
    await desk.start()
    await aicha.presses("Envoyer")
    await desk.stop()
    await desk.start()
    await karine.presses("Répondre")
    await desk.stop()
    await karine.person.send("Bonjour à vous")
    await desk.start()
    await desk.calm()
    assert "Karine Machat · demande n° 1\nBonjour à vous" in [said.text for said in aicha.news()]
    async with desk.here.house.database.reading() as session:
        states = {copy.state for copy in await copies_of(session, 1, "card", "relay")}
    assert states == {"delivered"}
    assert await desk.history() == ["open", "take", "reply", "answered"]
