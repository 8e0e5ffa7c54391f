"""A tick of the clock: what duties are, and what they may use."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from handlers.talk.act import Act
from knowledge.snapshot import Knowledge


@dataclass(kw_only=True)
class Tick(Act):
    """All that a duty may use: an open transaction, the clocks, the base."""

    knowledge: Knowledge
    bot_name: str = ""  # as in t.me/<bot_name>


@dataclass(frozen=True)
class Duty:
    """Something to do from time to time.

    `every` is machine time; what is due by business time is a row that `do` looks for.
    """

    name: str
    every: timedelta
    do: Callable[[Tick], Awaitable[None]]
    # Whether there is anything to do, looked at in a view that waits for no writer: most ticks have nothing.
    has_work: Callable[[Tick], Awaitable[bool]] | None = None
    needs_mail: bool = False  # True where the duty is done only with a mail server set up
    # Also done as soon as a watched message has its outcome.
    reads_outcomes: bool = False
