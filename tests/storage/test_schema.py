"""The migrations and the records tell the same tables, on both databases."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import Database
from storage.records import METADATA, RECORDS
from storage.schema import MIGRATIONS, alembic_config


def _differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection), METADATA))


async def test_migrations_lead_to_the_records(database: Database) -> None:
    async with database.writer.connect() as connection:
        assert await connection.run_sync(_differences) == []


def test_migrations_follow_each_other_in_the_order_of_their_numbers() -> None:
    chain = list(ScriptDirectory.from_config(alembic_config()).walk_revisions())[::-1]
    files = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("*.py"))
    assert [script.revision for script in chain] == files == [f"{number:04}" for number in range(1, len(files) + 1)]


def test_every_table_is_named_among_the_records() -> None:
    assert {record.__tablename__ for record in RECORDS} == set(METADATA.tables)
