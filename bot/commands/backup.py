"""`aiguilleur backup FILE`: the whole database in one file, while the bot runs."""

import argparse
import asyncio
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.clock import machine_now
from bot.commands.failure import Failure, cause_of
from bot.settings import Settings
from storage.backup.lines import Header
from storage.backup.problems import BackupRefused
from storage.backup.write import write_backup
from storage.database import Database, DatabaseAway


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur backup` to its parser."""
    parser.epilog = "example: aiguilleur backup aiguilleur-2026-12-01.backup"
    parser.add_argument("file", metavar="FILE", type=Path, help="the file to write; only you may read it")
    parser.add_argument("--force", action="store_true", help="replace FILE where it exists")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the whole database to the file named, and print its size; raise Failure where that fails."""
    try:
        header = asyncio.run(_backup(settings, arguments.file, arguments.force))
    except BackupRefused as refused:
        raise Failure(str(refused)) from None
    except (DBAPIError, OSError, DatabaseAway) as trouble:
        raise Failure(f"the database at {settings.database} cannot be read ({cause_of(trouble)})") from trouble
    print(f"{arguments.file}: {header.total} rows of {len(header.rows)} tables, {arguments.file.stat().st_size} bytes")
    return 0


async def _backup(settings: Settings, file: Path, force: bool) -> Header:
    async with Database(settings.database) as database:
        return await write_backup(database, file, machine_now(), replace=force)
