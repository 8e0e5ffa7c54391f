"""Backups that must not be restored: each is refused in a line, and nothing changes."""

import gzip
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.address import Address
from storage.backup.lines import examine, rows_in
from storage.backup.problems import BackupRefused
from storage.backup.restore import restore
from storage.backup.write import write_backup
from storage.database import Database
from storage.schema import migrate, newest_revision
from tests.storage.filling import NOW, contents, fill_every_table, put_together


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.backup"


@pytest.fixture
async def small(database: Database, file: Path) -> Path:
    await fill_every_table(database)
    await write_backup(database, file, NOW)
    return file


def rewritten(file: Path, change: Callable[[list[str]], list[str]]) -> None:
    lines = gzip.decompress(file.read_bytes()).decode().splitlines()
    file.write_bytes(gzip.compress("".join(f"{line}\n" for line in change(lines)).encode()))


def with_header(**changes: Any) -> Callable[[list[str]], list[str]]:
    return lambda lines: [json.dumps(json.loads(lines[0]) | changes), *lines[1:]]


DAMAGED = "{} is damaged: nothing was changed, take another backup"
NOT_OURS = "{} is not a backup of aiguilleur, or its first bytes are damaged: nothing was changed"


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda lines: lines[:-1], DAMAGED),
        (lambda lines: [*lines[:3], *lines[4:]], DAMAGED),
        (lambda lines: [*lines, lines[-1]], DAMAGED),
        (lambda lines: [line.replace("87154", "87155") for line in lines],
         DAMAGED),
        (with_header(format=2), "{} was written by a newer version of aiguilleur (format 2, this one reads 1): "
                                "install that version"),
        (with_header(backup_of="another"), NOT_OURS),
        (lambda lines: ["[1, 2]"], NOT_OURS),
        (lambda lines: ["hello"], NOT_OURS),
        (lambda lines: [], NOT_OURS),
        (lambda lines: ["[" * 100_000], NOT_OURS),
        (lambda lines: [lines[0], "[" * 100_000, *lines[2:]], DAMAGED),
        (lambda lines: [lines[0], *["[1]"] * 100_000], DAMAGED),
        (lambda lines: [lines[0], *["0"] * 100_000], DAMAGED),
        (with_header(rows=[1, 2]), DAMAGED),
        (with_header(made_at="yesterday"), DAMAGED),
    ],
)  # fmt: skip
async def test_changed_backup_is_refused_and_nothing_changes(
    database: Database, small: Path, change: Callable[[list[str]], list[str]], line: str
) -> None:
    before = await contents(database)
    rewritten(small, change)
    with pytest.raises(BackupRefused) as refused:
        await restore(database, small)
    assert str(refused.value) == line.format(small)
    assert await contents(database) == before


async def test_backup_of_newer_tables_is_refused_and_nothing_changes(database: Database, small: Path) -> None:
    before = await contents(database)
    put_together(small.with_name("newer.backup"), "9999", rows_in(small))
    with pytest.raises(BackupRefused) as refused:
        await restore(database, small.with_name("newer.backup"))
    assert str(refused.value) == (
        f"{small.with_name('newer.backup')} was written by a newer version of aiguilleur (tables 9999, "
        f"this one knows {newest_revision()}): install that version"
    )
    assert await contents(database) == before


async def test_backup_of_tables_never_released_is_refused_and_nothing_changes(database: Database, small: Path) -> None:
    before, older = await contents(database), small.with_name("older.backup")
    put_together(older, "0012", rows_in(small))
    with pytest.raises(BackupRefused) as refused:
        await restore(database, older)
    assert str(refused.value) == (
        f"{older} was made before the first release of aiguilleur, and this version cannot read it: "
        "restore a backup made since"
    )
    assert await contents(database) == before


async def test_every_damaged_byte_is_found_out_or_harmless(tmp_path: Path) -> None:
    database, file = Database(Address(tmp_path / "b.db", None)), tmp_path / "b.backup"
    await migrate(database)
    await fill_every_table(database)
    await write_backup(database, file, NOW)
    await database.close()
    sound, rows = file.read_bytes(), list(rows_in(file))
    harmless = []
    for place in range(len(sound)):
        file.write_bytes(sound[:place] + bytes([sound[place] ^ 0x55]) + sound[place + 1 :])
        try:
            examine(file)
        except BackupRefused:
            continue
        assert list(rows_in(file)) == rows
        # Some damaged codes of gzip still stand for the same letters: harmless only where the whole text is the same.
        assert gzip.decompress(file.read_bytes()) == gzip.decompress(sound)
        harmless.append(place)
    assert harmless[:6] == [4, 5, 6, 7, 8, 9], "gzip's date, kind of compression and system carry nothing"


async def test_backup_cut_anywhere_is_refused(tmp_path: Path) -> None:
    database, file = Database(Address(tmp_path / "b.db", None)), tmp_path / "b.backup"
    await migrate(database)
    await write_backup(database, file, NOW)
    await database.close()
    sound = file.read_bytes()
    for length in range(len(sound)):
        file.write_bytes(sound[:length])
        with pytest.raises(BackupRefused):
            examine(file)


async def test_refused_row_undoes_the_whole_restore(database: Database, small: Path) -> None:
    """The file is sound, but the tables refuse its rows: two people with one Telegram id."""
    before = await contents(database)
    people = [row for row in rows_in(small) if row[0] == "people"]
    table, columns, values = people[0]
    twin = [999 if column == "id" else value for column, value in zip(columns, values, strict=True)]
    put_together(small.with_name("twins.backup"), newest_revision(), [*people, (table, columns, twin)])
    with pytest.raises(Exception, match=r"(?i)unique"):
        await restore(database, small.with_name("twins.backup"))
    assert await contents(database) == before


@pytest.mark.parametrize("row", [("spells", ["id"], [1]), ("people", ["id", "magic"], [1, 2])])
async def test_rows_that_no_table_can_take_are_refused(
    database: Database, small: Path, row: tuple[str, list[str], list[int]]
) -> None:
    before, file = await contents(database), small.with_name("odd.backup")
    put_together(file, newest_revision(), [row])
    with pytest.raises(BackupRefused) as refused:
        await restore(database, file)
    assert str(refused.value) == f"{file} describes '{row[0]}' in another way than its version: nothing was changed"
    assert await contents(database) == before


@pytest.mark.parametrize(("begins", "line"), [(b"", NOT_OURS), (b'{"a": 1}\n', NOT_OURS), (b"whole", DAMAGED)])
async def test_small_file_that_unpacks_to_a_huge_one_is_refused_early(small: Path, begins: bytes, line: str) -> None:
    if begins == b"whole":
        begins = gzip.decompress(small.read_bytes()).splitlines(keepends=True)[0]
    small.write_bytes(gzip.compress(begins + bytes(64 * 1024 * 1024), 1))
    tracemalloc.start()
    try:
        with pytest.raises(BackupRefused) as refused:
            examine(small)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert str(refused.value) == line.format(small)
    assert most < 20 * 1024 * 1024
