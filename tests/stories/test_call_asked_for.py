"""Whoever asks to be called back may ask something else, change their mind, or give all in one sentence."""

import pytest

from tests.desk import KARINE, Desk, Voice

QUESTIONS = (
    "vous avez recu ma photo ?",
    "qui est la déléguée à Saint-Martin ?",
    "vous êtes là le mardi ?",
    "où en est ma demande",
)
HOURS = (
    "le matin ou le soir",
    "quand vous voulez",
    "n'importe quand",
    "demain 14 h ?",
    "vous pouvez jeudi matin ?",
    "un peu avant midi",
    "après le travail",
    "c'est possible vers 18h30 ?",
    "lundi après-midi",
)
GIVES_UP = (
    "en fait laissez tomber le rappel",
    "annulez le rappel svp",
    "laissez tomber",
    "non finalement pas la peine de me rappeler",
)
NUMBERS = (
    "mon numero c'est le 06 12 34 56 78",
    "vous pouvez m'appeler au 06.12.34.56.78 ?",
    "0612345678 le matin svp",
    "au 06 12 34 56 78, merci",
    "06 12 34 56 78 18 h",
)


async def asking_a_call(desk: Desk, *words: str) -> Voice:
    aicha = await desk.person()
    await aicha.opens_case("Bonjour")
    await aicha.presses("Être rappelé")
    for one in words:
        await aicha.says(one)
    aicha.news()
    return aicha


@pytest.mark.parametrize("given", [(), ("06 12 34 56 78",)])
async def test_question_is_neither_number_nor_hour(desk: Desk, given: tuple[str, ...]) -> None:
    karine = await desk.staff(KARINE)
    aicha = await asking_a_call(desk, *given)
    asked = aicha.last().text
    for words in QUESTIONS:
        answer, again = await aicha.says(words)
        assert (again, "pas reconnu de numéro" in answer) == (asked, False), (words, answer, again)
        assert words not in karine.card.text


async def test_question_goes_to_who_has_the_floor_and_the_hour_is_asked_again(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha = await asking_a_call(desk)
    await karine.says("Je vous appelle", to=karine.card)
    await aicha.presses("Être rappelé")
    await aicha.says("06 12 34 56 78")
    asked = aicha.last().text
    karine.news()
    assert (await aicha.says("vous avez recu ma photo ?"))[-1] == asked
    assert any("recu ma photo" in shown.text for shown in karine.news())


async def test_hour_may_be_asked_for(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha = await asking_a_call(desk, "06 12 34 56 78")
    for words in HOURS:
        (said,) = await aicha.says(words)
        assert f"vous rappeler au 0612345678, {words}." in said, (words, said)
        assert f"☎️ 0612345678, {words}" in karine.card.text
        await aicha.presses("Changer")
        await aicha.says("06 12 34 56 78")
        aicha.news()


@pytest.mark.parametrize("words", GIVES_UP)
async def test_call_is_given_up_in_words(desk: Desk, words: str) -> None:
    karine = await desk.staff(KARINE)
    aicha = await asking_a_call(desk)
    (said,) = await aicha.says(words)
    assert said.startswith("D'accord, je laisse cela."), said
    assert (await aicha.says("c'est quoi le FDVA ?"))[-1].startswith("Le FDVA")
    await karine.says("Bonjour", to=karine.card)
    await aicha.presses("Être rappelé")
    _ = karine.news(), aicha.news()
    (said,) = await aicha.says(words)
    assert said.startswith("D'accord, je laisse cela."), said
    assert not [shown for shown in karine.news() if words in shown.text]


async def test_call_given_up_at_the_hour_takes_the_number_back(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha = await asking_a_call(desk, "06 12 34 56 78")
    (said,) = await aicha.says("en fait laissez tomber le rappel")
    assert said.startswith("Votre numéro est retiré de la demande.")
    assert ("☎️" in karine.card.text, (await desk.case()).phone) == (False, None)


async def test_number_written_after_the_demand_goes_to_the_delegate_and_may_be_called(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    aicha.news()
    (asked,) = await aicha.says("mon numéro : 06 12 34 56 78")
    assert asked.startswith("Pour Karine Machat (Saint-Junien) ?")
    assert "☎️" not in karine.card.text
    await aicha.presses("Karine Machat · Saint-Junien · n° 1")
    assert aicha.last("✓ Remis").labels[-1] == ["Retirer", "Être rappelé au 0612345678"]
    assert "« mon numéro : 06 12 34 56 78 » ✓" in karine.card.text
    await aicha.presses("Être rappelé au 0612345678")
    assert "☎️ 0612345678" in karine.card.text
    assert aicha.last().text.startswith("Quand préférez-vous")


@pytest.mark.parametrize("words", NUMBERS)
async def test_number_among_words_is_taken(desk: Desk, words: str) -> None:
    karine = await desk.staff(KARINE)
    aicha = await asking_a_call(desk)
    assert (await aicha.says(words))[-1].startswith("Quand préférez-vous")
    assert "☎️ 0612345678" in karine.card.text
