"""Each form that asks where a project is takes words, a position or a button alike, and goes on."""

import pytest

from tests.desk import CHLOE, KARINE, Desk
from tests.stories.test_danger_in_each_form import WAYS, WHOLE, registering

GUERET = (46.1703, 1.8719)
THEN = {"reg:place": "Où en est votre projet ?", "caller:where": "Que demande", "case:place": "Écrivez votre message"}


@pytest.mark.parametrize("step", THEN)
async def test_place_is_read_in_each_form_from_a_position_and_from_a_button(desk: Desk, step: str) -> None:
    voice = await {**WAYS, **WHOLE}[step](desk)
    assert "dans l'une de ces communes" in (await voice.does(voice.person.send_location(*GUERET)))[-1]
    (which,) = await voice.says("Saint-Martin")
    assert which.startswith("Plusieurs"), which
    await voice.presses("Guéret (23)")
    assert THEN[step] in voice.last().text


async def test_town_of_an_ambiguous_name_is_kept_with_its_department(desk: Desk) -> None:
    mia = await registering(desk, "Mia Roy", "Saint-Martin")
    (label, *_) = mia.last().labels[0]
    await mia.presses(label)
    assert mia.last().text.startswith("📍 Saint-Martin (")


async def test_place_named_in_a_question_leaves_the_form_under_way(desk: Desk) -> None:
    mia = await registering(desk, "Mia Roy", "Niort")
    answer, again = await mia.says("c'est quoi le FDVA à Cognac ?")
    assert (answer.startswith("Le FDVA") or "FDVA" in answer, "Où en est votre projet ?" in again) == (True, True)
    told = await mia.does(mia.person.send_location(*GUERET))
    assert "Où en est votre projet ?" in told[-1]
    await mia.presses("En idée")
    assert "Lieu : Niort (79)" in mia.last().text


@pytest.mark.parametrize("step", ["caller:where", "case:place"])
async def test_another_of_the_places_offered_corrects_the_first_one_pressed(desk: Desk, step: str) -> None:
    """Until the message has left, it goes to whoever answers for the place pressed last."""
    await desk.staff(CHLOE, "team")
    voice = await {**WAYS, **WHOLE}[step](desk)
    await voice.says("Saint-Martin")
    offered = voice.last()
    first, second = (row[0] for row in offered.labels[:2])
    await voice.presses(first, under=offered)
    await voice.presses(second, under=offered)
    assert THEN[step] in voice.last().text
    await voice.says("Nous cherchons un local pour notre association")
    if step == "case:place":
        await voice.presses("Envoyer")
    assert f"({(await desk.case()).department})" in second


async def test_place_kept_whose_commune_is_merged_into_another_since_still_leads_to_its_delegate(desk: Desk) -> None:
    await desk.staff(CHLOE, "team")
    await desk.staff(KARINE)
    lea = await desk.person("Léa")
    await lea.says("Guéret")
    await desk.communes_become("23999")
    await lea.opens_case("Nous cherchons un local")
    assert ((await desk.case()).department, (await desk.case()).referent) == ("23", KARINE)


@pytest.mark.parametrize("step", ["casephone:phone", "casephone:when"])
async def test_commune_pressed_at_a_question_for_something_else_asks_no_consent(desk: Desk, step: str) -> None:
    """The form's question stands last and alone, so that a yes is for it."""
    voice = await {**WAYS, **WHOLE}[step](desk)
    question = voice.last().text
    voice.news()
    which, _ = await voice.says("qui est la déléguée à Saint-Martin ?")
    offered = voice.last(which)
    await voice.presses(offered.labels[0][0], under=offered)
    told = [shown.text for shown in voice.news()]
    answer, again = told
    assert (answer.startswith("📍 Saint-Martin"), "retenir" in answer, again) == (True, False, question)
