"""`aiguilleur invite`: print a one-time link that gives a role."""

import argparse
import asyncio

from telegram.error import TelegramError

from bot.application import Connections, build_bot
from bot.commands.failure import Failure
from bot.commands.loading import load_team
from bot.commands.operator import operator_act
from bot.settings import Settings
from handlers.roles.inviting import LONGEST_NAME, NotInvited, against_inviting, invite
from handlers.roles.tokens import VALID, link_to
from handlers.talk.refusal import Refusal
from handlers.talk.replies import person_words
from knowledge.base.team import Team

ROLES = ("delegate", "team", "partner")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur invite` to its parser."""
    parser.epilog = 'example: aiguilleur invite team "Chloé Rivolet"'
    parser.add_argument("role", choices=ROLES, metavar="ROLE", help="delegate, team or partner")
    parser.add_argument("name", metavar="NAME", help="as in the team file; any name for a partner")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Make an invitation and print its link; raise Failure for staff whom the team file does not name."""
    link = asyncio.run(new_link(arguments.role, person_words(arguments.name), settings))
    print(f"{link}\n(good once, for {VALID.days} days)")
    return 0


async def new_link(role: str, name: str, settings: Settings) -> str:
    """Keep a new invitation for this role and name, and return its link, which works once.

    The database keeps a hash of the link's token only. Raises Failure where nobody can be invited under this name, or
    Telegram does not tell the bot's own name.
    """
    team = load_team(settings)
    refusal = against_inviting(role, name, team)
    if refusal is not None:
        raise _failure(refusal, team)
    username = await _username(settings)
    async with operator_act(settings) as act:
        token = await invite(act, role, name, team)
        if isinstance(token, Refusal):
            raise _failure(token, team)
    return link_to(username, token)


def _failure(refusal: Refusal[NotInvited], team: Team) -> Failure:
    if refusal.reason == NotInvited.NOT_IN_TEAM:
        known = ", ".join(member.name for member in team.members)
        return Failure(f"'{refusal.about}' is not in the team file; there are: {known}")
    if refusal.reason == NotInvited.NO_SUCH_ROLE:
        return Failure(f"there is no role '{refusal.about}'", code=2)
    return Failure(f"a name has 1 to {LONGEST_NAME} characters", code=2)


async def _username(settings: Settings) -> str:
    if settings.token is None:
        raise Failure("settings: TELEGRAM_TOKEN is missing: put the token that BotFather gave in it", code=2)
    connections = Connections(settings.proxy)
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
