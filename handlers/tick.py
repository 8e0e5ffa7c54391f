"""What a duty of the ticker is, and what it may use. Each capability has its own; handlers/upkeep.py lists them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.hours import Hours
from knowledge.base import Knowledge


@dataclass(frozen=True)
class Tick:
    """What a duty may use: the open transaction and the two clocks (`now` is business time). Duties never commit."""

    session: AsyncSession
    machine_now: datetime
    now: datetime
    knowledge: Knowledge
    hours: Hours


Look = Callable[[AsyncSession, datetime], Awaitable[bool]]


@dataclass(frozen=True)
class Duty:
    """`every` is machine time; what is due by the business clock is a row that `do` looks for.

    `look`, given the business time, says first whether there is anything to do: it keeps no writer waiting.
    """

    name: str
    every: timedelta
    do: Callable[[Tick], Awaitable[None]]
    look: Look | None = None
