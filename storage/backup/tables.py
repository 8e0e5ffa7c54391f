"""All tables at once: they are locked, emptied, filled from a backup, and their id sequences are set."""

from collections.abc import Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path

from sqlalchemy import MetaData, Table, delete, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from storage.backup.lines import rows_in
from storage.backup.problems import BackupRefused
from storage.backup.values import reader_of
from storage.base import AT_A_TIME, Json
from storage.upserts import Insert, Upsert

# Updates done since the backup stay known, since Telegram may repeat them.
STAYS = "updates_done"
_TRIES = 40
# Locked first, because transactions of a tick or an update write to them first: few deadlocks are left.
_WRITTEN_FIRST = ("duties", STAYS)
_LOCK_NOT_AVAILABLE = "55P03"


async def lock_all(session: AsyncSession, tables: MetaData) -> None:
    """Lock all tables, so that nobody else writes until the transaction ends; raise BackupRefused where that fails.

    On SQLite nothing is done, since the transaction began with such a lock.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    in_order = sorted(tables.sorted_tables, key=lambda table: table.name not in _WRITTEN_FIRST)
    names = ", ".join(f'"{table.name}"' for table in in_order)
    # Shorter than PostgreSQL's deadlock_timeout of a second: when two wait for each other, it is we who step back.
    await session.execute(text("SET LOCAL lock_timeout = '800ms'"))
    for _ in range(_TRIES):
        try:
            async with session.begin_nested():
                await session.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))
            return
        except DBAPIError as refused:
            if getattr(refused.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
                raise
    raise BackupRefused("somebody keeps the database busy: nothing was changed, try again in a minute")


async def empty_tables(session: AsyncSession, tables: MetaData) -> None:
    """Delete all rows of all tables, except the updates already handled."""
    for table in reversed(tables.sorted_tables):
        if table.name != STAYS:
            await session.execute(delete(table))


async def fill_tables(session: AsyncSession, tables: MetaData, path: Path) -> None:
    """Insert all rows of a backup into these tables; of the updates handled, only those that are missing.

    Raises BackupRefused for a table or a column that does not exist.
    """
    for name, rows in _batches(path, tables.tables):
        table = tables.tables[name]
        await session.execute(_insert_missing(session, table) if name == STAYS else insert(table), rows)


async def advance_sequences(session: AsyncSession, tables: MetaData) -> None:
    """Set the id sequences of PostgreSQL past all ids that the database or the backup used.

    SQLite needs none of it.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    for table in tables.sorted_tables:
        for column in table.primary_key.columns:
            named = select(func.pg_get_serial_sequence(f'"{table.name}"', column.name))
            sequence = await session.scalar(named)
            if sequence is not None:
                first_free = func.greatest(func.max(column) + 1, func.nextval(sequence))
                await session.execute(select(func.setval(sequence, first_free, False)))


def _insert_missing(session: AsyncSession, table: Table) -> Insert:
    return Upsert(table, lambda insert: insert.on_conflict_do_nothing()).of(session)


def _batches(path: Path, tables: Mapping[str, Table]) -> Iterator[tuple[str, list[Json]]]:
    """Yield the rows of a backup, up to 500 of one table at a time, with the values as SQLAlchemy takes them."""
    for (name, columns), group in groupby(rows_in(path), key=lambda row: (row[0], tuple(row[1]))):
        if name not in tables or set(columns) - set(tables[name].columns.keys()):
            raise BackupRefused(f"{path} describes '{name}' in another way than its version: nothing was changed")
        readers = [reader_of(tables[name].columns[column]) for column in columns]
        while some := list(islice(group, AT_A_TIME)):
            rows = [zip(columns, readers, values, strict=True) for _, _, values in some]
            yield name, [{column: read(value) for column, read, value in row} for row in rows]
