"""Transactions, on both databases: all or nothing, and one after the other."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.util import greenlet_spawn

from storage.address import Address
from storage.database import POSTGRES_CONNECTIONS, Database, is_away
from storage.engines import IDLE_SECONDS
from storage.lanes import Lanes
from storage.people import Person, count_people, meet
from storage.schema import SchemaRefused, migrate
from storage.sqlite_driver import Connection
from storage.updates import begin_update

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


async def test_transaction_keeps_everything_when_the_block_ends(database: Database) -> None:
    async with database.transaction() as session:
        await meet(session, 101, NOW)
        await begin_update(session, 1, 5, NOW)
    async with database.reading() as session:
        assert await count_people(session) == 1


async def test_transaction_keeps_nothing_when_the_block_raises(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction() as session:
            await meet(session, 101, NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.reading() as session:
        assert await count_people(session) == 0


async def test_what_is_changed_while_reading_is_lost(database: Database) -> None:
    async with database.reading() as session:
        await meet(session, 101, NOW)
    async with database.reading() as session:
        assert await count_people(session) == 0


async def test_meeting_somebody_twice_keeps_one_row_and_renews_the_date(database: Database) -> None:
    later = NOW + timedelta(days=1)
    async with database.transaction() as session:
        first = await meet(session, 101, NOW)
        first.department = "79"
    async with database.transaction() as session:
        again = await meet(session, 101, later)
    assert (again.id, again.department, again.first_seen_at, again.last_seen_at) == (first.id, "79", NOW, later)


async def test_an_update_begins_once(database: Database) -> None:
    async with database.transaction() as session:
        assert await begin_update(session, 1, 7, NOW)
    async with database.transaction() as session:
        assert not await begin_update(session, 1, 7, NOW)


async def test_two_copies_of_an_update_at_once_begin_once(database: Database) -> None:
    async def begin() -> bool:
        async with database.transaction() as session:
            began = await begin_update(session, 1, 8, NOW)
            await asyncio.sleep(0.02)
            return began

    assert sorted(await asyncio.gather(begin(), begin(), begin())) == [False, False, True]


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_connection_lost_while_idle_is_replaced(database: Database) -> None:
    async with database.transaction() as session:
        lost = await session.scalar(text("SELECT pg_backend_pid()"))
    other = Database(database.address)
    async with other.transaction() as session:
        await session.execute(text("SELECT pg_terminate_backend(:lost)"), {"lost": lost})
    await other.close()
    await asyncio.sleep(IDLE_SECONDS + 0.1)
    async with database.transaction() as session:
        assert await session.scalar(text("SELECT pg_backend_pid()")) != lost


async def test_what_is_first_waits_for_no_transaction_that_has_not_begun(database: Database) -> None:
    began: list[str] = []
    may_end = asyncio.Event()
    if database.address.is_sqlite:  # where it waits for the one under way
        may_end.set()

    async def write(name: str, *, first: bool = False) -> None:
        async with database.transaction(first=first) as session:
            await session.execute(text("SELECT 1"))
            began.append(name)
            await may_end.wait()

    updates = [asyncio.create_task(write("update")) for _ in range(40)]
    await asyncio.sleep(0)
    outcome = asyncio.create_task(write("outcome", first=True))
    async with asyncio.timeout(20):
        while "outcome" not in began:
            await asyncio.sleep(0.001)
    may_end.set()
    await outcome
    assert began.index("outcome") <= POSTGRES_CONNECTIONS
    await asyncio.gather(*updates)
    assert began.count("update") == 40


async def test_who_gives_up_waiting_keeps_nobody_waiting() -> None:
    lanes, held = Lanes(), asyncio.Event()

    async def hold(*, fast: bool = False) -> None:
        async with lanes.held(fast=fast):
            await held.wait()

    first, leaves, stays = (asyncio.create_task(hold(fast=fast)) for fast in (False, True, False))
    await asyncio.sleep(0)
    leaves.cancel()
    await asyncio.sleep(0)
    held.set()
    await asyncio.wait_for(asyncio.gather(first, stays), 1)
    assert leaves.cancelled()


async def test_turn_that_comes_to_one_who_has_left_passes_on() -> None:
    lanes = Lanes()

    async def hold() -> None:
        async with lanes.held():
            pass

    async with lanes.held():
        leaves, stays = asyncio.create_task(hold()), asyncio.create_task(hold())
        await asyncio.sleep(0)
    leaves.cancel()
    await asyncio.wait_for(stays, 1)
    assert leaves.cancelled()


async def test_what_one_person_does_is_never_at_the_same_time(database: Database) -> None:
    inside, most = 0, 0

    async def act() -> None:
        nonlocal inside, most
        async with database.transaction() as session:
            await meet(session, 101, NOW)
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*(act() for _ in range(5)))
    assert most == 1


async def test_migrating_twice_changes_nothing(database: Database) -> None:
    await migrate(database)
    async with database.reading() as session:
        assert await count_people(session) == 0


@pytest.mark.parametrize(
    ("revision", "line"),
    [
        (
            "9999",
            "the database was written by a newer version of aiguilleur: install that version, "
            "or restore a backup of this one",
        ),
        (
            "0012",
            "the database was made before the first release of aiguilleur, and this version cannot read it: "
            "move it away, or name an empty one in DATABASE_URL",
        ),
    ],
)
async def test_tables_of_a_version_unknown_here_are_refused_untouched(
    database: Database, revision: str, line: str
) -> None:
    async with database.transaction() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
    with pytest.raises(SchemaRefused) as refused:
        await migrate(database)
    assert str(refused.value) == line
    async with database.reading() as session:
        assert await session.scalar(text("SELECT version_num FROM alembic_version")) == revision


async def test_a_refused_statement_is_not_taken_for_an_absent_database(database: Database) -> None:
    with pytest.raises(Exception, match="nowhere") as raised:
        async with database.transaction() as session:
            await session.execute(text("SELECT * FROM nowhere"))
    assert not is_away(raised.value)


async def test_another_process_that_writes_is_waited_for_while_the_loop_goes_on(tmp_path: Path) -> None:
    """The commands write while the bot runs, whose loop must serve everything else meanwhile."""
    database = Database(Address(tmp_path / "a.db", None))
    await migrate(database)
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(_meet_one(database))
        done, _ = await asyncio.wait({writing}, timeout=0.05)
        async with database.reading() as session:
            assert (await count_people(session), done) == (0, set())
        other.execute("COMMIT")
    await writing
    async with database.reading() as session:
        assert await count_people(session) == 1
    await database.close()


async def test_another_process_that_writes_for_too_long_is_a_database_away(tmp_path: Path) -> None:
    impatient = Connection(tmp_path / "a.db", patience=0.02)
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            await greenlet_spawn(lambda: impatient.cursor().execute("BEGIN IMMEDIATE"))
    await greenlet_spawn(lambda: impatient.cursor().execute("BEGIN IMMEDIATE"))
    impatient.close()


async def _meet_one(database: Database) -> None:
    async with database.transaction() as session:
        await meet(session, 101, NOW)


async def test_transaction_cancelled_at_any_moment_stops_nobody_after_it(database: Database) -> None:
    """As at a stop: each is kept whole or not at all, and the next one finds a sound connection."""

    async def meet_number(number: int) -> None:
        async with database.transaction() as session:
            await meet(session, number, NOW)
            await meet(session, 1000 + number, NOW)

    for number in range(40):
        task = asyncio.create_task(meet_number(number))
        for _ in range(number):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})
    async with asyncio.timeout(20):
        await meet_number(500)
    async with database.reading() as session:
        kept = set(await session.scalars(select(Person.telegram_id)))
    assert {500, 1500} <= kept
    assert kept == {one for number in kept for one in (number % 1000, 1000 + number % 1000)}
