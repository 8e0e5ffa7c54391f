"""Words typed under « Effacer tout ? » never erase, keep all at a no, and go to nobody."""

from tests.desk import KARINE, Desk

KEEPS = (
    "non attendez",
    "annuler",
    "attendez",
    "non",
    "laissez tomber",
    "euh non attendez je réfléchis",
    "une minute svp",
    "attendez une seconde",
    "je vais relire d'abord",
)
WANTS = ("oui", "tout effacer", "oui supprimez tout", "ok")


async def test_answer_typed_to_the_erasure_is_the_bots_though_a_human_has_the_floor(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await aicha.opens_case("Bonjour")
    await karine.says("Je regarde", to=karine.card)
    _ = karine.news(), aicha.news()
    for words in KEEPS:
        await aicha.says("/supprimer")
        assert await aicha.says(words) == ["Rien n'est effacé."], words
    await aicha.says("/supprimer")
    for words in WANTS:
        (said,) = await aicha.says(words)
        assert "touchez « Tout effacer »" in said, (words, said)
        assert aicha.last().labels == [["Tout effacer", "Annuler"]]
    assert karine.news() == []
    await aicha.presses("Tout effacer")
    assert aicha.last().text.startswith("C'est effacé.")


async def test_form_under_way_goes_on_where_nothing_is_erased(desk: Desk) -> None:
    await desk.staff(KARINE)
    aicha = await desk.person()
    await aicha.says("/contact")
    question = aicha.last().text
    await aicha.says("/supprimer")
    assert await aicha.says("annuler") == ["Rien n'est effacé.", question]
