"""The routes of updates, in order: the first one that fits takes the update. No logic here.

Capabilities declare what they take, in the `capability.py` of their folder; this file sets the order.
"""

from collections.abc import Iterator
from typing import Any

from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from handlers.announcements.edits import unless_of_announcement
from handlers.cases.edits import take_edit
from handlers.places.actions import SAY_WHERE
from handlers.places.choose import take_position
from handlers.reception import other_updates
from handlers.reception.actions import ASK
from handlers.reception.ask import ask
from handlers.reception.connected import connect
from handlers.reception.declarations import DECLARATIONS
from handlers.reception.forms import FormRoute
from handlers.reception.humans_first import unless_for_a_human
from handlers.reception.typed import unless_typed_answer
from handlers.reception.typed_commands import TypedCommand
from handlers.talk.capability import Command, Press, Said
from handlers.talk.guard import guarded
from handlers.talk.turn import Context

Route = BaseHandler[Any, Context, Any]
PRIVATE = filters.ChatType.PRIVATE
MESSAGE = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE


def routes() -> list[Route]:
    """Connect the capabilities, and list the handlers of updates in order: the first one that fits takes an update."""
    connect()
    return [
        *(_command(command) for one in DECLARATIONS for command in one.commands),
        other_updates.PressOutside(other_updates.old_button),
        *(_press(press) for one in DECLARATIONS for press in one.presses),
        CallbackQueryHandler(other_updates.old_button),
        MessageHandler(PRIVATE & other_updates.SERVICE, other_updates.nothing_to_do),
        TypedCommand(),
        MessageHandler(PRIVATE & filters.COMMAND, guarded(ASK, other_updates.unknown_command)),
        FormRoute(),
        *(_said(said) for one in DECLARATIONS for said in one.said),
        *_messages(),
        MessageHandler(~PRIVATE & filters.UpdateType.MESSAGE, other_updates.in_a_group),
        MessageHandler(filters.ALL, other_updates.nothing_to_do),
        ChatMemberHandler(other_updates.blocked_or_back, ChatMemberHandler.MY_CHAT_MEMBER),
    ]


def _messages() -> Iterator[Route]:
    """Yield the handlers of private messages that no command, label or form took: edits, words, files, positions."""
    edited = PRIVATE & filters.UpdateType.EDITED_MESSAGE
    yield MessageHandler(edited, guarded(ASK, unless_of_announcement(take_edit)))
    yield MessageHandler(PRIVATE & MESSAGE & filters.TEXT, guarded(ASK, unless_typed_answer(unless_for_a_human(ask))))
    yield MessageHandler(PRIVATE & filters.CAPTION, guarded(ASK, unless_for_a_human(other_updates.words_with_a_file)))
    yield MessageHandler(PRIVATE & filters.LOCATION, guarded(SAY_WHERE, unless_for_a_human(take_position)))
    yield MessageHandler(PRIVATE, guarded(ASK, unless_for_a_human(other_updates.not_text)))


def _command(command: Command) -> Route:
    return CommandHandler(command.name, guarded(command.action, command.handler), PRIVATE)


def _said(said: Said) -> Route:
    typed = filters.Regex(rf"(?i)^\s*({said.words})\s*(?:[.!]\s*)?$")
    return MessageHandler(PRIVATE & MESSAGE & typed, guarded(said.action, unless_for_a_human(said.handler)))


def _press(press: Press) -> Route:
    return CallbackQueryHandler(guarded(press.action, press.handler), rf"^{press.verb}(:|$)")
