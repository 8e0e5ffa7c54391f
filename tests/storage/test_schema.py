"""The migrations and the records tell the same tables, on both databases."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from storage.database import Database
from storage.records import METADATA, RECORDS


def _differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection), METADATA))


async def test_migrations_lead_to_the_records(database: Database) -> None:
    async with database.writer.connect() as connection:
        assert await connection.run_sync(_differences) == []


def test_every_table_is_named_among_the_records() -> None:
    assert {record.__tablename__ for record in RECORDS} == set(METADATA.tables)
