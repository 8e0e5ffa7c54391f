"""« STOP » under a message that is no announcement gets the way to leave it; no case is opened, nothing else ends."""

from datetime import datetime

from tests.desk import CHLOE, PARIS, Desk

STOPS = (
    "STOP",
    "stop svp",
    "ne m'envoyez plus de messages",
    "arrêtez de m'écrire merci",
    "je ne veux plus en recevoir",
)


async def test_stop_under_a_reminder_of_a_meeting(desk: Desk) -> None:
    await desk.meeting()
    aicha = await desk.person()
    await aicha.says("/visio")
    await aicha.presses("J'ai un projet")
    await aicha.presses("M'inscrire")
    await aicha.says("Aïcha")
    await aicha.says("Niort")
    await aicha.presses("En idée")
    await aicha.presses("M'inscrire")
    await aicha.presses("Me prévenir")
    await desk.later(days=9, hours=3)
    reminder = aicha.last("Demain à 12 h")
    assert (await aicha.says("stop"))[-1].startswith("Ce message va aux personnes inscrites")  # not in reply
    for words in STOPS:
        (said,) = await aicha.says(words, to=reminder)
        assert said.startswith("Ce message va aux personnes inscrites"), words
        assert aicha.last().labels == [["Mes inscriptions"], ["Tout arrêter"]], words
    await aicha.presses("Mes inscriptions")
    assert "Visio des projets" in aicha.last().text
    assert await desk.cases() == []


async def test_stop_under_the_programme_of_partners(desk: Desk) -> None:
    partner = await desk.staff(CHLOE, "partner")
    await desk.at(datetime(2031, 1, 2, 7, 0, tzinfo=PARIS))
    await desk.meeting()
    programme = partner.last("Le programme du mois")
    partner.news()
    for words in STOPS:
        (said,) = await partner.says(words, to=programme)
        assert said.startswith("Ce message va aux partenaires"), words
        assert partner.last().labels == [["Quitter mon rôle"]], words
    assert await desk.cases() == []
