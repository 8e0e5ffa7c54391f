"""A tick of the clock: what duties are, and what they may use."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from handlers.talk.act import Act
from knowledge.snapshot import Knowledge
from storage.base import Condition


@dataclass(kw_only=True)
class Tick(Act):
    """All that a duty may use when it is done: an act without actors, the knowledge base and the bot's name."""

    knowledge: Knowledge
    bot_name: str = ""  # as in t.me/<bot_name>


@dataclass(frozen=True)
class Duty:
    """A task that the bot does by itself: `do` is called each time that `every` of machine time has passed.

    `do` looks in the database for what is due. It returns True where it has done a piece and more is left; that is done
    at once, in further transactions, between which others have their turn. `has_work`, where given, tells beforehand
    whether that is anything.
    """

    name: str
    every: timedelta
    do: Callable[[Tick], Awaitable[bool | None]]
    # Where it does not hold, there is nothing to do. Those of all duties are asked for in one query, since most ticks
    # have nothing to do.
    condition: Callable[[Tick], Condition] | None = None
    # What the condition cannot say; asked only where that holds. Both are looked at in a view that waits for no writer.
    has_work: Callable[[Tick], Awaitable[bool]] | None = None
    needs_mail: bool = False  # True where the duty is done only with a mail server set up
    # Also done as soon as a watched message has its outcome.
    reads_outcomes: bool = False
