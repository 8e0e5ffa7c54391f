"""The commands that Telegram shows somebody follow their roles, after a restore or an upgrade too."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.talk.permissions import Actor, may
from handlers.talk.sender import Sender
from handlers.talk.texts import BOT_COMMANDS, STAFF_COMMANDS
from handlers.talk.tick import Duty, Tick
from handlers.talk.turn import Turn
from storage.outbox import Priority
from storage.roles import all_roles, roles_of


async def show_commands(turn: Turn) -> None:
    await turn.call("set_my_commands", {"commands": commands_of(turn.actors)}, Priority.RELAY, forget=True)


async def show_commands_to(session: AsyncSession, people: Collection[int], now: datetime) -> None:
    """The same to people who do nothing themselves. `now`: machine time."""
    for telegram_id in sorted(people):
        actors = {Actor.PERSON, *(Actor(role.role) for role in await roles_of(session, telegram_id))}
        params = {"commands": commands_of(frozenset(actors))}
        await Sender(session, now).send(telegram_id, "set_my_commands", params, priority=Priority.RELAY, forget=True)


def commands_of(actors: frozenset[Actor]) -> list[list[str]]:
    """Pairs of a command and its words, for somebody who is all of `actors`."""
    staff = [(name, words) for name, words, action in STAFF_COMMANDS if may(actors, action)]
    return [list(pair) for pair in (*BOT_COMMANDS, *staff)]


def commands_duty() -> Duty:
    """Done once for each set of commands: after an upgrade that changes them, whoever has a role is shown the new."""
    every_set = [commands_of(frozenset({actor})) for actor in Actor]
    fingerprint = hashlib.sha256(repr(every_set).encode()).hexdigest()[:12]
    return Duty(f"commands {fingerprint}", timedelta(days=365), _show_everybody)


async def _show_everybody(tick: Tick) -> None:
    people = {role.telegram_id for role in await all_roles(tick.session)}
    await show_commands_to(tick.session, people, tick.machine_now)
