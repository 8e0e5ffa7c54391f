"""Commands as people type them: with accents, spaces or hyphens, and by staff without the slash."""

import re
from collections.abc import Collection, Mapping

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler

from handlers.reception.actions import ASK
from handlers.reception.declarations import DECLARATIONS
from handlers.reception.humans_first import unless_for_a_human
from handlers.talk.capability import Command
from handlers.talk.guard import guarded
from handlers.talk.permissions import Actor, may
from handlers.talk.turn import Context, current_turn, text_of
from knowledge.text.words import plain

MOST_WORDS_OF_A_NAME = 3
_SLASH = re.compile(r"^\s*[/\\\\]\s*(?=[^\W\d])")
_COMMANDS: Mapping[str, Command] = {one.name: one for declared in DECLARATIONS for one in declared.commands}


class TypedCommand(BaseHandler[Update, Context, None]):
    """The route of new private messages that mean a command without being one for Telegram, such as « /mesdonnées »."""

    def __init__(self) -> None:
        super().__init__(guarded(ASK, _run))

    def check_update(self, update: object) -> bool:
        """Whether an update is such a message, of somebody who may give this command."""
        if not isinstance(update, Update) or update.message is None or update.message.chat.type != ChatType.PRIVATE:
            return False
        return meant(update.message.text or "", current_turn.get().actors) is not None


async def _run(update: Update, context: Context) -> None:
    """Do what the command does that the message means; without a slash, only if the words are for no human."""
    found = meant(text_of(update), context.turn.actors)
    if found is None:
        return
    command, context.args = found
    has_slash = _SLASH.match(text_of(update)) is not None
    await (command.handler if has_slash else unless_for_a_human(command.handler))(update, context)


def meant(words: str, actors: Collection[Actor]) -> tuple[Command, list[str]] | None:
    """Return the command that words mean, of those that these actors may give, and what follows its name.

    After a slash the name may be written in several words; without one staff must write a command of theirs alone.
    """
    slash = _SLASH.match(words)
    if slash is None:
        command = _COMMANDS.get(_joined(plain(words).split(), "mes"))
        is_theirs = command is not None and Actor.PERSON not in command.action.actors
        return (command, []) if command is not None and is_theirs and may(actors, command.action) else None
    said = words[slash.end() :].replace("-", " ").replace("_", " ").split()
    for length in range(1, min(MOST_WORDS_OF_A_NAME, len(said)) + 1):
        command = _COMMANDS.get(_joined(plain(" ".join(said[:length])).split()))
        if command is not None and may(actors, command.action):
            return command, said[length:]
    return None


def _joined(said: list[str], without: str = "") -> str:
    return "".join(word for word in said if word != without)
