"""`aiguilleur withdraw`: end all roles and invitations of a name at once."""

import argparse
import asyncio
from dataclasses import dataclass

from bot.commands.failure import Failure
from bot.commands.operator import operator_act
from bot.settings import Settings
from handlers.reception.connected import connect
from handlers.roles.ending import end_name
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from storage.roles import count_holders


@dataclass(frozen=True)
class Withdrawn:
    """What a withdrawal of roles did.

    `ended` is how many people lost their roles; `team_left` is how many members of the team are still linked, None
    where none was before.
    """

    ended: int
    team_left: int | None


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `aiguilleur withdraw` to its parser."""
    parser.epilog = 'example: aiguilleur withdraw "Chloé Rivolet"'
    parser.add_argument("name", metavar="NAME")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """End all roles and invitations of a name, and print how many people had one; raise Failure for an unknown name."""
    withdrawn = asyncio.run(withdraw(arguments.name, settings))
    print(f"{arguments.name}: {withdrawn.ended} linked, now ended; unused links are ended too")
    if withdrawn.team_left == 0:
        print('nobody of the team is linked any more: run aiguilleur invite team "NAME"')
    return 0


async def withdraw(name: str, settings: Settings) -> Withdrawn:
    """End all roles and invitations of a name, tell the people concerned, and return what was done.

    Raises Failure where nobody of that name is linked or invited.
    """
    connect()  # so that those concerned are told what they may do now
    async with operator_act(settings) as act:
        before = await count_holders(act.session, Actor.TEAM)
        ended = await end_name(act, name, asked_by=None)
        if isinstance(ended, Refusal):
            raise Failure(f"nobody named '{name}' is linked or invited")
        left = await count_holders(act.session, Actor.TEAM)
    return Withdrawn(len(ended), left if before else None)
