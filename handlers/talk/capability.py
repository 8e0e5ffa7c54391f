"""The form of a declaration, which each capability makes in the `capability.py` of its folder.

Nothing here acts. `handlers/reception/capabilities.py` lists the declarations, in the order of the menu, and the other
modules of reception read them.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeAlias

from telegram import Message, Update

from handlers.talk.codes import Code
from handlers.talk.events import Subscription
from handlers.talk.forms import AnyForm
from handlers.talk.guard import Handler
from handlers.talk.permissions import Action
from handlers.talk.tick import Duty, Tick
from handlers.talk.turn import Turn

Row: TypeAlias = Mapping[str, object]
Lifetimes: TypeAlias = Mapping[str, timedelta]
Service: TypeAlias = Callable[[Turn, Message | None], Awaitable[None]]


@dataclass(frozen=True)
class Command:
    """A command typed with a slash, for those who may do `action`.

    `menu` describes it in Telegram's menu of commands, "" for a command that the menu does not show.
    """

    name: str
    action: Action
    handler: Handler
    menu: str = ""


@dataclass(frozen=True)
class Press:
    """The handler of the buttons whose code begins with this verb."""

    verb: str
    action: Action
    handler: Handler


@dataclass(frozen=True)
class Link:
    """The handler of links to the bot.

    `pattern` is a regular expression that matches the whole parameter of the link.
    """

    pattern: str
    follow: Callable[[Update, Turn, str], Awaitable[None]]


@dataclass(frozen=True)
class Said:
    """The handler of a label or a command typed as words.

    `words` is a regular expression that matches the whole text.
    """

    words: str
    action: Action
    handler: Handler


@dataclass(frozen=True)
class Typed:
    """The handler of a yes or a no typed instead of pressing the buttons of this verb.

    They stand under the last message of the chat, or under the one replied to; `elsewhere` may find their code where
    they do not. `means` returns the yes or no, None for other words.
    """

    verb: str
    action: Action
    means: Callable[[str], bool | None]
    do: Callable[[Turn, Code, bool], Awaitable[None]]
    elsewhere: Callable[[Turn, Message], Awaitable[Code | None]] | None = None


@dataclass(frozen=True)
class Capability:
    """All that the rest of the code knows of a capability.

    `services` maps an intent, which the finder reads in free text, to what is done for it. `purge` forgets what has
    outlived its lifetime, by business or machine time as the table has it; doing it twice does no harm.

    For the export of a person's data, in French: `kept` gives for each table why it is kept and who sees it; `columns`
    the names of columns in words, without which a column is left out; `hides`, by table, the columns of a row to leave
    out.
    """

    name: str
    actions: tuple[Action, ...] = ()
    commands: tuple[Command, ...] = ()
    presses: tuple[Press, ...] = ()
    links: tuple[Link, ...] = ()
    said: tuple[Said, ...] = ()
    typed: tuple[Typed, ...] = ()
    forms: tuple[AnyForm, ...] = ()
    services: Mapping[str, Service] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    purge: Callable[[Tick, Lifetimes], Awaitable[None]] | None = None
    kept: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    hides: Mapping[str, Callable[[Row], Collection[str]]] = field(default_factory=dict)


def whatever_was_said(do: Callable[[Turn], Awaitable[None]]) -> Service:
    """Make a service that does the same whatever words asked for it."""

    async def serve(turn: Turn, _: Message | None) -> None:
        await do(turn)

    return serve
