"""The tables as a command finds them: one that only reads takes them as they are, or says what is to be done first."""

from bot.commands.failure import Failure, why
from bot.settings import Settings
from storage.database import Database
from storage.schema import Tables, look_at_tables

FIXES = {
    Tables.NONE: "start aiguilleur run once",
    Tables.OLDER: "start aiguilleur run once",
    Tables.NEWER: "install the version of aiguilleur that wrote them",
}


async def require_tables(database: Database, settings: Settings) -> None:
    """One clear line where a command cannot work on what is there."""
    try:
        tables = await look_at_tables(database)
    except Exception as trouble:
        raise Failure(f"the database at {settings.database} cannot be read ({why(trouble)})") from trouble
    if tables in FIXES:
        raise Failure(f"the database at {settings.database} has {tables}: {FIXES[tables]}")
