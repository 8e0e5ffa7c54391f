"""One database, one way to write: `transaction()`. `commit` is written here and nowhere else.

On PostgreSQL row locks order the writers. On SQLite row locks do nothing: one fair lock in this process orders
them, and BEGIN IMMEDIATE orders the processes (the bot and its command line).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from storage.address import Address
from storage.engines import open_engine

POSTGRES_CONNECTIONS = 12


class Database:
    """Opens nothing until the first question; close it with `close()`."""

    def __init__(self, address: Address) -> None:
        self.address = address
        writers = 1 if address.is_sqlite else POSTGRES_CONNECTIONS
        self.writer = open_engine(address, writes=True, pool_size=writers)
        self.reader = open_engine(address, writes=False, pool_size=4) if address.is_sqlite else self.writer
        self._one_writer = asyncio.Lock() if address.is_sqlite else nullcontext()
        self._writing = async_sessionmaker(self.writer, expire_on_commit=False)
        self._reading = async_sessionmaker(self.reader, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """All that happens inside is kept together when the block ends, or not at all when it raises."""
        async with self._one_writer, self._writing() as session:
            yield session
            await session.commit()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A view that waits for no writer; what is changed in it is lost."""
        async with self._reading() as session:
            yield session

    async def answers(self, seconds: float = 3) -> bool:
        try:
            async with asyncio.timeout(seconds), self.reading() as session:
                await session.execute(text("SELECT 1"))
        except (DBAPIError, PoolTimeout, OSError, TimeoutError):
            return False
        return True

    async def close(self) -> None:
        await self.writer.dispose()
        await self.reader.dispose()


def is_away(error: BaseException) -> bool:
    """Whether the database did not answer (wait and ask again), as opposed to having refused what was asked."""
    if isinstance(error, DBAPIError):
        if error.connection_invalidated or isinstance(error, InterfaceError):
            return True
        return isinstance(error, OperationalError) and "no such" not in str(error.orig)
    return isinstance(error, OSError | TimeoutError | PoolTimeout)
