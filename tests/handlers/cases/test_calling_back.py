"""`Être rappelé`: the number and the time, both corrected, withdrawn, and gone with the case."""

from handlers.talk.buttons import call_back
from tests.desk import KARINE, Desk
from tests.handlers.every_button import forged


async def test_call_back_number_is_tapped_on_the_card_and_goes_with_the_case(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await aicha.presses("Être rappelé")
    assert (await aicha.says("demain si possible"))[-1].startswith("Je n'ai pas reconnu de numéro.")
    karine.news()
    await aicha.says("06 12 34 56 78")
    rung, card = karine.news()
    assert (rung.text, rung.silent) == ("☎️ Aïcha Morel demande un rappel (n° 1).", False)
    assert ("☎️ 0612345678" in card.text, card.silent) == (True, True)
    await aicha.presses("Le matin")
    assert ("☎️ 0612345678, le matin" in karine.card.text, karine.heard) == (True, [])
    await aicha.presses("Changer")
    assert "Vous avez demandé un appel au 0612345678." in aicha.last().text
    await aicha.does(aicha.person.send_contact("+33612345679", "Aïcha"))
    assert "☎️ +33612345679" in karine.card.text
    await aicha.says("/supprimer")
    await aicha.presses("Tout effacer")
    assert [row for row in await desk.outbox() if "33612345679" in str(row.params)] == []


async def test_time_to_call_is_said_in_words_and_a_question_meanwhile_is_answered(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await aicha.presses("Être rappelé")
    said = await aicha.says("c'est quoi le FDVA ?")
    assert (said[-2].startswith("Le FDVA"), said[-1].startswith("À quel numéro")) == (True, True)
    await aicha.says("06.12.34.56.78")
    await aicha.says("jeudi après 17 h")
    assert aicha.last().text == (
        "C'est transmis à Karine Machat : vous rappeler au 0612345678, jeudi après 17 h. "
        "Le numéro sera effacé avec la demande."
    )
    assert "☎️ 0612345678, jeudi après 17 h" in karine.card.text


async def test_number_written_before_is_offered_taken_back_and_leaves_the_card(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour, appelez-moi au 06 12 34 56 78")
    await aicha.presses("Être rappelé")
    assert aicha.last().text.startswith("Vous rappeler au 0612345678 ?")
    await aicha.presses("0612345678")
    await aicha.presses("Le matin")
    assert "☎️" in karine.card.text
    await aicha.presses("Ne plus être rappelé")
    assert aicha.last().text == "Votre numéro est retiré de la demande. Karine Machat vous répond ici."
    assert "☎️" not in karine.card.text
    case = await desk.case()
    assert (case.phone, case.call_when) == (None, None)
    assert await desk.history() == ["open", "ask", "call back", "call back off"]
    await aicha.says("/mesdemandes")
    assert await aicha.presses("Ne plus être rappelé") == "Aucun rappel n'est demandé."


async def test_number_for_a_case_closed_meanwhile_is_kept_nowhere(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await aicha.presses("Être rappelé")
    await karine.presses("Je prends")
    await karine.closes()
    aicha.news()
    assert (await aicha.says("06 12 34 56 78"))[-1] == "Cette demande n'existe plus."
    assert (await desk.case()).phone is None
    assert await aicha.presses("Être rappelé") == "La demande n° 1 est close."


async def test_call_asked_for_under_an_answer_is_asked_for_once_the_demand_is_sent(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.says("Bonjour")
    await forged(desk, aicha, call_back().code)
    await aicha.says("Guéret")
    await aicha.says("Je cherche un local.")
    await aicha.presses("Envoyer")
    assert aicha.last().text.startswith("À quel numéro vous rappeler ?")
    await aicha.says("06 12 34 56 78, le matin")
    assert "☎️ 0612345678" in karine.card.text
