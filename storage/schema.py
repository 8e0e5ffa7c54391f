"""The version of the tables, and their migration to the version that this program needs, by one process at a time."""

from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
FIRST_RELEASED = "1005"  # versions below it were never released: their tables are not brought further
_LOCK = 7_246_001  # any number that nothing else uses for an advisory lock in this database


class Tables(StrEnum):
    """How the tables of a database compare with those that this program needs."""

    NONE = "no tables yet"
    OLDER = "tables of an older version"
    CURRENT = "tables of this version"
    NEWER = "tables of a newer version"
    UNRELEASED = "tables made before the first release"


class SchemaRefused(RuntimeError):
    """The error that the tables cannot be brought to this program's version; the message says why and what to do."""


_REFUSALS = {
    Tables.NEWER: (
        "the database was written by a newer version of aiguilleur: install that version, "
        "or restore a backup of this one"
    ),
    Tables.UNRELEASED: (
        "the database was made before the first release of aiguilleur, and this version cannot read it: "
        "move it away, or name an empty one in DATABASE_URL"
    ),
}


def known_revisions() -> list[str]:
    """Return the versions of the tables for which this program has migrations, the newest last.

    A migration's file begins with its version.
    """
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("*.py"))


def newest_revision() -> str:
    """Return the version of the tables that this program needs."""
    return known_revisions()[-1]


def revision_of(connection: Connection) -> str | None:
    """Return the version of the tables in the database, as the migrations name it; None where there are no tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


async def look_at_tables(database: Database) -> Tables:
    """Return how the tables of a database compare with those of this program, without creating or changing anything."""
    path = database.address.path
    if path is not None and not path.is_file():
        return Tables.NONE
    async with database.reading() as session:
        revision = await (await session.connection()).run_sync(revision_of)
    return Tables.NONE if revision is None else place_of(revision)


def place_of(revision: str) -> Tables:
    """Return how tables of the version `revision` compare with those that this program needs.

    CURRENT is the same version, OLDER one that this program can migrate, UNRELEASED another from before the first
    release, and NEWER any other.
    """
    if revision in known_revisions():
        return Tables.CURRENT if revision == newest_revision() else Tables.OLDER
    return Tables.UNRELEASED if revision < FIRST_RELEASED else Tables.NEWER


async def migrate(database: Database, to: str = "head") -> None:
    """Migrate the tables to a version, by default the newest; create them, and a SQLite file, where there are none.

    Raises SchemaRefused, with nothing changed, where the tables are of a version that this program does not know.
    """
    if database.address.path is not None:
        database.address.path.parent.mkdir(parents=True, exist_ok=True)
    async with database.writer.begin() as connection:
        if not database.address.is_sqlite:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        await connection.run_sync(_upgrade, to)


def _upgrade(connection: Connection, to: str) -> None:
    current = revision_of(connection)
    refusal = _REFUSALS.get(place_of(current)) if current is not None else None
    if refusal is not None:
        raise SchemaRefused(refusal)
    if to != "head" or current != newest_revision():
        # Imported where there is something to migrate: it takes a tenth of the memory that a start needs.
        from storage.upgrade import upgrade

        upgrade(connection, MIGRATIONS, to)
