"""`aiguilleur invite`: print a one-time link that gives a role."""

import argparse
import asyncio

from telegram.error import TelegramError

from bot.application import Connections, build_bot
from bot.clock import Clock
from bot.commands.failure import Failure
from bot.commands.tables import bring_tables
from bot.settings import Settings
from handlers.roles.tokens import VALID, link_to, new_invitation
from handlers.talk.replies import person_words
from knowledge.base.team import Team, TeamRefused
from knowledge.base.watch import SHIPPED
from storage.database import Database

ROLES = ("delegate", "team", "partner")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur invite` to its parser."""
    parser.epilog = 'example: aiguilleur invite team "Chloé Rivolet"'
    parser.add_argument("role", choices=ROLES, metavar="ROLE", help="delegate, team or partner")
    parser.add_argument("name", metavar="NAME", help="as in the team file; any name for a partner")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Make an invitation and print its link; raise Failure for staff whom the team file does not name."""
    name = person_words(arguments.name)
    if arguments.role != "partner":
        _check_name(name, settings)
    if not 0 < len(name) <= 80:
        raise Failure("a name has 1 to 80 characters", code=2)
    link = asyncio.run(new_link(arguments.role, name, settings))
    print(f"{link}\n(good once, for {VALID.days} days)")
    return 0


def _check_name(name: str, settings: Settings) -> None:
    try:
        team = Team.load((settings.knowledge_dir or SHIPPED) / "team.yaml")
    except TeamRefused as refused:
        raise Failure(f"knowledge: {refused.faults[0]}") from None
    if team.member(name) is None:
        known = ", ".join(member.name for member in team.members)
        raise Failure(f"'{name}' is not in the team file; there are: {known}")


async def new_link(role: str, name: str, settings: Settings) -> str:
    """Keep a new invitation for this role and name, and return its link, which works once.

    The database keeps a hash of the link's token only.
    """
    username = await _username(settings)
    database = Database(settings.database)
    try:
        await bring_tables(database)
        async with database.transaction() as session:
            token, invitation = new_invitation(role, name, await Clock(settings.demo_clock).now(session))
            session.add(invitation)
    finally:
        await database.close()
    return link_to(username, token)


async def _username(settings: Settings) -> str:
    if settings.token is None:
        raise Failure("settings: TELEGRAM_TOKEN is missing: put the token that BotFather gave in it", code=2)
    connections = Connections()
    try:
        bot = build_bot(settings, connections)
        await bot.initialize()
        return bot.username
    except TelegramError as trouble:
        raise Failure(
            f"Telegram does not tell the bot's name ({type(trouble).__name__}): run aiguilleur doctor"
        ) from None
    finally:
        await connections.close()
