"""A demand being written waits unchanged while its author does something else, and leaves when they say so."""

from tests.desk import CHLOE, KARINE, Desk, Voice


async def test_demand_under_way_survives_a_call_asked_for_another(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Nous reprenons la laiterie")
    letters = ("Autre chose : le toit fuit", "Qui assure nos bénévoles ?", "Notre bail finit en juin")
    for number, letter in enumerate(letters, 2):
        await aicha.says("/contact")
        await aicha.says(letter)
        await aicha.presses("Être rappelé", under=aicha.last("C'est envoyé"))
        if number == 2:
            await aicha.says("05 55 12 34 56")
            assert letter in (await aicha.says("vers 18 h"))[-1]
        elif number == 3:
            await aicha.presses("Ne plus être rappelé")
            assert letter in aicha.last().text
        karine.news()
        await aicha.presses("Envoyer")
        assert len(await desk.cases()) == number, letter
        assert any(letter in one.text for one in karine.news()), letter
        assert aicha.last().text.startswith("C'est envoyé"), letter


async def test_demand_under_way_survives_a_registration(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await desk.meeting()
    await aicha.says("/contact")
    await aicha.says("Saint-Junien")
    await aicha.says("Le maire veut nous prêter la gare")
    draft = aicha.last()
    await aicha.says("/visio")
    await aicha.presses("J'ai un projet")
    await aicha.presses("M'inscrire")
    await aicha.says("Aïcha")
    await aicha.presses("En idée")
    await aicha.presses("M'inscrire")
    karine.news()
    await aicha.presses("Envoyer", under=draft)
    assert [case.person_name for case in await desk.cases()] == ["Aïcha Morel"]
    assert any("nous prêter la gare" in one.text for one in karine.news())


async def test_announcement_being_written_survives_an_absence(desk: Desk) -> None:
    chloe = await desk.staff(CHLOE, "team")
    await chloe.says("/annonce")
    await chloe.presses("Nouvelle annonce")
    await chloe.presses(next(row[0] for row in chloe.last().labels if row[0].startswith("Les visios")))
    await chloe.says("La visio de mai est ouverte.")
    for command, words in (("/absence", "du 6 au 9 janvier"), ("/absence", "demain"), ("/absence", "le 12 janvier")):
        await chloe.says(command)
        await chloe.says(words)
        assert await _resumes(chloe), command


async def _resumes(chloe: Voice) -> bool:
    await chloe.says("/annonce")
    await chloe.presses("Reprendre le brouillon")
    return chloe.person.received[-1].button("Programmer") is not None
