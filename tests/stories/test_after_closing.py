"""After a case is closed, words that are no question to the base can still reach the delegate."""

from tests.desk import KARINE, Desk

CHANGED = (
    "ah zut jeudi jpeux plus on peut decaler ?", "en fait le rendez-vous tombe mal", "je serai avec mon associé",
    "vous aviez bien eu ma photo ?", "plutôt vendredi alors",
)  # fmt: skip


async def test_what_is_written_after_the_closing_can_reach_who_answered(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    for number, words in enumerate(CHANGED, 1):
        aicha = await desk.person(f"Aïcha{number}")
        await aicha.opens_case("Bonjour")
        await karine.says("Oui, jeudi 14 h.", to=karine.card)
        await karine.closes(under=karine.card)
        karine.news()
        said = (await aicha.says(words))[-1]
        assert "Karine Machat ?" in said, words
        assert karine.news() == [], words
        await aicha.presses("Transmettre à Karine Machat")
        assert any(words in one.text for one in karine.person.received), words
        assert (await desk.case(number)).is_open, words
    bao = await desk.person("Bao", "Tran")
    await bao.opens_case("Bonsoir", "Limoges")
    await karine.presses("Je prends", under=karine.card)
    await karine.closes(under=karine.card)
    assert "sur votre demande n° 6 ? Elle est close" in (await bao.says("j'avais encore une question"))[-1]
    assert bao.last().labels[0] == ["Rouvrir avec Karine Machat"]
    await desk.later(days=8)
    await bao.says("on peut decaler ?")
    assert bao.last().button("Transmettre à Karine Machat") is None
