"""The engines of the two databases: how a connection is opened and set."""

import math
import time
from pathlib import Path

import asyncpg
from sqlalchemy import Connection as SyncConnection
from sqlalchemy import event
from sqlalchemy.dialects import registry
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage.address import Address
from storage.sqlite_driver import Connection, Dialect

SQLITE_BUSY_SECONDS = 20
POSTGRES_CONNECT_SECONDS = 5
IDLE_SECONDS = 1.0  # a PostgreSQL connection unused for longer is tried before it is used
_USED_AT = "used_at"
# The server notices within about ten seconds that the machine of a connection has vanished, and frees
# the locks it held; without this PostgreSQL waits two hours.
POSTGRES_KEEPALIVE = {
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
    "idle_in_transaction_session_timeout": "60s",
    "TimeZone": "UTC",
}


def open_engine(address: Address, *, writes: bool, pool_size: int) -> AsyncEngine:
    """Return an SQLAlchemy engine for this database.

    On SQLite, each transaction of an engine that `writes` begins by taking the write lock.
    """
    if address.path is not None:
        return _sqlite(address.path, writes=writes, pool_size=pool_size)
    return _postgres(str(address.dsn), pool_size=pool_size)


def _sqlite(path: Path, *, writes: bool, pool_size: int) -> AsyncEngine:
    registry.register("sqlite.in_the_loop", Dialect.__module__, Dialect.__name__)
    engine = create_async_engine(
        "sqlite+in_the_loop:///file",
        creator=lambda: Connection(path, SQLITE_BUSY_SECONDS),
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: DBAPIConnection, _: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: SyncConnection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgres(dsn: str, *, pool_size: int) -> AsyncEngine:
    async def connect() -> asyncpg.Connection:
        return await asyncpg.connect(dsn, timeout=POSTGRES_CONNECT_SECONDS, server_settings=POSTGRES_KEEPALIVE)

    # The connection used last is taken first, since it has prepared most of our statements.
    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=connect, pool_size=pool_size, max_overflow=0, pool_use_lifo=True
    )

    @event.listens_for(engine.sync_engine, "checkin")
    def note_use(_: object, record: ConnectionPoolEntry) -> None:
        record.info[_USED_AT] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def try_if_idle(connection: DBAPIConnection, record: ConnectionPoolEntry, _: object) -> None:
        # SQLAlchemy's own pre-ping asks at each use, in three exchanges with the server.
        if time.monotonic() - record.info.get(_USED_AT, math.inf) > IDLE_SECONDS and not _answers(engine, connection):
            raise InvalidatePoolError

    return engine


def _answers(engine: AsyncEngine, connection: DBAPIConnection) -> bool:
    """Return whether the server still answers on this connection of the pool."""
    try:
        return engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error:
        return False
