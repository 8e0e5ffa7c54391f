"""Inserts that say what to do where the row exists, which the two databases have in common but SQLAlchemy has twice."""

from collections.abc import Callable
from typing import Generic, TypeAlias, TypeVar

from sqlalchemy import Table, inspect
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.ext.asyncio import AsyncSession

from storage.base import Record

Insert: TypeAlias = SqliteInsert | PostgresInsert
Made = TypeVar("Made")


class Upsert(Generic[Made]):
    """A statement made from an insert into a table, for each of the two databases.

    It is made once, and its values are named by `bindparam`: SQLAlchemy takes ten times longer to make a statement than
    SQLite to run it.
    """

    def __init__(self, into: Table, made: Callable[[Insert], Made]) -> None:
        self._sqlite = made(SqliteInsert(into))
        self._postgresql = made(PostgresInsert(into))

    def of(self, session: AsyncSession) -> Made:
        """Return the statement for the database of a session."""
        return self._sqlite if session.get_bind().dialect.name == "sqlite" else self._postgresql


def table_of(record: type[Record]) -> Table:
    """Return the table of a record, for statements that make no records."""
    table = inspect(record).local_table
    assert isinstance(table, Table)
    return table
