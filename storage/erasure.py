"""Erasing a person: from every table, remembered as a hash, and out of the file itself."""

from datetime import datetime

import aiosqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database
from storage.erasures import remember_erasure
from storage.inventory import erase_rows_of


async def erase_person(session: AsyncSession, telegram_id: int, now: datetime) -> None:
    """Twice is once."""
    await session.flush()
    await erase_rows_of(session, telegram_id)
    await remember_erasure(session, telegram_id, now)


async def scrub(database: Database) -> None:
    """SQLite overwrites what is deleted, but its journal still holds the words until it is written back and cut."""
    if database.address.path is not None:
        async with aiosqlite.connect(database.address.path) as connection:
            await connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
