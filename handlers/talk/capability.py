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
    """A slash command that a capability declares: its name, the action that its user must be allowed, its handler.

    `menu` describes it in Telegram's menu of commands; "" leaves it out of the menu.
    """

    name: str
    action: Action
    handler: Handler
    menu: str = ""


@dataclass(frozen=True)
class Press:
    """The handler of the buttons whose code begins with `verb`, and the action that the presser must be allowed."""

    verb: str
    action: Action
    handler: Handler


@dataclass(frozen=True)
class Link:
    """The function that handles links to the bot whose whole parameter matches the regular expression `pattern`."""

    pattern: str
    follow: Callable[[Update, Turn, str], Awaitable[None]]


@dataclass(frozen=True)
class Said:
    """The handler of a button's label or a command typed as words, and the action that its author must be allowed.

    `words` is a regular expression that matches the whole text.
    """

    words: str
    action: Action
    handler: Handler


@dataclass(frozen=True)
class Typed:
    """The handling of a yes or no that is typed under the buttons of `verb` instead of pressing one.

    `means` returns True for yes, False for no, None for other words; `do` gets the button's code and this answer. The
    buttons stand under the last message of the chat, or the one replied to; where they do not, `elsewhere` may find
    their code.
    """

    verb: str
    action: Action
    means: Callable[[str], bool | None]
    do: Callable[[Turn, Code, bool], Awaitable[None]]
    elsewhere: Callable[[Turn, Message], Awaitable[Code | None]] | None = None


@dataclass(frozen=True)
class Worded:
    """Words that do what a button of `verb` does, typed under the question where it stands.

    `means` returns the last part of the button's code, such as "oui", or None for words that are no answer. Where the
    message has no such button, a yes presses the first one of `verb`, a no the button that goes back.
    """

    verb: str
    means: Callable[[str], str | None]


@dataclass(frozen=True)
class Capability:
    """The declaration of a capability, such as meetings: all by which the rest of the code reaches it.

    `services` maps an intent, such as "my_cases", read in free text, to what is done for it. `purge` deletes what
    has been kept long enough, by the lifetimes it is given, where the policies of the records do not say it all; it
    returns True where more is left.

    For the export of a person's data, in French: `kept` gives for each table why it is kept and who sees it; `columns`
    gives the names of columns, and one without a name is left out; `hides` returns, by table, the columns of a row to
    leave out.
    """

    name: str
    actions: tuple[Action, ...] = ()
    commands: tuple[Command, ...] = ()
    presses: tuple[Press, ...] = ()
    links: tuple[Link, ...] = ()
    said: tuple[Said, ...] = ()
    typed: tuple[Typed, ...] = ()
    worded: tuple[Worded, ...] = ()
    forms: tuple[AnyForm, ...] = ()
    services: Mapping[str, Service] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    purge: Callable[[Tick, Lifetimes], Awaitable[bool]] | None = None
    kept: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    hides: Mapping[str, Callable[[Row], Collection[str]]] = field(default_factory=dict)


def whatever_was_said(do: Callable[[Turn], Awaitable[None]]) -> Service:
    """Make a service that calls `do` with the turn, and ignores the message that asked for it."""

    async def serve(turn: Turn, _: Message | None) -> None:
        await do(turn)

    return serve
