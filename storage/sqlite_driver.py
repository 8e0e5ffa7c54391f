"""A dialect of SQLite for SQLAlchemy's async engine whose statements run in the thread of the event loop.

A statement takes far less time than handing it to a thread and back. Only what waits leaves the loop: a commit, for the
disk, and a database that another process is writing to, which is asked again a little later (docs/decisions/0005).
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import URL, AsyncAdaptedQueuePool, Pool
from sqlalchemy.dialects.sqlite.base import SQLiteExecutionContext
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import await_only

_ASK_AGAIN_SECONDS = 0.004
# Another process writes, or repairs the journal after a crash, and will be done soon.
_PASSING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY)


class _Context(SQLiteExecutionContext):
    """The execution of a statement, which may read its rows while they are fetched."""

    def create_server_side_cursor(self) -> Any:
        """Open a cursor that fetches rows one by one, for results that do not fit into memory."""
        return self._dbapi_connection.cursor(streams=True)


class Dialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's own dialect of SQLite, used from its async engine; connections are those of this module."""

    driver = "in_the_loop"
    is_async = True
    supports_statement_cache = True
    supports_server_side_cursors = True
    execution_ctx_cls = _Context

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        """Return the pool of connections for async engines."""
        return AsyncAdaptedQueuePool


class Cursor:
    """A cursor of Python's DB API.

    `patience` is how many seconds a statement waits for another process that writes. Rows are fetched as soon as a
    statement has run, so that no statement stays open, unless the cursor `streams`: then when they are asked for.
    """

    def __init__(self, connection: sqlite3.Connection, patience: float, *, streams: bool) -> None:
        self._cursor = connection.cursor()
        self._patience = patience
        self._streams = streams
        self._rows: Iterator[Any] = iter(())

    @property
    def description(self) -> Any:
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid

    def execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Run a statement; where another process is writing, try again until it has finished or `patience` is over."""
        _patiently(lambda: self._cursor.execute(statement, values), self._patience)
        if self._cursor.description:
            self._rows = self._cursor if self._streams else iter(self._cursor.fetchall())

    def executemany(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each list of values, with the patience of `execute`."""
        _patiently(lambda: self._cursor.executemany(statement, values), self._patience)

    def fetchone(self) -> Any:
        """Return the next row of the result, None at its end."""
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        """Return the next rows of the result, at most `size`."""
        return list(islice(self._rows, size))

    def fetchall(self) -> list[Any]:
        """Return all rows left of the result."""
        return list(self._rows)

    def close(self) -> None:
        """Close the cursor."""
        self._cursor.close()

    async def _async_soft_close(self) -> None:
        """Do nothing: SQLAlchemy asks for it before rows are read outside its engine, and they are here already."""


class Connection:
    """A connection to a SQLite file, with the methods of Python's DB API.

    `patience` is how many seconds a statement waits for another process that writes.
    """

    def __init__(self, path: Path, patience: float) -> None:
        # One task at a time uses it, also from the thread of a commit. SQLAlchemy begins transactions, not the library.
        self._connection = sqlite3.connect(path, timeout=0, check_same_thread=False, isolation_level=None)
        self._patience = patience

    def cursor(self, *, streams: bool = False) -> Cursor:
        """Open a cursor; with `streams` it fetches rows when they are asked for."""
        await_only(_nothing())  # SQLAlchemy takes a driver that awaits nothing for one made for threads, and refuses it
        return Cursor(self._connection, self._patience, streams=streams)

    def commit(self) -> None:
        """Commit in another thread, since it waits for the disk, while the event loop goes on."""
        if self._connection.in_transaction:
            await_only(asyncio.to_thread(self._connection.commit))

    def rollback(self) -> None:
        """Undo the transaction."""
        self._connection.rollback()

    def create_function(self, *arguments: Any, **options: Any) -> None:
        """Let SQL call a Python function; SQLAlchemy asks for it at each connection."""
        self._connection.create_function(*arguments, **options)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


async def _nothing() -> None:
    """Do nothing."""


def _patiently(ask: Callable[[], object], patience: float) -> None:
    """Call `ask` until the file is no longer locked by another process; raise its error after `patience` seconds."""
    give_up_at = 0.0
    while True:
        try:
            ask()
            return
        except sqlite3.OperationalError as error:
            give_up_at = give_up_at or time.monotonic() + patience
            if error.sqlite_errorcode not in _PASSING or time.monotonic() > give_up_at:
                raise
        await_only(asyncio.sleep(_ASK_AGAIN_SECONDS))
