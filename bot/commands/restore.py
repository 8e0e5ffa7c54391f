"""`aiguilleur restore FILE`: replace the whole database by a backup, while the bot runs."""

import argparse
import asyncio
from collections.abc import Collection
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import machine_now
from bot.commands.failure import Failure, cause_of
from bot.settings import Settings
from handlers.reception.menu import show_menu_to
from storage.backup.problems import BackupRefused
from storage.backup.restore import Restored, restore
from storage.database import Database, DatabaseAway
from storage.schema import SchemaRefused


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur restore` to its parser."""
    parser.epilog = "example: aiguilleur restore aiguilleur-2026-12-01.backup"
    parser.add_argument("file", metavar="FILE", type=Path, help="a file that aiguilleur backup wrote")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Replace the database by a backup and print what was done; raise Failure, with nothing changed, on trouble."""
    try:
        restored = asyncio.run(_restore(settings, arguments.file))
    except (BackupRefused, SchemaRefused) as refused:
        raise Failure(str(refused)) from None
    except (DBAPIError, OSError, DatabaseAway) as trouble:
        what = f"the database at {settings.database} could not be changed, and is as it was"
        raise Failure(f"{what} ({cause_of(trouble)})") from trouble
    made_at = restored.made_at.astimezone(settings.timezone)
    print(f"{restored.rows} rows restored, as of {made_at:%Y-%m-%d %H:%M:%S}")
    print(f"{restored.held} messages that waited then are held: they will not leave by themselves")
    print(f"{restored.waiting} messages that wait now will leave")
    print(f"{restored.withdrawn} roles that ended since then stay ended")
    print(f"{restored.closed} invitation links are closed, as they may have been used since: make new ones")
    print(f"{restored.stopped} subscriptions and consents that people ended since then stay ended")
    print(f"{restored.erased} people erased since then were erased again")
    return 0


async def _restore(settings: Settings, file: Path) -> Restored:
    async with Database(settings.database) as database:
        if settings.database.path is not None:
            settings.database.path.parent.mkdir(parents=True, exist_ok=True)
        return await restore(database, file, machine_now(), _show_menu)


async def _show_menu(session: AsyncSession, people: Collection[int]) -> None:
    await show_menu_to(session, people, machine_now())
