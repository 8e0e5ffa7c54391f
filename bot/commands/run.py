"""`aiguilleur run`: run the bot until it is asked to stop."""

import argparse
import asyncio

from sqlalchemy.exc import DBAPIError

from bot.app import TokenRefused, run
from bot.commands.failure import Failure, cause_of
from bot.commands.loading import load_knowledge, made_ready
from bot.logs import set_up_logs
from bot.memory import settle
from bot.server import PortBusy
from bot.settings import Settings
from storage.database import DatabaseAway
from storage.leadership import AlreadyRunning
from storage.pooler import FIX, PoolerInBetween, is_refused_by_pooler
from storage.schema import SchemaRefused


def configure(parser: argparse.ArgumentParser) -> None:
    """Add an example to the help of `aiguilleur run`, which takes no arguments."""
    parser.epilog = "example: TELEGRAM_TOKEN=123456:ABC-def aiguilleur run"


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Load the knowledge base and run the bot until it is told to stop; raise Failure where it cannot run."""
    if settings.token is None:
        raise Failure("settings: TELEGRAM_TOKEN is missing: put the token that BotFather gave in it", code=2)
    set_up_logs(settings.log_level, settings.log_format)
    knowledge = made_ready(load_knowledge(settings))
    settle()
    try:
        asyncio.run(run(settings, knowledge))
    except (TokenRefused, PortBusy, AlreadyRunning, SchemaRefused) as obstacle:
        raise Failure(str(obstacle)) from obstacle
    except PoolerInBetween as pooler:
        raise Failure(f"the database at {settings.database} cannot be used: {pooler}") from pooler
    except (DBAPIError, OSError, DatabaseAway) as trouble:
        if is_refused_by_pooler(trouble):
            raise Failure(f"the database at {settings.database} cannot be used: {FIX}") from trouble
        raise Failure(f"the database at {settings.database} cannot be opened ({cause_of(trouble)})") from trouble
    return 0
