"""A backup and what it gives back, on both databases: the same rows, whichever way."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, LargeBinary, Numeric, insert, text
from sqlalchemy.types import TypeEngine

from storage.address import Address
from storage.backup.lines import examine
from storage.backup.problems import BackupRefused
from storage.backup.restore import restore
from storage.backup.values import reader_of, writer_of
from storage.backup.write import write_backup
from storage.database import Database
from storage.people import meet
from storage.queueing import enqueue
from storage.records import METADATA
from storage.schema import migrate, newest_revision
from tests.storage.filling import NOW, contents, fill_every_table, message, write
from tests.storage.next_version import release_next_version


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.backup"


@pytest.fixture
async def elsewhere(tmp_path: Path) -> AsyncIterator[Callable[[str], Database]]:
    """Yield a function that opens SQLite databases beside the one of the test."""
    opened: list[Database] = []

    def open_one(name: str) -> Database:
        opened.append(Database(Address(tmp_path / name, None)))
        return opened[-1]

    yield open_one
    for database in opened:
        await database.close()


async def test_filling_leaves_no_table_empty(database: Database) -> None:
    await fill_every_table(database)
    assert [name for name, rows in (await contents(database)).items() if not rows] == []


async def test_restored_rows_are_those_of_the_backup(database: Database, file: Path) -> None:
    await fill_every_table(database)
    before = await contents(database)
    header = await write_backup(database, file, NOW)
    async with database.transaction() as session:
        await meet(session, 555, NOW)
        (await meet(session, 101, NOW + timedelta(days=2))).department = "79"
        await session.execute(text("DELETE FROM alerts"))
    restored = await restore(database, file)
    assert await contents(database) == before
    assert (restored.rows, restored.made_at) == (sum(map(len, before.values())), NOW)
    assert header.rows == {name: len(rows) for name, rows in before.items()}


async def test_rows_travel_from_one_database_to_the_other_and_back(
    database: Database, elsewhere: Callable[[str], Database], tmp_path: Path
) -> None:
    first, last = elsewhere("first.db"), elsewhere("last.db")
    await migrate(first)
    await fill_every_table(first)
    await write_backup(first, tmp_path / "1.backup", NOW)
    await restore(database, tmp_path / "1.backup")
    await write_backup(database, tmp_path / "2.backup", NOW)
    await restore(last, tmp_path / "2.backup")
    assert await contents(database) == await contents(first)
    assert await contents(last) == await contents(first)
    assert (tmp_path / "1.backup").read_bytes() == (tmp_path / "2.backup").read_bytes()


def test_a_value_of_no_known_kind_is_not_carried_wrongly() -> None:
    with pytest.raises(TypeError) as refused:
        writer_of(Column("price", Numeric()))
    assert str(refused.value) == (
        "a backup cannot carry price, a Decimal: give storage/backup/values.py its translation"
    )


@pytest.mark.parametrize(
    ("kind", "value"), [(LargeBinary(), b"\x00\xff"), (Date(), date(2026, 12, 3)), (Boolean(), True)]
)
def test_values_of_later_tables_come_back_as_they_were(kind: TypeEngine[Any], value: object) -> None:
    column = Column("any", kind)
    assert reader_of(column)(json.loads(json.dumps(writer_of(column)(value)))) == value


async def test_new_rows_get_ids_never_used(database: Database, file: Path) -> None:
    await write(database, message(), message())
    await write_backup(database, file, NOW)
    used = await write(database, message(102), message(103))
    await restore(database, file)
    async with database.transaction() as session:
        fresh = (await enqueue(session, message(104))).id
        person = await meet(session, 104, NOW)
    assert (fresh > max(used), person.id > 0) == (True, True)


async def test_many_rows_go_through(database: Database, file: Path) -> None:
    rows = [{"bot_id": 1, "update_id": number, "done_at": NOW} for number in range(1_703)]
    async with database.transaction() as session:
        await session.execute(insert(METADATA.tables["updates_done"]), rows)
    await write_backup(database, file, NOW)
    async with database.transaction() as session:
        await session.execute(text("DELETE FROM updates_done"))
    await restore(database, file)
    assert (await contents(database))["updates_done"] == rows


async def test_backup_sees_one_moment_while_others_write(database: Database, file: Path) -> None:
    """A writer keeps one person and one update in step; no view may show them out of step."""
    stop = False

    async def keep_writing() -> int:
        written = 0
        while not stop:
            written += 1
            async with database.transaction() as session:
                await meet(session, written, NOW)
                await session.execute(
                    insert(METADATA.tables["updates_done"]), [{"bot_id": 1, "update_id": written, "done_at": NOW}]
                )
        return written

    writing = asyncio.create_task(keep_writing())
    counts = []
    for number in range(10):
        header = await write_backup(database, file.with_suffix(f".{number}"), NOW)
        counts.append((header.rows["people"], header.rows["updates_done"]))
        examine(file.with_suffix(f".{number}"))
    stop = True
    assert await writing > 0
    assert [people - updates for people, updates in counts] == [0] * 10
    assert counts[0] < counts[-1]


async def test_backup_of_no_tables_is_refused(empty_address: Address, file: Path) -> None:
    opened = Database(empty_address)
    with pytest.raises(BackupRefused):
        await write_backup(opened, file, NOW)
    await opened.close()
    assert not file.exists()


async def test_backup_of_older_tables_is_refused(
    database: Database, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = newest_revision()
    release_next_version(monkeypatch, tmp_path)
    with pytest.raises(BackupRefused) as refused:
        await write_backup(database, file, NOW)
    assert str(refused.value) == (
        f"the tables are of version {older}, this program's of 9998: "
        "back up with the version that runs, or start aiguilleur run once"
    )
    assert not file.exists()


async def test_backup_of_tables_never_released_is_refused(database: Database, file: Path) -> None:
    async with database.transaction() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '0012'"))
    with pytest.raises(BackupRefused) as refused:
        await write_backup(database, file, NOW)
    assert str(refused.value) == (
        "the database was made before the first release of aiguilleur, and this version cannot read it: "
        "a backup of it could not be restored"
    )
    assert not file.exists()


async def test_backup_is_for_its_owner_only(database: Database, file: Path) -> None:
    await write_backup(database, file, NOW)
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in file.parent.iterdir() if "backup" in path.name) == ["a.backup"]


async def test_existing_file_is_replaced_only_on_demand(database: Database, file: Path) -> None:
    file.write_text("precious")
    with pytest.raises(BackupRefused) as refused:
        await write_backup(database, file, NOW)
    assert str(refused.value) == f"{file} exists already: name another file, or add --force to replace it"
    assert file.read_text() == "precious"
    header = await write_backup(database, file, NOW, replace=True)
    assert examine(file) == header


async def test_older_backup_goes_through_the_migrations(
    database: Database, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill_every_table(database)
    before = await contents(database)
    await write_backup(database, file, NOW)
    release_next_version(monkeypatch, tmp_path)
    restored = await restore(database, file)
    after = await contents(database)
    assert {row.pop("department") for row in after["people"]} == {"79"}
    assert [row.pop("department") for row in before["people"]] != []
    assert after == before
    assert (restored.rows, restored.made_at) == (sum(map(len, before.values())), NOW)
