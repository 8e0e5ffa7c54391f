"""What one test leaves, the next does not find."""

import pytest

from knowledge.snapshot import Knowledge
from storage.records import METADATA
from tests.desk import CHLOE, KARINE, Desk, lasting_desk
from tests.handlers.curation.curator import Curator
from tests.house import Ground
from tests.lasting import Lasting, MakeDatabase


async def tables_with_rows(here: Ground) -> set[str]:
    async with here.house.database.reading() as session:
        return {
            table.name for table in METADATA.sorted_tables if (await session.execute(table.select().limit(1))).first()
        }


async def use(desk: Desk) -> None:
    karine, aicha = await desk.staff(KARINE), await desk.person()
    await desk.meeting()
    await aicha.subscribes()
    await aicha.opens_case("Bonjour")
    await karine.says("Bonjour aussi", to=karine.card)
    await aicha.send_documents(2)
    await desk.calm()
    desk.here.telegram.faults.down = True


@pytest.mark.both_databases
async def test_bot_that_was_used_is_as_new_for_the_next_test(lasting: Lasting, knowledge: Knowledge) -> None:
    desk = await lasting_desk(lasting, knowledge)
    house, commands = desk.here.house, dict(desk.here.telegram.world.profile.commands)
    await use(desk)
    assert len(await tables_with_rows(desk.here)) > 10
    here = await lasting.as_new()
    assert here.house is house
    assert await tables_with_rows(here) <= {"duties"}  # which the bot does at any time
    assert here.telegram.world.profile.commands == commands
    assert {call.chat_id for call in here.telegram.journal} == {None}
    desk = await lasting_desk(lasting, knowledge)
    await desk.staff(KARINE)
    assert await (await desk.person()).opens_case("Bonjour") == 1


async def test_bot_that_cannot_be_as_new_is_not_used_again(sqlite_database: MakeDatabase, knowledge: Knowledge) -> None:
    failed = [0]
    lasting = Lasting(sqlite_database, knowledge, lambda: failed[0])
    desk = await lasting_desk(lasting, knowledge)
    used = [desk.here.house]

    failed[0] += 1
    desk = await lasting_desk(lasting, knowledge)
    used.append(desk.here.house)

    await desk.stop()
    desk = await lasting_desk(lasting, knowledge)
    used.append(desk.here.house)

    await desk.stop()
    await desk.start()
    desk = await lasting_desk(lasting, knowledge)
    used.append(desk.here.house)

    curator = Curator(desk.here, (await desk.staff(CHLOE, "team")).person)
    await curator.says("/base")
    await curator.presses("À approuver", "Étudier les besoins", "Approuver")
    await desk.here.house.keeper.look()
    used.append((await lasting.as_new()).house)
    await lasting.aclose()
    assert len({id(house) for house in used}) == 5
