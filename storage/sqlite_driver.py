"""SQLite for SQLAlchemy's async engine, in the thread of the event loop.

A statement takes some 20 microseconds here; handing each to a thread and back, as aiosqlite does five times a
statement, costs ten times that and as long a wait as the loop is busy. Only what waits leaves the loop: a commit,
for the disk, and a database that another process is writing to, which is asked again a little later.
It has the shape of aiosqlite's `Connection` and `Cursor`, whose dialect drives it.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any, Self

_ASK_AGAIN_SECONDS = 0.004
# Somebody else writes, or repairs the journal after a crash: it passes.
_PASSING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY)


class Cursor:
    def __init__(self, cursor: sqlite3.Cursor, patience: float) -> None:
        self._cursor = cursor
        self._patience = patience
        self.arraysize = cursor.arraysize

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid

    async def execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        await _patiently(lambda: self._cursor.execute(statement, values), self._patience)

    async def executemany(self, statement: str, values: Sequence[Sequence[Any]]) -> None:
        await _patiently(lambda: self._cursor.executemany(statement, values), self._patience)

    async def fetchone(self) -> Any:
        return self._cursor.fetchone()

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        return self._cursor.fetchmany(size or self.arraysize)

    async def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    async def __aiter__(self) -> AsyncIterator[Any]:
        for row in self._cursor:
            yield row

    async def close(self) -> None:
        self._cursor.close()


class Connection:
    """`patience`: seconds to wait for another process that writes."""

    def __init__(self, path: Path, patience: float) -> None:
        # Used by one task at a time; a commit, in a thread, while its task waits. We begin transactions ourselves.
        self._connection = sqlite3.connect(path, timeout=0, check_same_thread=False, isolation_level=None)
        self._patience = patience

    def cursor(self) -> Cursor:
        return Cursor(self._connection.cursor(), self._patience)

    async def commit(self) -> None:
        await asyncio.to_thread(self._connection.commit)

    async def rollback(self) -> None:
        self._connection.rollback()

    async def create_function(self, *arguments: Any, **options: Any) -> None:
        self._connection.create_function(*arguments, **options)

    async def close(self) -> None:
        self._connection.close()

    def stop(self) -> None:
        self._connection.close()


async def _patiently(ask: Callable[[], object], patience: float) -> None:
    give_up_at = time.monotonic() + patience
    while True:
        try:
            ask()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in _PASSING or time.monotonic() > give_up_at:
                raise
        await asyncio.sleep(_ASK_AGAIN_SECONDS)
