"""No demand is closed unanswered by one slip of the thumb, least of all one that was written after an alarm."""

from tests.desk import CHLOE, KARINE, Desk, Voice

ALARMS = (("je veux mourir", "3114"), ("mon mari me frappe tous les soirs", "3919"))


async def opens_after_alarm(lea: Voice, alarm: str) -> None:
    await lea.says(alarm)
    await lea.presses("Parler à quelqu'un", under=lea.last("☎️"))
    await lea.presses("Envoyer")


async def test_unanswered_demand_is_asked_about_before_it_is_closed(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("On reprend l'ancienne poste")
    for each in (karine, aicha):
        each.news()
    await karine.presses("Clore", under=karine.card)
    (asked,) = karine.news()
    assert asked.text == "Personne n'a répondu à Aïcha Morel : clore quand même ?"
    assert asked.labels == [["Clore", "Répondre"]]
    assert (aicha.news(), (await desk.case()).is_open) == ([], True)
    await karine.presses("Répondre", under=asked)
    await karine.says("Jeudi 14 h, à la mairie ?")
    aicha.news()
    await karine.presses("Clore", under=karine.card)  # somebody has replied: one tap closes
    assert "Cela vous a-t-il aidé ?" in aicha.last("a fermé votre demande").text
    bao = await desk.person("Bao", "Tran")
    await bao.opens_case("Un café associatif", "Guéret")
    await karine.presses("Clore", under=karine.card)
    await karine.presses("Clore", under=karine.last("clore quand même ?"))
    assert (await desk.case(2)).is_open is False
    assert karine.last("Demande close n° 2").labels == [["Rouvrir", "Tout le fil"]]  # though she had not taken it
    assert "Cela vous a-t-il aidé ?" in bao.last("a fermé votre demande").text


async def test_closing_after_an_alarm_repeats_the_number_and_asks_for_no_opinion(desk: Desk) -> None:
    chloe = await desk.staff(CHLOE, "team")
    for rank, (alarm, number) in enumerate(ALARMS, 1):
        lea = await desk.person(f"Léa {rank}")
        await opens_after_alarm(lea, alarm)
        assert chloe.last(f"demande n° {rank}").text.startswith("⚠️ Nouvelle demande"), alarm
        if rank == 1:
            await chloe.says("Je vous appelle ?", to=chloe.last(f"demande n° {rank}"))
        lea.news()
        await chloe.presses("Clore", under=chloe.card)
        if rank > 1:
            await chloe.presses("Clore", under=chloe.last("clore quand même ?"))
        (said,) = lea.news()
        assert f"☎️ {number} : " in said.text, alarm
        assert ("aidé" in said.text, said.button("Oui, merci")) == (False, None), alarm
        assert chloe.card.text.startswith("⚠️ Demande close"), alarm


async def test_silence_after_an_alarm_closes_with_the_number_and_asks_for_no_opinion(desk: Desk) -> None:
    chloe = await desk.staff(CHLOE, "team")
    lea = await desk.person("Léa")
    await opens_after_alarm(lea, ALARMS[0][0])
    await chloe.presses("Répondre")
    await chloe.says("Je suis là, je vous appelle quand vous voulez.")
    lea.news()
    await desk.later(days=14, minutes=5)
    (asked,) = lea.news()
    assert asked.text.startswith("Où en êtes-vous de votre demande n° 1 ?")
    await desk.later(days=6)  # a Monday: nothing is closed on a Sunday
    (said,) = lea.news()
    assert said.text.startswith("Je ferme votre demande n° 1."), said.text
    assert f"☎️ {ALARMS[0][1]} : " in said.text
    assert (await desk.case()).is_open is False


async def test_sentence_with_the_danger_stays_on_the_card(desk: Desk) -> None:
    karine, bao, lea = await desk.staff(KARINE), await desk.person("Bao", "Tran"), await desk.person("Léa")
    await bao.opens_case("Un café associatif")
    await lea.opens_case("On cherche une salle")
    assert karine.card.text.startswith("Nouvelle demande")
    await lea.says("Une précision", to=lea.last("C'est envoyé"))
    await lea.says("en fait je veux mourir", to=lea.last("C'est envoyé"))
    for rank in range(8):
        await lea.says(f"Précision {rank}", to=lea.last("C'est envoyé"))
    card = karine.card.text
    assert card.startswith("⚠️ Nouvelle demande")
    assert "Le robot a donné le 3114." in card
    assert "« en fait je veux mourir »" in card
    assert ("« Précision 0 »" in card, "autres messages" in card) == (False, True)
    listed = (await karine.says("/dossiers"))[-1]  # marked there as on the card, and before the one promised first
    assert "\nÀ répondre\n⚠️ 2 · Léa Morel · Saint-Junien\n" in listed
    assert "\n\n1 · Bao Tran · Saint-Junien\n" in listed
    assert "\n\n⚠️ 2 · Léa Morel · Saint-Junien\n" in (await karine.says("/dossiers morel"))[-1]
