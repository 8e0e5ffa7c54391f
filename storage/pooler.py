"""A pooler between us and PostgreSQL, such as PgBouncer: in transaction mode half of the bot works, so it is refused.

Advisory locks, LISTEN and prepared statements belong to one session of the server; there each transaction may get
another one.
"""

import secrets
from typing import Protocol

import asyncpg

from storage.address import Address

CONNECT_SECONDS = 5
FIX = (
    "a pooler (PgBouncer) stands before it, which shares sessions: let DATABASE_URL name PostgreSQL itself, or set "
    "pool_mode = session for this database"
)
_REFUSED = "unsupported startup parameter"
_READ = "SELECT current_setting('aiguilleur.session', true)"


class PoolerInBetween(RuntimeError):
    """The error that a pooler stands before PostgreSQL which does not keep a session for each connection."""


class Session(Protocol):
    """What is needed of a connection to PostgreSQL to see whose session it has."""

    async def fetchval(self, query: str, *args: object) -> object: ...
    async def execute(self, query: str, *args: object) -> object: ...


async def refuse_pooler(address: Address) -> None:
    """Raise PoolerInBetween where connections to this database share sessions; a SQLite file has none."""
    if address.dsn is None:
        return
    first = await asyncpg.connect(address.dsn, timeout=CONNECT_SECONDS, statement_cache_size=0)
    try:
        second = await asyncpg.connect(address.dsn, timeout=CONNECT_SECONDS, statement_cache_size=0)
        try:
            if await share_a_session(first, second):
                raise PoolerInBetween(FIX)
        finally:
            await second.close()
    finally:
        await first.close()


async def share_a_session(first: Session, second: Session) -> bool:
    """Return whether what one connection sets for its session is lost to it while another works, or seen there."""
    mark = secrets.token_hex(8)
    await first.fetchval("SELECT set_config('aiguilleur.session', $1, false)", mark)
    await second.execute("BEGIN")
    try:
        return await second.fetchval(_READ) == mark or await first.fetchval(_READ) != mark
    finally:
        await second.execute("ROLLBACK")


def is_refused_by_pooler(error: BaseException | None) -> bool:
    """Return whether a connection failed since a pooler takes no settings of a session at the start."""
    while error is not None:
        if _REFUSED in str(error):
            return True
        error = error.__cause__
    return False
