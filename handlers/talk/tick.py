"""A tick of the clock: what a duty may use, and what a duty is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.talk.hours import Hours
from handlers.talk.sender import Sender
from knowledge.snapshot import Knowledge


@dataclass(frozen=True)
class Tick:
    """What a duty may use: the open transaction and the two clocks (`now` is business time). Duties never commit."""

    session: AsyncSession
    machine_now: datetime
    now: datetime
    knowledge: Knowledge
    hours: Hours
    bot_name: str = ""  # as in t.me/<bot_name>

    @property
    def sender(self) -> Sender:
        return Sender(self.session, self.machine_now)


@dataclass(frozen=True)
class Duty:
    """`every` is machine time; what is due by the business clock is a row that `do` looks for."""

    name: str
    every: timedelta
    do: Callable[[Tick], Awaitable[None]]
    # A look, in a view that waits for no writer, whether there is anything to do: most ticks have nothing.
    worth: Callable[[Tick], Awaitable[bool]] | None = None
    needs_mail: bool = False  # done only where a mail server is set up
