"""The commands that Telegram shows somebody follow their roles."""

from handlers.permissions import Actor, may
from handlers.texts import BOT_COMMANDS, STAFF_COMMANDS
from handlers.turn import Turn
from storage.outbox import Priority


async def show_commands(turn: Turn) -> None:
    await turn.call("set_my_commands", {"commands": commands_of(turn.actors)}, Priority.RELAY, forget=True)


def commands_of(actors: frozenset[Actor]) -> list[list[str]]:
    """Pairs of a command and its words, for somebody who is all of `actors`."""
    staff = [(name, words) for name, words, action in STAFF_COMMANDS if may(actors, action)]
    return [list(pair) for pair in (*BOT_COMMANDS, *staff)]
