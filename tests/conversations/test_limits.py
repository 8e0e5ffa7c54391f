"""One person's flood gets one kind sentence, and slows nobody else."""

from sqlalchemy import update

from bot.clock import machine_now
from bot.demo.people import Person
from handlers.limits import ACTS, TOO_FAST
from storage.rates import Rate
from tests.house import Ground, settled


async def test_flood_gets_one_sentence_then_silence(here: Ground, aicha: Person) -> None:
    for _ in range(ACTS.most + 20):
        await aicha.send("/aide")
    await settled(here)
    said = [message.text for message in aicha.received]
    assert (len(said), said[-1], said.count(TOO_FAST)) == (ACTS.most + 1, TOO_FAST, 1)


async def test_flood_by_one_leaves_another_answered_before_it_ends(here: Ground, aicha: Person, bao: Person) -> None:
    await bao.ask("/aide")
    for _ in range(400):
        await aicha.send("Guéret")
    (said,) = await bao.ask("/aide")
    assert said.text.startswith("Écrivez votre question avec vos mots")
    assert here.telegram.world.updates.count() > 0


async def test_person_writes_on_after_the_window(here: Ground, aicha: Person) -> None:
    for _ in range(ACTS.most + 2):
        await aicha.send("/aide")
    await settled(here)
    async with here.house.database.transaction() as session:
        await session.execute(update(Rate).values(since=machine_now() - 2 * ACTS.window))
    (said,) = await aicha.ask("/aide")
    assert said.text.startswith("Écrivez votre question avec vos mots")
