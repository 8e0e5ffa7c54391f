"""The database and the one way to write to it, `transaction()`. `commit` is written here and nowhere else.

On PostgreSQL row locks order the writers. SQLite has no row locks: one fair lock orders the writers of this process,
and BEGIN IMMEDIATE orders the processes (the bot and its command line).
"""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from typing import Self

import asyncpg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from storage.address import Address
from storage.engines import open_engine
from storage.lanes import Lanes
from storage.news import News, news_of, tell_other_processes

POSTGRES_CONNECTIONS = 12  # for all but the spare ones; those that hold locks of leadership are among them
SPARE_CONNECTIONS = 2  # for the loop that sends: one writes what Telegram answered while the other reads what is next


_NO_CHANGE = text("UPDATE alerts SET count = count WHERE 1 = 0")
_SNAPSHOT = text("SELECT CAST(txid_current_snapshot() AS text)")
# The operational errors of SQLite that mean: the file cannot be reached now.
_SQLITE_AWAY = ("locked", "busy", "disk", "unable to open", "readonly")
_POSTGRES_AWAY = (asyncpg.ReadOnlySQLTransactionError, asyncpg.DiskFullError)


class DatabaseAway(RuntimeError):
    """The error that the database cannot be reached now."""


class Database:
    """The database at an address. It connects at the first use; `close()`, or `async with`, closes all connections."""

    def __init__(self, address: Address) -> None:
        self.address = address
        writers = 1 if address.is_sqlite else POSTGRES_CONNECTIONS
        self.writer = open_engine(address, writes=True, pool_size=writers)
        self.reader = open_engine(address, writes=False, pool_size=4) if address.is_sqlite else self.writer
        self._one_writer = Lanes() if address.is_sqlite else None
        self._writing = async_sessionmaker(self.writer, expire_on_commit=False)
        self._reading = async_sessionmaker(self.reader, expire_on_commit=False)
        # On PostgreSQL connections for what cannot wait until one of the pool is free.
        self._spare: AsyncEngine | None = None
        self._writing_first, self._reading_first = self._writing, self._reading
        if not address.is_sqlite:
            self._spare = open_engine(address, writes=True, pool_size=SPARE_CONNECTIONS)
            self._writing_first = self._reading_first = async_sessionmaker(self._spare, expire_on_commit=False)
        # What hears the news of each transaction; None where the loop that sends runs in another process.
        self.listener: Callable[[News], None] | None = None

    @asynccontextmanager
    async def transaction(self, *, first: bool = False) -> AsyncIterator[AsyncSession]:
        """Open a session whose changes are committed together when the block ends, or undone when it raises.

        With `first` it waits for no transaction that has not begun, as what Telegram has answered must: a message
        whose outcome is not written is sent again after a crash.
        """
        writing = self._writing_first if first else self._writing
        async with self._one_writer.held(fast=first) if self._one_writer else nullcontext(), writing() as session:
            await _connect(session)
            yield session
            news = news_of(session)
            if news and self.listener is None and not self.address.is_sqlite:
                await tell_other_processes(session, news)
            await session.commit()
        if self.listener is not None and (news or not first):  # what is first changes only messages on their way
            self.listener(news)

    @asynccontextmanager
    async def reading(self, *, first: bool = False) -> AsyncIterator[AsyncSession]:
        """Open a session for reading, which waits for no writer; changes made in it are not kept.

        With `first` it waits for no connection that updates have, as the loop that sends must.
        """
        async with (self._reading_first if first else self._reading)() as session:
            await _connect(session)
            yield session

    async def try_to_write(self) -> None:
        """Write nothing, in a transaction that writes; raise what the database says where it takes no writing."""
        async with self.transaction(first=True) as session:
            await session.execute(_NO_CHANGE)

    async def last_change(self) -> str:
        """Return words that are others as soon as anybody, in whatever process, has committed a change."""
        if self.address.path is None:
            async with self.reading() as session:
                return str(await session.scalar(_SNAPSHOT))
        try:
            journal = self.address.path.with_name(f"{self.address.path.name}-wal").stat()
        except FileNotFoundError:
            return ""
        return f"{journal.st_mtime_ns} {journal.st_size}"

    async def __aenter__(self) -> Self:
        """Return this database, which is closed when the block ends."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close all connections."""
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        for engine in {self.writer, self.reader, self._spare or self.writer}:
            await engine.dispose()


async def _connect(session: AsyncSession) -> None:
    """Connect a session now; raise DatabaseAway where that fails, so that it is not taken for an error of a handler."""
    try:
        await session.connection()
    except Exception as error:
        raise DatabaseAway(str(error).partition("\n")[0]) from error


def is_away(error: BaseException) -> bool:
    """Return whether an error means that the database could not be reached, not that it refused the statement."""
    if isinstance(error, DatabaseAway):
        return True
    if not isinstance(error, DBAPIError) or isinstance(error.orig and error.orig.__cause__, asyncpg.DataError):
        return False  # a value refused by asyncpg bears the same name as a lost connection
    if error.connection_invalidated or isinstance(error, InterfaceError):
        return True
    if isinstance(error.orig and error.orig.__cause__, _POSTGRES_AWAY):
        return True  # a standby, or a full disk: nothing can be written until somebody mends it
    if isinstance(error.orig, sqlite3.OperationalError):
        return any(words in str(error.orig) for words in _SQLITE_AWAY)
    return isinstance(error, OperationalError)
