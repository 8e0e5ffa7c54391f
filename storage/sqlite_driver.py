"""A driver of SQLite for SQLAlchemy's async engine that runs in the thread of the event loop.

A statement takes far less time than handing it to a thread and back, as aiosqlite does five times a statement. Only
what waits leaves the loop: a commit, for the disk, and a database that another process is writing to, which is asked
again a little later (docs/decisions/0005). It has the shape of aiosqlite's `Connection` and `Cursor`, since their
dialect drives it.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any, Self

_ASK_AGAIN_SECONDS = 0.004
# Another process writes, or repairs the journal after a crash, and will be done soon.
_PASSING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY)


class Cursor:
    """A cursor with the methods of aiosqlite's; its statements run in the thread of the event loop.

    `patience` is how many seconds a statement waits for another process that writes.
    """

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
        """Run a statement; where another process is writing, try again until it has finished or `patience` is over."""
        await _patiently(lambda: self._cursor.execute(statement, values), self._patience)

    async def executemany(self, statement: str, values: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each list of values, with the patience of `execute`."""
        await _patiently(lambda: self._cursor.executemany(statement, values), self._patience)

    async def fetchone(self) -> Any:
        """Return the next row of the result, None at its end."""
        return self._cursor.fetchone()

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return the next rows of the result, at most `size`."""
        return self._cursor.fetchmany(size or self.arraysize)

    async def fetchall(self) -> list[Any]:
        """Return all rows left of the result."""
        return self._cursor.fetchall()

    async def __aiter__(self) -> AsyncIterator[Any]:
        for row in self._cursor:
            yield row

    async def close(self) -> None:
        """Close the cursor."""
        self._cursor.close()


class Connection:
    """A connection to a SQLite file, with the methods of aiosqlite's.

    `patience` is how many seconds a statement waits for another process that writes.
    """

    def __init__(self, path: Path, patience: float) -> None:
        # One task at a time uses it, also from the thread of a commit. SQLAlchemy begins transactions, not the library.
        self._connection = sqlite3.connect(path, timeout=0, check_same_thread=False, isolation_level=None)
        self._patience = patience

    def cursor(self) -> Cursor:
        """Open a cursor."""
        return Cursor(self._connection.cursor(), self._patience)

    async def commit(self) -> None:
        """Commit in another thread, since it waits for the disk."""
        await asyncio.to_thread(self._connection.commit)

    async def rollback(self) -> None:
        """Undo the transaction, in the thread of the event loop."""
        self._connection.rollback()

    async def create_function(self, *arguments: Any, **options: Any) -> None:
        """Let SQL call a Python function; SQLAlchemy asks for it at each connection."""
        self._connection.create_function(*arguments, **options)

    async def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def stop(self) -> None:
        """Close the connection at once; SQLAlchemy calls this where nothing can be awaited."""
        self._connection.close()


async def _patiently(ask: Callable[[], object], patience: float) -> None:
    """Call `ask` until the file is no longer locked by another process; raise its error after `patience` seconds."""
    give_up_at = time.monotonic() + patience
    while True:
        try:
            ask()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in _PASSING or time.monotonic() > give_up_at:
                raise
        await asyncio.sleep(_ASK_AGAIN_SECONDS)
