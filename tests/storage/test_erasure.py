"""Erasure of a person: from every table, remembered without a name, and out of SQLite's files."""

from pathlib import Path

from sqlalchemy import select

from storage.address import Address
from storage.database import Database
from storage.erasure import erase_person, scrub
from storage.inventory import all_ids_kept
from storage.people import meet
from storage.schema import migrate
from tests.storage.filling import NOW, WORDS, contents, fill_every_table, message, write


async def test_every_table_that_holds_people_is_erased(database: Database) -> None:
    await fill_every_table(database)
    async with database.transaction() as session:
        await erase_person(session, 101, NOW)
        assert await all_ids_kept(session) == {2**40, -100_123}


async def test_erasing_twice_is_remembered_once(database: Database) -> None:
    for _ in range(2):
        async with database.transaction() as session:
            await meet(session, 101, NOW)
            await erase_person(session, 101, NOW)
    rows = await contents(database)
    assert (len(rows["erasures"]), len(rows["erasure_salt"]), rows["people"]) == (1, 1, [])


async def test_erasure_names_nobody(database: Database) -> None:
    async with database.transaction() as session:
        await erase_person(session, 987_654_321, NOW)
    assert "987654321" not in str(await contents(database))


async def test_words_of_an_erased_person_are_gone_from_the_files(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    database, planted = Database(Address(path, None)), "reprendre la laiterie"
    await migrate(database)
    await write(database, *(message(text=f"{planted} {number} {WORDS * 20}") for number in range(50)))
    await write(database, message(102))
    assert planted.encode() in everything_beside(path)
    async with database.transaction() as session:
        await erase_person(session, 101, NOW)
    assert await scrub(database)
    assert planted.encode() not in everything_beside(path)
    await database.close()


async def test_scrubbing_waits_for_nobody_who_reads(tmp_path: Path) -> None:
    database = Database(Address(tmp_path / "a.db", None))
    await migrate(database)
    await write(database, message())
    async with database.reading() as session:
        await session.execute(select(1).select_from(message().__table__))
        await write(database, message())
        assert not await scrub(database)
    assert await scrub(database)
    await database.close()


def everything_beside(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())
