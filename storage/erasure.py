"""The erasure of a person from every table and from SQLite's own files; a hash remembers that they were erased."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database
from storage.erasures import remember_erasure
from storage.inventory import erase_rows_of
from storage.traces import Traces

SCRUB_PATIENCE = 0.2  # seconds, during which writers wait


async def erase_person(session: AsyncSession, telegram_id: int, now: datetime, traces: Traces | None = None) -> None:
    """Erase a person from all tables, and remember the erasure as a hash.

    `traces` are what rows of others hold of the person, read before their cases were deleted; None to read it here. A
    second call erases nothing more.
    """
    await session.flush()
    await erase_rows_of(session, [telegram_id], traces)
    await remember_erasure(session, telegram_id, now)


async def scrub(database: Database) -> bool:
    """Empty SQLite's journal file, which still holds the erased words; call it after the commit of an erasure.

    Return False where a reader prevented it, so that it must be called again. On PostgreSQL do nothing and return True.
    """
    path = database.address.path
    return path is None or await asyncio.to_thread(_cut_journal, path)


def _cut_journal(path: Path) -> bool:
    # A connection of its own, since those of the pools wait longer for their turn.
    with closing(sqlite3.connect(path, timeout=SCRUB_PATIENCE)) as connection:
        try:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
    return not busy
