"""A flood by one person gets one kind sentence, and slows nobody else."""

from sqlalchemy import select, update

from bot.clock import machine_now
from bot.demo.people import Person
from handlers.talk.limits import ACTS, FORMS, IN_A_GROUP, REFUSED
from handlers.talk.texts import TOO_MANY_FORMS, too_fast
from storage.dialogues import Dialogue
from storage.people import Person as Row
from storage.rates import Rate
from tests.house import Ground, forge, link, settled


async def test_flood_gets_one_sentence_then_silence(here: Ground, aicha: Person) -> None:
    for _ in range(ACTS.most + 20):
        await aicha.send("/aide")
    await settled(here)
    said = [message.text for message in aicha.received]
    assert (len(said), said[-1]) == (ACTS.most + 1, too_fast(20, REFUSED.most))


async def test_flood_by_one_leaves_another_answered_before_it_ends(here: Ground, aicha: Person, bao: Person) -> None:
    await bao.ask("/aide")
    for _ in range(400):
        await aicha.send("Guéret")
    (said,) = await bao.ask("/aide")
    assert said.text.startswith("Écrivez votre question avec vos mots")
    assert here.telegram.world.updates.count() > 0


async def test_group_that_calls_the_bot_again_and_again_is_answered_ten_times(
    here: Ground, aicha: Person, bao: Person
) -> None:
    group = here.telegram.group(members=[aicha, bao], title="Les voisins")
    for _ in range(IN_A_GROUP.most + 5):
        await aicha.send("/aide@AiguilleurDemoBot", in_chat=group)
    await settled(here)
    assert len(group.received) == IN_A_GROUP.most
    async with here.house.database.reading() as session:
        assert {row.telegram_id for row in await session.scalars(select(Rate))} == {group.id}
    (said,) = await bao.ask("/aide")
    assert said.text.startswith("Écrivez votre question avec vos mots")


async def test_forms_are_limited_with_a_sentence_and_questions_are_still_answered(
    here: Ground, aicha: Person, bao: Person
) -> None:
    await link(here, bao, "delegate", "Karine Machat")
    await aicha.ask("/start")
    await begin_forms(here, aicha, FORMS.most)
    assert TOO_MANY_FORMS not in [said.text for said in aicha.received]
    await aicha.ask("/annuler")
    await begin_forms(here, aicha, 1)
    assert aicha.received[-1].text == TOO_MANY_FORMS
    async with here.house.database.reading() as session:
        (person,) = await session.scalars(select(Row).where(Row.telegram_id == 101))
        assert (person.awaiting, list(await session.scalars(select(Dialogue)))) == (None, [])
    (said,) = await aicha.ask("c'est quoi le FDVA ?")
    assert "FDVA" in said.text


async def test_forms_are_free_again_after_the_hour(here: Ground, aicha: Person, bao: Person) -> None:
    await link(here, bao, "delegate", "Karine Machat")
    await aicha.ask("/start")
    await begin_forms(here, aicha, FORMS.most + 1)
    assert aicha.received[-1].text == TOO_MANY_FORMS
    async with here.house.database.transaction() as session:
        await session.execute(update(Rate).values(since=machine_now() - 2 * FORMS.window))
    await begin_forms(here, aicha, 1)
    assert aicha.received[-1].text != TOO_MANY_FORMS


async def test_staff_begin_many_more(here: Ground, aicha: Person) -> None:
    await link(here, aicha, "team", "Chloé Rivolet")
    for _ in range(FORMS.most + 2):
        await forge(here, aicha, "inviter:partner")
        await slow_down(here)
        await aicha.ask("/annuler")
    assert TOO_MANY_FORMS not in [said.text for said in aicha.received]


async def begin_forms(here: Ground, person: Person, count: int) -> None:
    """Begin and leave the form to reach a human so many times, but stay in the last."""
    for number in range(count):
        await slow_down(here)
        if number:
            await person.ask("/annuler")
        await person.send("/contact")
        await settled(here)


async def slow_down(here: Ground) -> None:
    async with here.house.database.transaction() as session:
        for rate in await session.scalars(select(Rate)):
            if rate.kind == ACTS.kind:
                await session.delete(rate)


async def test_person_writes_on_after_the_window(here: Ground, aicha: Person) -> None:
    for _ in range(ACTS.most + 2):
        await aicha.send("/aide")
    await settled(here)
    async with here.house.database.transaction() as session:
        await session.execute(update(Rate).values(since=machine_now() - 2 * ACTS.window))
    (said,) = await aicha.ask("/aide")
    assert said.text.startswith("Écrivez votre question avec vos mots")
