"""Every button that the bot shows answers when it is pressed twice, and a month later says kindly that it is old."""

from datetime import timedelta

import pytest

from knowledge.snapshot import Knowledge
from tests.desk import CHLOE, KARINE, Desk, Voice, lasting_desk
from tests.handlers.every_button import Crawl, forged
from tests.handlers.meetings.ground import a_meeting, known, wait_until
from tests.handlers.verbs import VERBS
from tests.lasting import Lasting

pytestmark = pytest.mark.timeout(400)  # in seconds, for a busy machine
ASKED = ("/start", "Guéret", "Campagne", "c'est quoi l'AMI ?", "/abonnements", "/mesdemandes", "/contact", "/supprimer")
OF_THE_TEAM = ("/dossiers", "/reunions", "/annonce", "/inviter", "/base", "/questions", "/absence")
NEAR_THE_BORDER = (44.85, 0.4)
OF_PEOPLE = {
    "abo", "autre", "dappel", "darret", "davis", "dclore", "ddelais", "decrire", "dep", "dform", "dlieu", "dnote",
    "dossier", "dphase", "dprends", "drappel", "drepondre", "dretirer", "drouvrir", "dsuivre", "dtard", "dtransf", "e",
    "effacer", "humain", "lieu", "non", "oui", "quitter", "retenir", "sujets",
}  # fmt: skip
TEAM = {"annonce", "base", "inviter", "quest", "retirer", "reunion"}
MEETINGS = {"avis", "desins", "mesins", "rappels", "viens", "visio"}
SELDOM = {*VERBS} - OF_PEOPLE - TEAM - MEETINGS


@pytest.fixture
async def desk(sqlite_lasting: Lasting, knowledge: Knowledge) -> Desk:
    return await lasting_desk(sqlite_lasting, knowledge)


async def asks(voice: Voice, *words: str) -> None:
    for each in words:
        await voice.says(each)


async def test_buttons_of_questions_places_and_cases(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha, bao = await desk.person(), await desk.person("Bao")
    crawl = Crawl(desk)
    await bao.opens_case("Nous cherchons un local.")
    await crawl.everything(karine)
    await asks(karine, "/dossiers", "/absence")
    await aicha.does(aicha.person.send_location(*NEAR_THE_BORDER))
    await asks(aicha, *ASKED)
    await crawl.everything(karine, aicha, bao)
    assert OF_PEOPLE <= crawl.verbs <= {*VERBS}
    assert crawl.silent == []
    assert await crawl.long_after(karine, aicha, bao) == {}


async def test_buttons_of_the_team(desk: Desk) -> None:
    chloe, bao = await desk.staff(CHLOE, "team"), await desk.person("Bao")
    crawl = Crawl(desk)
    await bao.says("blurgville")
    await asks(chloe, *OF_THE_TEAM)
    await crawl.everything(chloe)
    assert TEAM <= crawl.verbs <= {*VERBS}
    assert crawl.silent == []
    assert await crawl.long_after(chloe) == {}


async def test_buttons_of_meetings(desk: Desk) -> None:
    aicha, bao = await desk.person(), await desk.person("Bao")
    crawl = Crawl(desk)
    meeting = await a_meeting(desk.here, days=5, capacity=1)
    for voice in (aicha, bao):
        await known(desk.here, voice.person)
        await voice.says(f"/start i-{meeting.id}-affiche")
    await asks(aicha, "/visio")
    await wait_until(desk.here, meeting.starts_at - timedelta(hours=23))
    await crawl.everything(aicha, bao)
    await wait_until(desk.here, meeting.starts_at + timedelta(days=1))
    await crawl.everything(aicha, bao)
    assert MEETINGS <= crawl.verbs <= {*VERBS}
    assert crawl.silent == []
    assert await crawl.long_after(aicha, bao) == {}


async def test_buttons_that_are_seldom_shown_answer_whoever_has_them(desk: Desk) -> None:
    aicha = await desk.person()
    await aicha.says("/start")
    silent = []
    for verb in sorted(SELDOM):
        for _ in range(2):
            said, notice = await forged(desk, aicha, f"{verb}:1:oui")
            if not said and not notice:
                silent.append(verb)
    assert silent == []
