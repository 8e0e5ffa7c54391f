"""Somebody asks for a human and tells everything at once: the place and every word of the story are kept."""

from tests.desk import CHLOE, ELODIE, KARINE, SOPHIE, Desk

TOLD = (
    # how a human is asked for, the story told in answer to "where?", the place on the card
    (
        "quelqu'un peut m'aider",
        "je suis à Guéret, on a un vieux moulin et la mairie veut en faire un café",
        "Guéret (23)",
    ),
    ("je voudrais parler à quelqu'un", "notre grange est à Tulle et le toit fuit, à qui demander ?", "Tulle (19)"),
    ("un humain svp", "On cherche 200 m2 pour un atelier vélo, vers Saint-Junien", "Saint-Junien (87)"),
    ("/contact", "87200, on a créé une asso en mai et il nous manque un local", "Haute-Vienne (87)"),
    ("il y a quelqu'un ?", "on est à Toulouse et on veut monter un fablab dans une école fermée", "Toulouse"),
)


async def test_place_and_story_in_one_message_are_both_kept(desk: Desk) -> None:
    staff = [await desk.staff(name) for name in (KARINE, ELODIE, SOPHIE)]
    staff.append(await desk.staff(CHLOE, "team"))
    for number, (asks, story, place) in enumerate(TOLD, 1):
        one = await desk.person(f"P{number}", "Roy")
        assert "Où est votre projet ?" in (await one.says(asks))[-1]
        shown = (await one.says(story))[-1]
        assert ("Voici votre message pour " in shown, f"« {story} »" in shown, place in shown) == (True, True, True), (
            shown
        )
        await one.presses("Envoyer")
        assert any(story in said.text for voice in staff for said in voice.news()), story


async def test_story_stays_where_the_place_is_asked_again(desk: Desk) -> None:
    await desk.staff(CHLOE, "team")
    # An ambiguous place, then a choice.
    one = await desk.person()
    await one.says("quelqu'un peut m'aider ?")
    story = "on est à Saint-Martin et on voudrait ouvrir un atelier dans l'ancienne gare"
    assert (await one.says(story))[-1].startswith("Plusieurs départements sont possibles.")
    await one.presses(one.last().labels[0][0])
    assert f"« {story} »" in one.last().text
    # No place, then one when asked again; a mere place is no piece of the case.
    two = await desk.person("Bao", "Tran")
    await two.says("un conseiller svp")
    story = "on a une ferme avec trois bâtiments vides et on se demande par où commencer"
    assert "Où est votre projet ?" in (await two.says(story))[-1]
    shown = (await two.says("à Guéret dans la Creuse svp"))[-1]
    assert (f"« {story} »" in shown, "svp" in shown, "Guéret (23)" in shown) == (True, False, True)
    # No place, and none known yet.
    three = await desk.person("Cid", "Noé")
    await three.says("quelqu'un peut m'aider ?")
    story = "pas encore de lieu, mais on est dix et on cherche une ferme pour un café paysan"
    await three.says(story)
    if three.last().button("Pas encore de lieu"):
        await three.presses("Pas encore de lieu")
    assert f"« {story} »" in three.last().text
    # The message that asks for a human says more than that.
    for asks in ("je voudrais parler à quelqu'un à propos de la toiture de notre grange",
                 "passez-moi quelqu'un pour un problème de bail avec la mairie"):  # fmt: skip
        four = await desk.person("Dan", "Bel")
        shown = (await four.says(asks))[-1]
        if "Où est votre projet" not in shown:
            await four.presses("Parler à quelqu'un")
        kept = (await four.says("Guéret"))[-1]
        assert f"« {asks} »" in kept or "votre message d'avant, tel quel" in kept, asks
    # The mere wish is no piece of the case.
    five = await desk.person("Eva", "Lou")
    for asks in ("bonjour, je voudrais parler à quelqu'un s'il vous plaît",):
        await five.says(asks)
        assert "Écrivez votre message" in (await five.says("Guéret"))[-1]


async def test_subject_of_a_demand_is_what_is_asked_now_or_none(desk: Desk) -> None:
    """A demand goes to whom it is about, and not to whom an answer read before named."""
    karine = await desk.staff(KARINE)
    await desk.staff(CHLOE, "team")  # in place of Clémence Vialeron, who is not linked
    for number, told in enumerate(
        ("on voudrait reprendre l'ancienne école", "j'ai pas internet, on peut me joindre ?"), 1
    ):
        one = await desk.person(f"P{number}", "Roy")
        await one.says("combien coûte la formation piloter un tiers-lieu ?")
        await one.says("/contact")
        await one.says("Guéret")
        shown = (await one.says(told))[-1]
        assert "Voici votre message pour Karine Machat" in shown, shown
        await one.presses("Envoyer")
        assert told in karine.card.text
    # Asked from under the answer, it is about the answer.
    two = await desk.person("Bao", "Tran")
    await two.says("combien coûte la formation piloter un tiers-lieu ?")
    await two.presses("Non")
    await two.presses("Parler à quelqu'un")
    await two.says("Guéret")
    shown = (await two.says("je voudrais que quelqu'un regarde mon dossier"))[-1]
    assert "Voici votre message pour Chloé Rivolet" in shown
    # It is read wherever it is told, at the question for the place too.
    three = await desk.person("Cid", "Noé")
    await three.says("/contact")
    shown = (await three.says("à Guéret, et on veut savoir le prix de la formation Piloter un tiers-lieu"))[-1]
    assert "Voici votre message pour Chloé Rivolet" in shown, shown


async def test_what_the_wish_for_a_human_is_about_is_kept(desk: Desk) -> None:
    await desk.staff(CHLOE, "team")
    for number, wish in enumerate((
        "je veux parler à une déléguée, projet à Mont-de-Marsan, une ressourcerie",
        "je veux parler à quelqu'un, je suis à Tulle, un café asso",
        "passez-moi quelqu'un pour une épicerie à Dax",
    )):  # fmt: skip
        one = await desk.person(f"P{number}", "Roy")
        assert f"« {wish} »" in (await one.says(wish))[-1]
    one = await desk.person("Zoé", "Roy")
    assert "«" not in (await one.says("je veux parler à quelqu'un à Dax"))[-1]
