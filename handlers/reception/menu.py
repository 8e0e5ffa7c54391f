"""The menu of commands that Telegram shows, which follows the roles of people, also after a restore or an upgrade."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.reception.capabilities import commands_of_everybody, commands_of_roles
from handlers.reception.declarations import DECLARATIONS
from handlers.talk.permissions import Actor
from handlers.talk.sender import Sender
from handlers.talk.tick import Duty, Tick
from storage.outbox import Priority
from storage.roles import all_roles, roles_of


async def show_menu_to(session: AsyncSession, people: Collection[int], now: datetime) -> None:
    """Queue for each of these people, by Telegram id, the menu of the commands that their roles allow.

    `now` is machine time.
    """
    for telegram_id in sorted(people):
        actors = {Actor.PERSON, *(Actor(role.role) for role in await roles_of(session, telegram_id))}
        params = {"commands": menu_of(frozenset(actors))}
        await Sender(session, now).send(telegram_id, "set_my_commands", params, priority=Priority.RELAY, forget=True)


def menu_of(actors: frozenset[Actor]) -> list[list[str]]:
    """List the commands of the menu, each with its description, for somebody who plays all the parts in `actors`.

    Those of their roles come first.
    """
    return [
        [one.name, one.menu] for one in (*commands_of_roles(DECLARATIONS, actors), *commands_of_everybody(DECLARATIONS))
    ]


def menu_duty() -> Duty:
    """Make the duty that sends the menu to everybody with a role once after each upgrade that changes the commands.

    Its name contains a hash of the commands, so that changed ones are a new duty.
    """
    every_set = [menu_of(frozenset({actor})) for actor in Actor]
    fingerprint = hashlib.sha256(repr(every_set).encode()).hexdigest()[:12]
    return Duty(f"commands {fingerprint}", timedelta(days=365), _show_everybody)


async def _show_everybody(tick: Tick) -> None:
    people = {role.telegram_id for role in await all_roles(tick.session)}
    await show_menu_to(tick.session, people, tick.machine_now)
