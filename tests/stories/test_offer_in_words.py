"""A freed seat is taken or left in words, as by its buttons, until the offer runs out."""

import pytest

from tests.desk import KARINE, Desk, Voice
from tests.handlers.meetings.ground import a_meeting, known, tick

TAKES = (
    "oui jveux bien",
    "oui je prends",
    "oui je veux bien la place",
    "oui",
    "avec plaisir",
    "je prends la place !",
    "ok",
    "d'accord merci",
)
LEAVES = (
    "non",
    "non merci",
    "je la laisse",
    "je ne peux pas venir",
    "non désolée je suis pas dispo",
    "je laisse ma place",
)
NEITHER = ("c'est quoi le FDVA ?", "je ne sais pas encore", "merci", "non je la prends", "la place ?")
NAMED = ("oui je prends la place", "je veux bien la place")


async def offered(desk: Desk) -> Voice:
    """Return somebody to whom the only seat of a meeting was just offered."""
    meeting = await a_meeting(desk.here, capacity=1)
    bao, aicha = await desk.person("Bao"), await desk.person()
    for voice in (bao, aicha):
        await known(desk.here, voice.person)
        await voice.says(f"/start i-{meeting.id}-affiche")
    await bao.presses("Mes inscriptions")
    await bao.presses("Visio des projets")
    await bao.presses("Me désinscrire")
    await bao.presses("Oui, me désinscrire")
    await tick(desk.here)
    await desk.calm()
    assert aicha.last().text.startswith("Une place est libre pour vous")
    aicha.news()
    return aicha


async def test_seat_is_taken_or_left_in_words(desk: Desk) -> None:
    aicha = await offered(desk)
    for words in NEITHER:
        await aicha.says(words)
        assert await desk.standing(aicha.person) == "offered", words
    for words in TAKES:
        await put_back(desk, aicha)
        told = await aicha.says(words, to=aicha.last("Une place est libre"))
        assert "C'est confirmé" in told[0], (words, told)
        assert await desk.standing(aicha.person) == "registered", words
    for words in LEAVES:
        await put_back(desk, aicha)
        told = await aicha.says(words, to=aicha.last("Une place est libre"))
        assert told[0].startswith("C'est noté : la place va à la personne suivante."), (words, told)


@pytest.mark.parametrize("words", ["oui jveux bien", "oui je prends", "oui"])
async def test_seat_is_taken_under_the_offer_and_after_thanks(desk: Desk, words: str) -> None:
    aicha = await offered(desk)
    if words != "oui je prends":
        await aicha.says("merci")
    assert "C'est confirmé" in (await aicha.says(words))[0]


async def test_yes_after_a_human_wrote_is_hers_unless_it_names_the_seat(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha = await offered(desk)
    await aicha.opens_case("Bonjour")
    await karine.says("Je vous appelle demain ?", to=karine.card)
    karine.news()
    await aicha.says("oui")
    assert (await desk.standing(aicha.person), any("oui" in one.text for one in karine.news())) == ("offered", True)
    await karine.says("Très bien", to=karine.card)
    karine.news()
    for words in NAMED:
        await put_back(desk, aicha)
        await karine.says("Bonjour", to=karine.card)
        karine.news()
        assert "C'est confirmé" in (await aicha.says(words))[-1], words
        assert not any(words in one.text for one in karine.news())


async def put_back(desk: Desk, voice: Voice) -> None:
    await desk.offers_again(voice.person)
    voice.news()
