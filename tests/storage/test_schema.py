"""The migrations and the records make the same tables, on both databases."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from storage.address import Address
from storage.database import Database
from storage.records import METADATA, RECORDS
from storage.schema import FIRST_RELEASED, MIGRATIONS, migrate
from storage.upgrade import alembic_config

Described = dict[str, list[Any]]


def _differences(connection: Connection) -> list[Any]:
    options = {"compare_type": True, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


def _told(index: Any) -> str:
    """Return an index with its condition as text, since two clauses of SQL are never equal."""
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return repr({**index, "dialect_options": options})


def _described(connection: Connection) -> Described:
    """Return every table as the database describes it: columns in their order, keys, indexes."""
    database = inspect(connection)
    return {
        table: [
            [repr(column) for column in database.get_columns(table)],
            database.get_pk_constraint(table),
            sorted(map(repr, database.get_foreign_keys(table))),
            sorted(map(repr, database.get_unique_constraints(table))),
            sorted(map(_told, database.get_indexes(table))),
        ]
        for table in database.get_table_names()
        if table != "alembic_version"
    }


async def test_migrations_lead_to_the_records(database: Database) -> None:
    async with database.writer.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_tables_are_those_that_the_records_alone_would_make(empty_address: Address) -> None:
    database = Database(empty_address)
    async with database.writer.begin() as connection:
        await connection.run_sync(METADATA.create_all)
        wanted = await connection.run_sync(_described)
        await connection.run_sync(METADATA.drop_all)
    await migrate(database)
    async with database.writer.connect() as connection:
        made = await connection.run_sync(_described)
    await database.close()
    assert (len(made), made) == (len(RECORDS), wanted)


def test_migrations_follow_each_other_in_the_order_of_their_numbers() -> None:
    chain = list(ScriptDirectory.from_config(alembic_config(MIGRATIONS)).walk_revisions())[::-1]
    files = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("*.py"))
    first = int(FIRST_RELEASED)
    assert [script.revision for script in chain] == files == [f"{first + n}" for n in range(len(files))]


def test_every_table_is_named_among_the_records() -> None:
    assert {record.__tablename__ for record in RECORDS} == set(METADATA.tables)
