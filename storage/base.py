"""The base of every record, and its type for instants: aware UTC in Python, whatever the database keeps."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeAlias

from sqlalchemy import DateTime, Dialect, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass

# An object of JSON, as Telegram, a form or a backup wrote it: whoever reads it checks its shape.
Json: TypeAlias = dict[str, Any]
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


@dataclass(frozen=True)
class Policy:
    """How the rows of a table are exported, erased and purged.

    `person` is the column that names the person, None where the table holds nobody; `hashed` says that it holds a
    keyed hash. `lifetime` is the name of a lifetime of the settings (`RETENTION`), None for as long as what the row
    belongs to. `named_beside` are columns that name another person than the row's: an erasure empties them and keeps
    the row.
    """

    person: str | None = None
    lifetime: str | None = None
    exported: bool = True
    erased: bool = True
    hashed: bool = False
    named_beside: tuple[str, ...] = ()


class Record(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """A row of a table. Every table declares its policy, without which the inventory cannot be read."""

    metadata = MetaData(naming_convention=NAMING)
    policy: ClassVar[Policy]


class Instant(TypeDecorator[datetime]):
    """An instant in UTC. A naive datetime is refused, since its time zone would be guessed."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)
