"""`aiguilleur office`: print a one-time address of the office, for somebody who has no Telegram at hand."""

import argparse
import asyncio
from dataclasses import replace

from bot.commands.failure import Failure
from bot.commands.operator import operator_act
from bot.settings import Settings
from handlers.office.actions import USE_OFFICE
from handlers.office.door import LINK_LASTS, address_of, ask_link
from handlers.talk.permissions import Actor, may
from handlers.talk.refusal import Refusal
from storage.roles import roles_named


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur office` to its parser."""
    parser.epilog = 'example: aiguilleur office link "Chloé Rivolet"'
    parser.add_argument("what", choices=["link"], metavar="link", help="what to print")
    parser.add_argument("name", metavar="NAME", help="as in the team file; somebody of staff who is linked")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Make a link to the office for somebody, and print it; raise Failure where there is no office or nobody linked."""
    if settings.office_address is None:
        raise Failure("no office is served: set PUBLIC_URL, or OFFICE=on on this machine alone")
    token = asyncio.run(_new_token(arguments.name, settings))
    minutes = int(LINK_LASTS.total_seconds() // 60)
    print(address_of(settings.office_address, token))
    print(f"(good once, for {minutes} minutes; whoever opens it acts as {arguments.name})")
    return 0


async def _new_token(name: str, settings: Settings) -> str:
    """Make a link as the person would in the chat, in place of their earlier ones, and return its token."""
    async with operator_act(settings) as act:
        roles = [role for role in await roles_named(act.session, name) if may({Actor(role.role)}, USE_OFFICE)]
        if not roles:
            raise Failure(f"nobody of staff is linked as '{name}'")
        own = replace(act, actors=frozenset(Actor(role.role) for role in roles))
        token = await ask_link(own, roles[0].telegram_id)
    if isinstance(token, Refusal):
        raise Failure("too many links were asked for within the hour")
    return token
