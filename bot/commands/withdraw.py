"""`aiguilleur withdraw`: the roles of a name end at once, in open dialogues too."""

import argparse
import asyncio
from typing import Any

from bot.clock import machine_now
from bot.commands.failure import Failure
from bot.settings import Settings
from handlers.permissions import Actor
from handlers.replies import Reply, as_params
from handlers.roles.commands import commands_of
from handlers.roles.texts import WITHDRAWN
from storage.database import Database
from storage.dialogues import end_dialogues
from storage.outbox import OutboxMessage, Priority, enqueue
from storage.roles import end_roles_named, has_invitation_named, holders_named, roles_of
from storage.schema import migrate


def configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = 'example: aiguilleur withdraw "Chloé Rivolet"'
    parser.add_argument("name", metavar="NAME")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    ended = asyncio.run(_withdraw(arguments.name, settings))
    print(f"{arguments.name}: {ended} linked, now ended; unused links are ended too")
    return 0


async def _withdraw(name: str, settings: Settings) -> int:
    database = Database(settings.database)
    try:
        await migrate(database)
        async with database.transaction() as session:
            invited = await has_invitation_named(session, name)
            held = await holders_named(session, name)
            if not held and not invited:
                raise Failure(f"nobody named '{name}' is linked or invited")
            await end_dialogues(session, held)  # locks the people first, as everywhere
            await end_roles_named(session, name)
            for chat_id in held:
                actors = {Actor.PERSON, *(Actor(role.role) for role in await roles_of(session, chat_id))}
                commands = {"commands": commands_of(frozenset(actors))}
                await enqueue(session, _message(chat_id, "set_my_commands", commands))
                await enqueue(session, _message(chat_id, "send_message", as_params(Reply(WITHDRAWN))))
    finally:
        await database.close()
    return len(held)


def _message(chat_id: int, method: str, params: dict[str, Any]) -> OutboxMessage:
    return OutboxMessage(
        chat_id=chat_id, method=method, params=params, created_at=machine_now(), priority=Priority.RELAY
    )
