"""`aiguilleur doctor`: check all that the bot depends on, and what is left to do before the doors open.

Each is a line with its fix. Nothing is changed.
"""

import argparse
import asyncio
import email.utils
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
from sqlalchemy.exc import DBAPIError
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.application import Connections, build_bot
from bot.clock import machine_now
from bot.commands.doors import Door, doors
from bot.commands.failure import cause_of
from bot.commands.tables import FIXES
from bot.health import try_to_write
from bot.settings import Settings
from handlers.talk.permissions import Actor
from knowledge.snapshot import Knowledge, KnowledgeRefused
from storage.database import Database, DatabaseAway
from storage.pooler import FIX, PoolerInBetween, is_refused_by_pooler, refuse_pooler
from storage.roles import count_holders
from storage.schema import Tables, look_at_tables

MOST_DRIFT = 30  # seconds between this machine's clock and Telegram's


@dataclass(frozen=True)
class Finding:
    """The result of one check of `aiguilleur doctor`: whether all is well, and the line to print."""

    good: bool
    words: str


def configure(parser: argparse.ArgumentParser) -> None:
    """Add an example to the help of `aiguilleur doctor`, which takes no arguments."""
    parser.epilog = "example: aiguilleur doctor"


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Check all that the bot depends on, print one line for each check, and return 0 where all are good, else 1.

    What is left to do before the doors open is printed too, and is no fault.
    """
    return asyncio.run(_examine(settings))


async def _examine(settings: Settings) -> int:
    good, said = True, set[str]()
    async for finding in _findings(settings):
        if finding.words in said:
            continue  # what stops two checks is said once
        said.add(finding.words)
        print(("ok    " if finding.good else "FIX   ") + finding.words, flush=True)
        good = good and finding.good
    for door in await _doors(settings):
        print(("ok    " if door.open else "to do ") + door.words, flush=True)
    return 0 if good else 1


async def _doors(settings: Settings) -> list[Door]:
    """Return what stands between here and opening the doors; nothing where that cannot be read, which is said above."""
    try:
        return await doors(settings, Knowledge.load(settings.knowledge_dir))
    except (KnowledgeRefused, DBAPIError, DatabaseAway, OSError):
        return []


async def _findings(settings: Settings) -> AsyncIterator[Finding]:
    checks: list[Callable[[Settings], Awaitable[Finding]]] = [
        _token,
        _webhook,
        _clock,
        _running,
        _database,
        _team,
        _knowledge,
        _mail,
    ]
    for check in checks:
        yield await check(settings)


async def _with_bot(settings: Settings, look: Callable[[Bot], Awaitable[Finding]]) -> Finding:
    if settings.token is None:
        return Finding(False, "token: TELEGRAM_TOKEN is missing: put the token that BotFather gave in it")
    connections = Connections(settings.proxy)
    bot = build_bot(settings, connections)
    try:
        await bot.initialize()
        return await look(bot)
    except InvalidToken:
        return Finding(False, "token: Telegram does not know it: ask BotFather for the right one")
    except TelegramError as trouble:
        problem = type(trouble).__name__
        return Finding(False, f"address: {settings.api_url} does not answer ({problem}): check TELEGRAM_API_URL")
    finally:
        await connections.close()


async def _token(settings: Settings) -> Finding:
    async def look(bot: Bot) -> Finding:
        return Finding(True, f"token: @{bot.username} answers at {settings.api_url}")

    return await _with_bot(settings, look)


async def _webhook(settings: Settings) -> Finding:
    async def look(bot: Bot) -> Finding:
        info = await bot.get_webhook_info()
        wanted = f"{settings.public_url}/telegram" if settings.public_url else ""
        if info.url != wanted:
            return Finding(False, f"webhook: set to '{info.url}' instead of '{wanted}': start aiguilleur run once")
        if info.last_error_message:
            return Finding(False, f"webhook: Telegram's last delivery failed: {info.last_error_message}")
        return Finding(True, f"webhook: {wanted or 'none, long polling'}; {info.pending_update_count} updates pending")

    return await _with_bot(settings, look)


async def _clock(settings: Settings) -> Finding:
    try:
        timeout = aiohttp.ClientTimeout(total=10)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.head(settings.api_url, proxy=settings.proxy.reveal() if settings.proxy else None) as answer,
        ):
            theirs = email.utils.parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return Finding(False, f"clock: {settings.api_url} gives no time to compare with: check the network")
    drift = abs((machine_now() - theirs.astimezone(UTC)).total_seconds())
    if drift > MOST_DRIFT:
        return Finding(False, f"clock: {drift:.0f} seconds away from Telegram's: set this machine's time (NTP)")
    return Finding(True, f"clock: {datetime.now(settings.timezone):%Y-%m-%d %H:%M} ({settings.timezone.key})")


async def _running(settings: Settings) -> Finding:
    """Ask the bot that runs here how it does: a loop that turns may still be refused each time."""
    try:
        timeout = aiohttp.ClientTimeout(total=15)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"http://{settings.host}:{settings.port}/health") as answer,
        ):
            report = await answer.json()
        standing = report["loops_standing_still"]
    except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError):  # nobody, or another program
        return Finding(True, f"running: not here: nothing answers at {settings.host}:{settings.port}")
    if report.get("status") == "ok":
        return Finding(True, "running: it hears and speaks")
    troubles = [
        *report.get("not_working", ()),
        *(f"the {name} stands still" for name in standing),
    ]
    if report.get("database") != "ok":
        troubles.append(f"the database is {report.get('database')}")
    return Finding(False, f"running: {'; '.join(troubles)}")


async def _database(settings: Settings) -> Finding:
    try:
        await refuse_pooler(settings.database)
        async with Database(settings.database) as database:
            tables = await look_at_tables(database)
            if tables == Tables.CURRENT:
                await try_to_write(database)
    except PoolerInBetween as pooler:
        return Finding(False, f"database: {settings.database}: {pooler}")
    except Exception as trouble:
        fix = FIX if is_refused_by_pooler(trouble) else "check DATABASE_URL"
        return Finding(False, f"database: {settings.database} ({cause_of(trouble)}): {fix}")
    if tables in (Tables.NEWER, Tables.UNRELEASED):
        return Finding(False, f"database: {settings.database} has {tables}: {FIXES[tables]}")
    if tables == Tables.CURRENT:
        return Finding(True, f"database: {settings.database}")
    folder = settings.database.path and _first_that_exists(settings.database.path.parent)
    if folder and not _takes_files(folder):
        return Finding(False, f"database: {folder} may not be written to: check DATABASE_URL")
    return Finding(True, f"database: {settings.database} has {tables}: aiguilleur run will bring it to this version")


def _takes_files(folder: Path) -> bool:
    """Return whether a file can be made in a folder: one is made and deleted, since rights alone do not tell."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _first_that_exists(folder: Path) -> Path:
    return next(each for each in (folder, *folder.absolute().parents) if each.exists())


async def _team(settings: Settings) -> Finding:
    linked = 0
    try:
        async with Database(settings.database) as database:
            if await look_at_tables(database) != Tables.NONE:
                async with database.reading() as session:
                    linked = await count_holders(session, Actor.TEAM)
    except Exception as trouble:
        return Finding(False, f"team: cannot be read ({cause_of(trouble)}): check DATABASE_URL")
    if not linked:
        return Finding(False, 'team: nobody is linked: run aiguilleur invite team "NAME" and hand over the link')
    return Finding(True, f"team: {linked} linked")


async def _knowledge(settings: Settings) -> Finding:
    try:
        knowledge = Knowledge.load(settings.knowledge_dir)
    except KnowledgeRefused as refused:
        return Finding(False, f"knowledge: {len(refused.faults)} faults: run aiguilleur knowledge check")
    return Finding(True, f"knowledge: {len(knowledge.entries)} entries, version {knowledge.version}")


async def _mail(settings: Settings) -> Finding:
    if settings.smtp_url is None:
        return Finding(True, "mail: not set up (optional)")
    if settings.mail_from is None:
        return Finding(False, "mail: MAIL_FROM is missing: put the sender's address in it")
    return Finding(True, "mail: set up")
