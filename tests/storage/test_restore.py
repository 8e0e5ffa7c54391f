"""What of the present outlives a restore, on both databases: nothing is done or sent twice, nobody comes back."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.address import Address
from storage.backup.restore import restore
from storage.backup.write import write_backup
from storage.database import Database
from storage.erasure import erase_person
from storage.erasures import first_salt, hash_person
from storage.inventory import all_ids_kept
from storage.kept_questions import KeptQuestion, kept_questions
from storage.outbox import State, key_is_taken, messages_by_id, record_sent
from storage.pauses import pause, pauses_under_way
from storage.people import meet
from storage.schema import migrate
from storage.updates import begin_update
from storage.waiting import waiting_after
from tests.storage.filling import NOW, contents, message, send, write

LATER = NOW + timedelta(hours=5)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.backup"


@pytest.fixture
async def other(tmp_path: Path) -> AsyncIterator[Database]:
    """Yield another database, whose rows have the same numbers."""
    opened = Database(Address(tmp_path / "other.db", None))
    await migrate(opened)
    yield opened
    await opened.close()


async def ready(database: Database) -> list[int]:
    async with database.reading() as session:
        return [row.id for row in await waiting_after(session, None, 100)]


async def states(database: Database) -> dict[int, tuple[str, int | None]]:
    return {row["id"]: (row["state"], row["message_id"]) for row in (await contents(database))["outbox"]}


async def forget_all_messages(database: Database) -> None:
    async with database.transaction() as session:
        await session.execute(text("DELETE FROM outbox"))


async def test_update_done_since_the_backup_is_not_done_again(database: Database, file: Path) -> None:
    async with database.transaction() as session:
        await begin_update(session, 1, 5, NOW)
    await write_backup(database, file, NOW)
    async with database.transaction() as session:
        await begin_update(session, 1, 6, LATER)
    await restore(database, file)
    async with database.transaction() as session:
        assert [await begin_update(session, 1, update, LATER) for update in (5, 6, 7)] == [False, False, True]


async def test_message_that_waited_is_held_where_nobody_knows_what_became_of_it(database: Database, file: Path) -> None:
    (row,) = await write(database, message())
    await write_backup(database, file, NOW)
    await forget_all_messages(database)
    restored = await restore(database, file)
    assert (restored.held, restored.waiting) == (1, 0)
    assert await states(database) == {row: (State.HELD, None)}
    assert await ready(database) == []


async def test_late_outcome_does_not_change_a_held_message(database: Database, file: Path) -> None:
    (row,) = await write(database, message())
    await write_backup(database, file, NOW)
    await forget_all_messages(database)
    await restore(database, file)
    async with database.transaction() as session:
        await record_sent(session, row, 7, LATER)
        assert (await messages_by_id(session, [row]))[row].state == State.HELD


async def test_message_that_left_since_the_backup_is_known_to_have_left(database: Database, file: Path) -> None:
    (row,) = await write(database, message())
    await write_backup(database, file, NOW)
    await send(database, row, 555)
    after = await contents(database)
    restored = await restore(database, file)
    assert (restored.held, restored.waiting) == (0, 0)
    assert (await contents(database))["outbox"] == after["outbox"]


async def test_message_that_still_waits_goes_on_waiting(database: Database, file: Path) -> None:
    (row,) = await write(database, message())
    await write_backup(database, file, NOW)
    restored = await restore(database, file)
    assert (restored.held, restored.waiting, await ready(database)) == (0, 1, [row])


async def test_message_written_since_the_backup_leaves_under_its_own_number(database: Database, file: Path) -> None:
    await write(database, message())
    await write_backup(database, file, NOW)
    (left, waiting) = await write(database, message(102, created_at=LATER), message(103, created_at=LATER))
    await send(database, left)
    restored = await restore(database, file)
    assert restored.waiting == 2
    assert (await ready(database))[-1] == waiting
    assert left not in await states(database)


async def test_edit_written_since_the_backup_keeps_the_message_it_aims_at(database: Database, file: Path) -> None:
    await write_backup(database, file, NOW)
    (card,) = await write(database, message(created_at=LATER))
    await send(database, card, 777)
    (edit,) = await write(database, message(aims_at=card, created_at=LATER))
    await restore(database, file)
    assert await states(database) == {card: (State.SENT, 777), edit: (State.WAITING, None)}
    assert [row["aims_at"] for row in (await contents(database))["outbox"]] == [None, card]


async def test_key_used_since_the_backup_stays_used(database: Database, file: Path) -> None:
    await write_backup(database, file, NOW)
    (reminder,) = await write(database, message(key="reminder:1:2:day"))
    await send(database, reminder)
    await restore(database, file)
    async with database.reading() as session:
        assert await key_is_taken(session, "reminder:1:2:day")
    assert await states(database) == {reminder: (State.SENT, 7)}


async def test_numbers_of_another_database_are_not_mistaken_for_ours(
    database: Database, other: Database, file: Path
) -> None:
    await write(other, message(901), message(902, key="reminder:9"))
    await write_backup(other, file, NOW)
    card, edit, same_key = await write(
        database, message(101), message(101, aims_at=1), message(102, key="reminder:9", created_at=LATER)
    )
    assert (card, edit, same_key) == (1, 2, 3)
    restored = await restore(database, file)
    rows = {row["id"]: row for row in (await contents(database))["outbox"]}
    assert {row: (one["chat_id"], one["state"]) for row, one in rows.items()} == {
        1: (901, State.HELD), 2: (902, State.HELD), 4: (101, State.WAITING), 5: (101, State.WAITING),
    }  # fmt: skip
    assert (rows[5]["aims_at"], restored.held, restored.waiting) == (4, 2, 2)


async def test_wait_that_telegram_asked_for_is_obeyed_after_the_restore(database: Database, file: Path) -> None:
    async with database.transaction() as session:
        await pause(session, 101, NOW + timedelta(seconds=5))
    await write_backup(database, file, NOW)
    async with database.transaction() as session:
        await pause(session, 101, NOW + timedelta(seconds=90))
        await pause(session, 102, NOW + timedelta(seconds=60))
    await restore(database, file)
    assert [(row["chat_id"], row["until"]) for row in (await contents(database))["pauses"]] == [
        (101, NOW + timedelta(seconds=90)), (102, NOW + timedelta(seconds=60)),
    ]  # fmt: skip
    async with database.reading() as session:
        assert await pauses_under_way(session, NOW + timedelta(seconds=70)) == {101: NOW + timedelta(seconds=90)}


async def test_restoring_twice_is_restoring_once(database: Database, file: Path) -> None:
    await write(database, message(), message(102))
    await write_backup(database, file, NOW)
    await write(database, message(103))
    first = await restore(database, file)
    once = await contents(database)
    assert await restore(database, file) == first
    assert await contents(database) == once


# People who asked to be forgotten.


async def people_kept(database: Database) -> set[int]:
    async with database.reading() as session:
        return await all_ids_kept(session)


async def erase(database: Database, telegram_id: int, moment: int = 0) -> None:
    async with database.transaction() as session:
        await erase_person(session, telegram_id, NOW + timedelta(hours=moment))


async def come(database: Database, *telegram_ids: int) -> None:
    """Create these people, each with a row and an answer sent."""
    for telegram_id in telegram_ids:
        async with database.transaction() as session:
            await meet(session, telegram_id, NOW)
        (row,) = await write(database, message(telegram_id))
        await send(database, row)


async def test_person_erased_since_the_backup_is_erased_again(database: Database, file: Path) -> None:
    await come(database, 101, 102)
    await write_backup(database, file, NOW)
    await erase(database, 101)
    remembered = (await contents(database))["erasures"]
    restored = await restore(database, file)
    assert (restored.erased, await people_kept(database)) == (1, {102})
    assert (await contents(database))["erasures"] == remembered
    assert (await restore(database, file)).erased == 1


async def test_question_of_a_person_erased_since_the_backup_is_forgotten_again(database: Database, file: Path) -> None:
    """The backup holds nothing else of them: the hash of the question is enough."""
    async with database.transaction() as session:
        author = hash_person(105, await first_salt(session))
        session.add(KeptQuestion(text="Et ma cuisine ?", reason="unknown", asked_at=NOW, author_hash=author))
        session.add(KeptQuestion(text="Et la vôtre ?", reason="unknown", asked_at=NOW, author_hash="c" * 64))
    await write_backup(database, file, NOW)
    await erase(database, 105)
    await restore(database, file)
    async with database.reading() as session:
        assert [one.text for one in await kept_questions(session)] == ["Et la vôtre ?"]


async def test_person_who_came_back_before_the_backup_is_kept(database: Database, file: Path) -> None:
    await come(database, 101)
    await erase(database, 101)
    await come(database, 101)
    await write_backup(database, file, NOW)
    restored = await restore(database, file)
    assert (restored.erased, await people_kept(database)) == (0, {101})


async def test_person_erased_again_since_the_backup_is_erased(database: Database, file: Path) -> None:
    await erase(database, 101)
    await come(database, 101)
    await write_backup(database, file, NOW)
    await erase(database, 101, moment=1)
    restored = await restore(database, file)
    assert (restored.erased, await people_kept(database)) == (1, set())


async def test_answer_that_waits_for_an_erased_person_still_leaves(database: Database, file: Path) -> None:
    await come(database, 101)
    await write_backup(database, file, NOW)
    await erase(database, 101)
    (confirmation,) = await write(database, message(created_at=LATER))
    await restore(database, file)
    assert await states(database) == {confirmation: (State.WAITING, None)}


async def test_backup_of_another_database_keeps_the_erasures_of_both(
    database: Database, other: Database, file: Path
) -> None:
    await come(other, 101, 102, 103)
    await erase(other, 102)
    await write_backup(other, file, NOW)
    await come(other, 102)
    await erase(database, 101)
    assert (await restore(database, file)).erased == 1
    assert await people_kept(database) == {103}
    await write_backup(other, file, NOW, replace=True)
    assert (await restore(database, file)).erased == 1
    assert await people_kept(database) == {102, 103}


# Others at work.


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_restore_steps_back_before_somebody_who_waits_for_it(database: Database, file: Path) -> None:
    await write_backup(database, file, NOW)
    async with database.transaction() as session:
        await meet(session, 101, NOW)
        restoring = asyncio.create_task(restore(database, file))
        while not await somebody_waits(database):
            await asyncio.sleep(0.01)
        assert await begin_update(session, 1, 5, NOW)
    assert (await restoring).rows == 0
    assert await people_kept(database) == set()
    async with database.transaction() as session:
        assert not await begin_update(session, 1, 5, NOW)


async def somebody_waits(database: Database) -> bool:
    async with database.reading() as session:
        return bool(await session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))
