"""Leadership among the processes of one PostgreSQL: an advisory lock for each office, held by a connection of its own.

When a process dies or loses its network, the server drops its connection (see the keepalives in `engines.py`) and
with it the lock; when it is frozen, the server ends its idle session. What it may do, and until when, is its `Lease`
(docs/decisions/0011). On SQLite there is one process (see `single_run`), which always leads.
"""

import asyncio
import fcntl
import time
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
_SILENCE_SECONDS = 3.0
LEASE_SECONDS = 4.0  # since the last sign of life that was answered
FROZEN_SECONDS = 6  # without a sign of life the server ends the session; longer than the lease, so that nobody overlaps
SETTLING_SECONDS = 1.0  # what another leader had on its way arrives meanwhile
Work = Callable[[asyncio.Event], Awaitable[None]]


@dataclass(frozen=True)
class Ear:
    """A channel of PostgreSQL's NOTIFY, and the function that is called with each payload."""

    channel: str
    hear: Callable[[str], None]


class Lease:
    """Whether this process leads an office at this moment, as far as it can know without asking."""

    def __init__(self) -> None:
        self._until = float("-inf")

    @property
    def holds(self) -> bool:
        """Whether the lock was ours so short a time ago that nobody else can have it yet."""
        return time.monotonic() < self._until

    def renew(self, asked_at: float, seconds: float = LEASE_SECONDS) -> None:
        """Note that the lock was ours at a moment of `time.monotonic`, and so is for some seconds more."""
        self._until = asked_at + seconds

    def end(self) -> None:
        """Note that the lock may be another's."""
        self._until = float("-inf")


class AlreadyRunning(RuntimeError):
    """The error that another process already runs on this SQLite file."""


async def lead(
    database: Database,
    office: int,
    work: Work,
    stopping: asyncio.Event,
    waiting: Callable[[], None],
    ear: Ear | None = None,
    lease: Lease | None = None,
) -> None:
    """Run `work` only while this process holds the PostgreSQL advisory lock numbered `office`, until `stopping` is set.

    While another process holds the lock, try once a second to get it, and call `waiting` at each try, which shows that
    this process is alive. While `work` runs, `ear` hears its channel, and `lease` holds. On SQLite, where there is one
    process, `work` runs at once, and nobody else tells anything.
    """
    lease = lease or Lease()
    if database.address.is_sqlite:
        lease.renew(time.monotonic(), float("inf"))
        await work(stopping)
        return
    another_led = False
    while not stopping.is_set():
        waiting()
        try:
            async with _office(database, office) as connection:
                if connection is not None:
                    if ear is not None:
                        await _listen(connection, ear)
                    if another_led:
                        await asyncio.sleep(SETTLING_SECONDS)
                    await _work_while_leading(connection, work, stopping, lease)
                another_led = True  # or may have, if it was ours and was lost
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
        await connection.execute(text(f"SET idle_session_timeout = {FROZEN_SECONDS * 1000}"))
        asked = text("SELECT pg_try_advisory_lock(:ours, :office)")
        if not await connection.scalar(asked, {"ours": _OURS, "office": office}):
            await connection.execute(text("RESET idle_session_timeout"))
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


async def _work_while_leading(connection: AsyncConnection, work: Work, stopping: asyncio.Event, lease: Lease) -> None:
    """Run `work`, and cancel it once the connection that holds the lock ends or no longer answers."""
    lost = asyncio.get_running_loop().create_future()
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    driver.add_termination_listener(lambda _: _end(lease, lost))
    await _show_life(connection, lease)
    working = asyncio.ensure_future(work(stopping))
    try:
        while not working.done() and not lost.done():
            await asyncio.wait({working, lost}, timeout=_HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            await _show_life(connection, lease)
    finally:
        lease.end()
        if not working.done():
            working.cancel()
            await asyncio.wait({working})
    working.result()


async def _show_life(connection: AsyncConnection, lease: Lease) -> None:
    asked_at = time.monotonic()
    async with asyncio.timeout(_SILENCE_SECONDS):
        await connection.execute(text("SELECT 1"))
    lease.renew(asked_at)


def _end(lease: Lease, lost: "asyncio.Future[None]") -> None:
    lease.end()
    if not lost.done():
        lost.set_result(None)


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
