"""The writing of a backup: the database as of one moment, while others write; the file is complete or not there."""

import gzip
import os
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.backup.lines import Header, LineWriter
from storage.backup.problems import BackupRefused
from storage.backup.values import writer_of
from storage.base import AT_A_TIME
from storage.database import Database
from storage.records import METADATA
from storage.schema import Tables, newest_revision, place_of, revision_of

_COMPRESSION = 6


async def write_backup(database: Database, path: Path, now: datetime, *, replace: bool = False) -> Header:
    """Write all tables into one file, as of one moment, and return the header of the file.

    `replace` allows an existing file to be replaced. Raises BackupRefused, and leaves `path` as it was.
    """
    _refuse_place(path, replace)
    _refuse_missing(database)
    async with _frozen_view(database) as connection:
        header = await _header(connection, now)
        with _renamed_once_whole(path, replace) as stream:
            lines = LineWriter(stream, header)
            for table in METADATA.sorted_tables:
                await _write_table(connection, table, lines)
            lines.close()
    return header


@asynccontextmanager
async def _frozen_view(database: Database) -> AsyncIterator[AsyncConnection]:
    """Open a connection that sees the database as of one moment, whatever others write meanwhile."""
    async with database.reader.connect() as connection:
        if not database.address.is_sqlite:
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


async def _header(connection: AsyncConnection, now: datetime) -> Header:
    revision = await connection.run_sync(revision_of)
    if revision is None:
        raise BackupRefused("the database has no tables yet: there is nothing to back up")
    if place_of(revision) == Tables.UNRELEASED:
        raise BackupRefused(
            "the database was made before the first release of aiguilleur, and this version cannot read it: "
            "a backup of it could not be restored"
        )
    if revision != newest_revision():
        raise BackupRefused(
            f"the tables are of version {revision}, this program's of {newest_revision()}: "
            "back up with the version that runs, or start aiguilleur run once"
        )
    counts = {
        table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
        for table in METADATA.sorted_tables
    }
    return Header(revision, now, counts)


async def _write_table(connection: AsyncConnection, table: Table, lines: LineWriter) -> None:
    lines.table(table.name, [column.name for column in table.columns])
    translations = [writer_of(column) for column in table.columns]
    # In the order of keys, so that a row comes after the one of its own table that it points at.
    result = await connection.stream(select(table).order_by(*table.primary_key.columns))
    async for rows in result.partitions(AT_A_TIME):
        for row in rows:
            lines.row([translate(value) for translate, value in zip(translations, row, strict=True)])


def _refuse_place(path: Path, replace: bool) -> None:
    if path.exists() and not path.is_file():
        raise BackupRefused(f"{path} is not a regular file: name a file to write")
    if path.exists() and not replace:
        raise BackupRefused(f"{path} exists already: name another file, or add --force to replace it")
    if not path.parent.is_dir():
        raise BackupRefused(f"{path} cannot be written: the folder {path.parent} does not exist")


def _refuse_missing(database: Database) -> None:
    file = database.address.path
    if file is not None and not file.is_file():
        raise BackupRefused(f"there is no database at {database.address}: check DATABASE_URL")


@contextmanager
def _renamed_once_whole(path: Path, replace: bool) -> Iterator[gzip.GzipFile]:
    """Open a gzip stream to a temporary file that is renamed to `path` only once it is complete and on the disk."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            with gzip.GzipFile("", "wb", _COMPRESSION, file, mtime=0) as stream:
                yield stream
            file.flush()
            os.fsync(file.fileno())
        _refuse_place(path, replace)
        beside.rename(path)
        _sync_folder(path.parent)
    except OSError as trouble:
        raise BackupRefused(f"{path} was not written ({trouble.strerror}): make room, or write elsewhere") from None
    finally:
        beside.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
