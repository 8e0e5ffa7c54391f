"""What a capability declares of itself, in the `capability.py` of its folder; the roof reads all declarations.

Nothing here acts. `handlers/reception/capabilities.py` lists the declarations, in the order of the menu.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeAlias

from telegram import Message, Update

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
    """A command typed with a slash. `menu`: its words in the menu of those who may; "" where it is not shown."""

    name: str
    action: Action
    handler: Handler
    menu: str = ""


@dataclass(frozen=True)
class Press:
    """What takes the buttons whose code begins with this verb."""

    verb: str
    action: Action
    handler: Handler


@dataclass(frozen=True)
class Link:
    """What follows a link to the bot. `pattern`: a regular expression of the whole of what the link carries."""

    pattern: str
    follow: Callable[[Update, Turn, str], Awaitable[None]]


@dataclass(frozen=True)
class Said:
    """A label or a command typed as words, by somebody in a hurry. `words`: a regular expression of the whole text."""

    words: str
    action: Action
    handler: Handler


@dataclass(frozen=True)
class Capability:
    """Everything by which the rest of the house meets a capability.

    `services`: what is done where the finder reads this intent in free text. `purge`: forgets what has outlived its
    lifetime, business or machine time as the table has it; it may be done twice.

    For the export of a person, in French: `kept`, for each of its tables, why it is kept and who sees it; `columns`,
    the names of columns in words: one without is not told; `hides`, by table, columns of a row that are not told.
    """

    name: str
    actions: tuple[Action, ...] = ()
    commands: tuple[Command, ...] = ()
    presses: tuple[Press, ...] = ()
    links: tuple[Link, ...] = ()
    said: tuple[Said, ...] = ()
    forms: tuple[AnyForm, ...] = ()
    services: Mapping[str, Service] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    purge: Callable[[Tick, Lifetimes], Awaitable[None]] | None = None
    kept: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    hides: Mapping[str, Callable[[Row], Collection[str]]] = field(default_factory=dict)


def whatever_was_said(do: Callable[[Turn], Awaitable[None]]) -> Service:
    """Make a service of what needs only to be asked for, in whichever words."""

    async def serve(turn: Turn, _: Message | None) -> None:
        await do(turn)

    return serve
