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


async def test_correction_before_the_end_of_a_form_is_read_anew(desk: Desk) -> None:
    """What is corrected on Telegram replaces what it had answered, and what was asked stands."""
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.says("/contact")
    place, story = await aicha.sends("Guéret"), await aicha.sends("mon numéro est le 06 11 11 11 11")
    await aicha.person.edit(place, "Saint-Junien")
    await aicha.person.edit(story, "mon numéro est le 06 22 22 22 22")
    await aicha.presses("Envoyer")
    assert ("Saint-Junien" in karine.card.text, "06 22" in karine.card.text) == (True, True)
    await desk.meeting()
    mia = await desk.person("Mia")
    await mia.says("/visio")
    await mia.presses("J'ai un projet")
    await mia.presses("M'inscrire")
    name, place, phase = await mia.sends("Mia Dupuis"), await mia.sends("Niort"), await mia.sends("en idée")
    await mia.does(mia.person.edit(name, "Mia Dupont"))
    await mia.does(mia.person.edit(place, "Guéret"))
    (shown,) = await mia.does(mia.person.edit(phase, "lieu ouvert"))
    assert shown.startswith("C'est corrigé.\n\nVotre inscription")
    assert [one in shown for one in ("Mia Dupont", "Guéret (23)", "lieu ouvert")] == [True] * 3
    (asked,) = await mia.does(mia.person.edit(place, "Xyzville"))
    assert asked.startswith("Je n'ai pas trouvé ce lieu")
    assert "Niort (79)" in (await mia.says("Niort"))[0]
    await karine.says("/absence")
    days = await karine.sends("du 8 au 12 décembre")
    karine.news()
    assert (await karine.does(karine.person.edit(days, "du 9 au 12 décembre")))[0].startswith("C'est corrigé.")
    await karine.presses("Chloé Rivolet")
    assert "lundi 9 décembre" in karine.last().text
