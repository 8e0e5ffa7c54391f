"""After an alarm a human is reached with few questions, and nobody sends or drops a letter unawares."""

from tests.desk import CHLOE, KARINE, Desk, Voice

NOTHING_LEFT = "Rien n'est encore parti."
ALARMS = (
    ("j'ai envie d'en finir cette nuit", "3114"),
    ("je pense au suicide, je vais avaler mes cachets ce soir", "3114"),
    ("mon mari me frappe tous les soirs", "3919"),
    ("il y a le feu dans l'atelier", "18"),
)
LEAVES = ("non cé bon laissé tomber", "en fait non", "Annule tout svp", "finalement non merci", "laissez tomber svp")
SENDS = ("voila c tout envoyez", "envoyer", "ok", "c'est bon", "oui vas-y", "Oui, c'est parfait", "d'accord envoie")
DOUBTS = (
    "pas encore",
    "attendez",
    "merci",
    "n'envoyez pas",
    "ok ?",
    "attendez je réfléchis",
    "une minute",
    "minute svp",
    "pas encore, minute",
    "un instant",
)


async def asked_for_human(voice: Voice, alarm: str) -> str:
    """Return what is shown after an alarm, once `Parler à quelqu'un` is pressed under the numbers."""
    await voice.says(alarm)
    voice.news()
    await voice.presses("Parler à quelqu'un", under=voice.last("☎️"))
    (shown,) = voice.news()
    return shown.text


async def test_letter_after_an_alarm_asks_nothing_and_repeats_the_number(desk: Desk) -> None:
    chloe = await desk.staff(CHLOE, "team")
    for rank, (alarm, number) in enumerate(ALARMS, 1):
        lea = await desk.person(f"Léa {rank}")
        await lea.says("quel statut juridique choisir ?")
        shown = await asked_for_human(lea, alarm)
        assert shown.startswith(NOTHING_LEFT), shown
        assert f"Ce n'est pas un service d'urgence : le {number} répond maintenant." in shown
        assert f"« {alarm} »" in shown
        assert not any(words in shown for words in ("Où ", "sujet", "Où en est", "statut juridique", "projet"))
        assert not lea.last().button("En idée")
        chloe.news()
        await lea.presses("Envoyer")
        assert f"le {number} répond maintenant" in lea.last("C'est envoyé").text
        card = chloe.news()[0].text
        assert (f"Le robot a donné le {number}." in card, "statut" in card) == (True, False)


async def test_place_is_asked_after_an_alarm_only_where_nobody_is_found_without_it(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    lea = await desk.person("Léa")
    shown = await asked_for_human(lea, "je veux mourir")
    assert shown.startswith(NOTHING_LEFT)
    assert ("3114" in shown, "commune" in shown, bool(lea.last().button("Passer"))) == (True, True, True)
    assert "« je veux mourir »" in (await lea.says("Guéret"))[-1]
    mia = await desk.person("Mia")
    await mia.says("je veux mourir")
    told = await mia.says("parler à quelqu'un")  # typed instead of pressed
    assert (NOTHING_LEFT in told[-1], "3114" in told[-1]) == (True, True)
    await mia.says("Saint-Junien")
    await mia.presses("Envoyer")
    assert "Le robot a donné le 3114." in karine.card.text


async def test_danger_told_in_the_letter_repeats_the_number_to_the_end(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    for rank, (alarm, number) in enumerate(ALARMS, 1):
        lea = await desk.person(f"Léa {rank}")
        await lea.says("/contact")
        await lea.says("Saint-Junien")
        shown = (await lea.says(alarm))[-1]
        assert (shown.startswith(NOTHING_LEFT), f"le {number} répond maintenant" in shown) == (True, True), shown
        for words in (*LEAVES[rank - 1 : rank + 1], "/annuler", "button"):
            if words == "button":
                await lea.presses("Annuler")
                said = lea.last().text
            else:
                (said,) = await lea.says(words)
            assert said.startswith("D'accord, rien n'est parti."), (words, said)
            assert f"le {number} répond maintenant" in said
            await lea.says("/contact")
            await lea.says(alarm)
    assert karine.heard == []


async def test_few_words_under_the_summary_send_leave_or_are_asked_about(desk: Desk) -> None:
    karine, lea = await desk.staff(KARINE), await desk.person("Léa")
    await lea.says("/contact")
    await lea.says("Saint-Junien")
    for words in LEAVES:
        await lea.says("On cherche une salle")
        (said,) = await lea.says(words)
        assert said == "D'accord, rien n'est parti. Je reste là : écrivez-moi quand vous voulez.", words
        await lea.says("/contact")
    await lea.says("On cherche une salle")
    for words in DOUBTS:
        assert await lea.says(words) == ["J'envoie ?"], words
        assert lea.last().button("Envoyer")
    assert karine.heard == []
    for rank, words in enumerate(SENDS, 1):
        (said,) = await lea.says(words)
        assert said.startswith(f"C'est envoyé. Demande n° {rank}."), (words, said)
        assert words not in karine.news()[0].text
        await lea.says("/contact")
        await lea.says("Un autre message")
    await lea.says("/annuler")
    await lea.says("ok")
    assert len(await desk.cases()) == len(SENDS)


async def test_question_under_the_summary_is_answered_and_added_only_where_asked(desk: Desk) -> None:
    karine, lea = await desk.staff(KARINE), await desk.person("Léa")
    await lea.says("/contact")
    await lea.says("Saint-Junien")
    await lea.says("On cherche une salle")
    for asked in ("c'est quoi le FDVA ?", "combien de temps gardez-vous mes données ?", "qui est ma déléguée ?"):
        *answers, shown = await lea.says(asked)
        assert (len(answers), asked in shown) == (1, False), (asked, answers)
    await lea.presses("Ajouter ma question")
    assert "« qui est ma déléguée ? »" in lea.last().text
    await lea.says("envoyez")
    card = karine.news()[0].text
    assert ("qui est ma déléguée" in card, "FDVA" in card) == (True, False)
