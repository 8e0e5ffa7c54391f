"""A message held back until its author says whom it is for is lost by nobody's erasure."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import update

from handlers.cases.clock.erasing import forget_old_cases
from handlers.cases.core.desk import desk_of
from knowledge.snapshot import Knowledge
from storage.people import Person
from tests.desk import ELODIE, KARINE, TUESDAY, Desk, Voice
from tests.handlers.reception.test_erased_alone import erases
from tests.house import tick_at

HELD = "Rien n'est encore parti."


async def held_for_two(desk: Desk, karine: Voice, others: Iterable[tuple[Voice, str]], words: str) -> None:
    """Let Karine write to the first case, then the others open theirs, and her words be held back."""
    await karine.presses("Répondre", under=karine.card)
    for voice, asked in others:
        await voice.opens_case(asked, "Guéret")
    karine.news()
    assert (await karine.says(words))[-1].endswith(HELD)


async def test_message_held_for_somebody_erased_is_asked_about_again(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("Une grange à retaper")
    await held_for_two(desk, karine, [(bao, "Un atelier de vélos")], "Le local se visite samedi à 11 h")
    await erases(aicha)
    question = karine.last(HELD)
    assert question.text.startswith("Pour Bao Tran (Guéret) ?")
    assert "« Un atelier de vélos »" in question.text
    assert [said.text for said in karine.person.received if "Aïcha" in said.text] == []
    bao.news()
    assert await karine.presses(next(row[0] for row in question.labels if "Bao" in row[0]), under=question) == ""
    assert any("Le local se visite samedi à 11 h" in said.text for said in bao.news())
    # Once it has left, an erasure asks nothing about it.
    karine.news()
    await erases(bao)
    assert [said.text for said in karine.news() if HELD in said.text] == []


async def test_message_held_for_three_is_asked_about_for_the_two_who_stay(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha, bao, rose = await desk.person(), await desk.person("Bao", "Tran"), await desk.person("Rose", "Kanté")
    await aicha.opens_case("Une grange à retaper")
    others = [(bao, "Un atelier de vélos"), (rose, "Une ressourcerie")]
    await held_for_two(desk, karine, others, "Le local se visite samedi à 11 h")
    await erases(bao)
    question = karine.last(HELD)
    assert question.text.startswith("Pour Rose Kanté (Guéret) ou Aïcha Morel (Saint-Junien) ?")
    await karine.presses(next(row[0] for row in question.labels if "Rose" in row[0]), under=question)
    assert any("Le local se visite samedi à 11 h" in said.text for said in rose.person.received)
    assert not any("Le local se visite samedi à 11 h" in said.text for said in aicha.person.received)


async def test_message_held_for_nobody_who_is_left_is_told_not_to_have_left(desk: Desk) -> None:
    karine, elodie = await desk.staff(KARINE), await desk.staff(ELODIE)
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("Une grange à retaper")
    await held_for_two(desk, karine, [(bao, "Un atelier de vélos")], "Le local se visite samedi à 11 h")
    await karine.presses("Transférer", under=karine.last("n° 2 · Guéret (23)"))
    await karine.presses(ELODIE)
    await elodie.presses("Je prends")
    karine.news()
    await erases(aicha)
    (told,) = [said for said in karine.news() if "n'est pas parti" in said.text]
    assert "Une autre…" in [label for row in told.labels for label in row]
    assert "Aïcha" not in told.text


async def test_message_that_has_left_for_somebody_erased_is_not_asked_about(desk: Desk) -> None:
    karine = await desk.staff(KARINE)
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("Une grange à retaper")
    await held_for_two(desk, karine, [(bao, "Un atelier de vélos")], "Le local se visite samedi à 11 h")
    question = karine.last(HELD)
    await karine.presses(next(row[0] for row in question.labels if "Aïcha" in row[0]), under=question)
    assert any("Le local se visite samedi à 11 h" in said.text for said in aicha.news())
    karine.news()
    await erases(aicha)
    assert [said.text for said in karine.news() if "parti" in said.text] == []


async def test_message_held_for_somebody_without_news_is_asked_about_again(desk: Desk, knowledge: Knowledge) -> None:
    karine = await desk.staff(KARINE)
    aicha, bao = await desk.person(), await desk.person("Bao", "Tran")
    await aicha.opens_case("Une grange à retaper")
    await held_for_two(desk, karine, [(bao, "Un atelier de vélos")], "Le local se visite samedi à 11 h")
    async with desk.here.house.database.transaction() as session:
        unseen = update(Person).where(Person.telegram_id == aicha.person.user.id)
        await session.execute(unseen.values(last_seen_at=TUESDAY - timedelta(days=400)))
        long_ago = TUESDAY - timedelta(days=365)
        await forget_old_cases(desk_of(tick_at(session, TUESDAY, knowledge)), long_ago, long_ago)
    await desk.calm()
    assert karine.last(HELD).text.startswith("Pour Bao Tran (Guéret) ?")
    assert [case.person_name for case in await desk.cases()] == ["Bao Tran"]
