"""The check of the tables before a command: migrate them, or refuse those that are not of this version."""

from bot.commands.failure import Failure, cause_of
from bot.settings import Settings
from storage.database import Database
from storage.schema import SchemaRefused, Tables, look_at_tables, migrate

FIXES = {
    Tables.NONE: "start aiguilleur run once",
    Tables.OLDER: "start aiguilleur run once",
    Tables.NEWER: "install the version of aiguilleur that wrote them",
    Tables.UNRELEASED: "move it away, or name an empty one in DATABASE_URL",
}


async def bring_tables(database: Database) -> None:
    """Migrate the tables to this program's version, or create them.

    Raises Failure where they are of a newer version, or were made before the first release.
    """
    try:
        await migrate(database)
    except SchemaRefused as refused:
        raise Failure(str(refused)) from None


async def require_tables(database: Database, settings: Settings) -> None:
    """Raise Failure, with what to do, unless the tables are of this program's version; change nothing."""
    try:
        tables = await look_at_tables(database)
    except Exception as trouble:
        raise Failure(f"the database at {settings.database} cannot be read ({cause_of(trouble)})") from trouble
    if tables in FIXES:
        raise Failure(f"the database at {settings.database} has {tables}: {FIXES[tables]}")
