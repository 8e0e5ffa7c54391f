"""The tables that a command finds: it brings them to its version, or takes them as they are and only reads."""

from bot.commands.failure import Failure, why
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
    """Bring the tables to this version, or fail in one line."""
    try:
        await migrate(database)
    except SchemaRefused as refused:
        raise Failure(str(refused)) from None


async def require_tables(database: Database, settings: Settings) -> None:
    """Fail in one line where the tables are not of this version."""
    try:
        tables = await look_at_tables(database)
    except Exception as trouble:
        raise Failure(f"the database at {settings.database} cannot be read ({why(trouble)})") from trouble
    if tables in FIXES:
        raise Failure(f"the database at {settings.database} has {tables}: {FIXES[tables]}")
