"""The base of every record, and its type for instants: aware UTC in Python, whatever the database keeps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeAlias, TypeVar

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    DateTime,
    Dialect,
    MetaData,
    Table,
    TypeDecorator,
    delete,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass

# An object of JSON, as Telegram, a form or a backup wrote it: whoever reads it checks its shape.
Json: TypeAlias = dict[str, Any]
Condition: TypeAlias = ColumnElement[bool]  # in SQL
AT_A_TIME = 500  # values or rows in one statement
DELETED_AT_ONCE = 1000  # rows
T = TypeVar("T")
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


@dataclass(frozen=True)
class Policy:
    """How the rows of a table are exported, erased and purged.

    `person` is the column that names the person, None where the table holds nobody; `hashed` says that the column holds
    a keyed hash. `lifetime` names a lifetime of the setting RETENTION; None where a row lives as long as the one that
    it belongs to. `since` is the column from which the lifetime counts, by business time or, with `by_machine`, by
    machine time; None where a row goes with another one or is purged in a way of its own. `named_beside` are columns
    that name another person than the row's: an erasure of that person empties them and keeps the row.
    """

    person: str | None = None
    lifetime: str | None = None
    since: str | None = None
    by_machine: bool = False
    exported: bool = True
    erased: bool = True
    hashed: bool = False
    named_beside: tuple[str, ...] = ()


class Record(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """The base class of all tables; an instance is a row. Each subclass must declare its `policy`."""

    metadata = MetaData(naming_convention=NAMING)
    policy: ClassVar[Policy]


class Instant(TypeDecorator[datetime]):
    """The column type of a moment: aware UTC in Python and in the database. A naive datetime raises ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert an aware datetime to UTC before it is written; raise ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Mark as UTC a datetime that the database returned without a time zone."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


async def delete_some(session: AsyncSession, table: Table, condition: Condition) -> bool:
    """Delete at most `DELETED_AT_ONCE` rows of a table for which the condition holds; return True if more may be left.

    A delete of many rows would keep everybody waiting.
    """
    key = tuple_(*table.primary_key)
    some = select(*table.primary_key).where(condition).limit(DELETED_AT_ONCE)
    done = await session.execute(delete(table).where(key.in_(some)), execution_options={"synchronize_session": False})
    assert isinstance(done, CursorResult)
    return done.rowcount == DELETED_AT_ONCE


def parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the values in slices that are short enough for one SQL statement."""
    return (values[start : start + AT_A_TIME] for start in range(0, len(values), AT_A_TIME))
