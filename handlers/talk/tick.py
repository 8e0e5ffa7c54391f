"""A tick of the clock: what a duty may use, and what a duty is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from handlers.talk.act import Act
from knowledge.snapshot import Knowledge


@dataclass(kw_only=True)
class Tick(Act):
    """What a duty may use."""

    knowledge: Knowledge
    bot_name: str = ""  # as in t.me/<bot_name>


@dataclass(frozen=True)
class Duty:
    """`every` is machine time; what is due by the business clock is a row that `do` looks for."""

    name: str
    every: timedelta
    do: Callable[[Tick], Awaitable[None]]
    # A look, in a view that waits for no writer, whether there is anything to do: most ticks have nothing.
    has_work: Callable[[Tick], Awaitable[bool]] | None = None
    needs_mail: bool = False  # done only where a mail server is set up
