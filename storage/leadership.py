"""Leadership among the processes of one PostgreSQL: an advisory lock for each office, held by a connection of its own.

When a process dies or loses its network, the server drops its connection (see the keepalives in `engines.py`) and
with it the lock. On SQLite there is one process (see `single_run`), which always leads.
"""

import asyncio
import fcntl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import IO

from asyncpg import PostgresError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database, is_away

_OURS = 7_246  # the first half of our advisory locks
_SECONDS_BETWEEN_TRIES = 1.0
_HEARTBEAT_SECONDS = 1.0
_SILENCE_SECONDS = 4.0
Work = Callable[[asyncio.Event], Awaitable[None]]


@dataclass(frozen=True)
class Ear:
    """A channel of PostgreSQL's NOTIFY, and the function that is called with each payload."""

    channel: str
    hear: Callable[[str], None]


class AlreadyRunning(RuntimeError):
    """The error that another process already runs on this SQLite file."""


async def lead(
    database: Database,
    office: int,
    work: Work,
    stopping: asyncio.Event,
    waiting: Callable[[], None],
    ear: Ear | None = None,
) -> None:
    """Run `work` only while this process holds the PostgreSQL advisory lock numbered `office`, until `stopping` is set.

    While another process holds the lock, try once a second to get it, and call `waiting` at each try, which shows that
    this process is alive. While `work` runs, `ear` hears its channel. On SQLite, where there is one process, `work`
    runs at once, and nobody else tells anything.
    """
    if database.address.is_sqlite:
        await work(stopping)
        return
    while not stopping.is_set():
        waiting()
        try:
            async with _office(database, office) as connection:
                if connection is not None:
                    if ear is not None:
                        await _listen(connection, ear)
                    await _work_while_leading(connection, work, stopping)
        except Exception as error:
            # This connection is opened and lost outside `transaction`, which would have translated its errors.
            if not (is_away(error) or isinstance(error, OSError | TimeoutError | PostgresError | SQLAlchemyError)):
                raise
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), _SECONDS_BETWEEN_TRIES)


@asynccontextmanager
async def _office(database: Database, office: int) -> AsyncIterator[AsyncConnection | None]:
    """Yield a connection that holds the advisory lock numbered `office`, or None while another process holds it."""
    engine = database.writer.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        asked = text("SELECT pg_try_advisory_lock(:ours, :office)")
        if not await connection.scalar(asked, {"ours": _OURS, "office": office}):
            yield None
            return
        try:
            yield connection
        finally:
            # Back in the pool, the connection would keep the lock.
            await connection.invalidate()


async def _listen(connection: AsyncConnection, ear: Ear) -> None:
    """Call the ear with all that is told on its channel for as long as this connection lasts."""
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    await driver.add_listener(ear.channel, lambda *heard: ear.hear(heard[-1]))


async def _work_while_leading(connection: AsyncConnection, work: Work, stopping: asyncio.Event) -> None:
    """Run `work` and cancel it when the connection that holds the lock no longer answers."""
    working = asyncio.ensure_future(work(stopping))
    try:
        while not working.done():
            await asyncio.wait({working}, timeout=_HEARTBEAT_SECONDS)
            async with asyncio.timeout(_SILENCE_SECONDS):
                await connection.execute(text("SELECT 1"))
    finally:
        if not working.done():
            working.cancel()
            await asyncio.wait({working})
    working.result()


@contextmanager
def single_run(database: Database) -> Iterator[None]:
    """Lock a SQLite file while the block runs; raise AlreadyRunning where another process has locked it.

    The kernel frees the lock when the process ends, however it ends. On PostgreSQL nothing is locked.
    """
    path = database.address.path
    if path is None:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path.with_name(path.name + ".run-lock"), "w") as file:
        _lock(file, str(path))
        yield


def _lock(file: IO[str], path: str) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise AlreadyRunning(
            f"another aiguilleur already runs on {path}: stop it first, or use PostgreSQL for several"
        ) from None
