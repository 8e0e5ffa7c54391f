"""What a capability tells those above it, in the same transaction: it announces an event, they have subscribed.

The lower one names the event here and imports nobody; the others declare their subscriptions (`capability.py`), and
the roof connects them.
"""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from typing import Generic, ParamSpec

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Message

from handlers.talk.turn import Turn

P = ParamSpec("P")


# Something to be connected: calling it subscribes somebody to an event.
Subscription = Callable[[], None]


class Event(Generic[P]):
    """One kind of thing that happens; whoever subscribed is told, in the order of subscription."""

    def __init__(self) -> None:
        self._subscribers: list[Callable[P, Awaitable[None]]] = []

    def subscribe(self, subscriber: Callable[P, Awaitable[None]]) -> None:
        """Tell this one from now on, once however often it subscribes."""
        if subscriber not in self._subscribers:
            self._subscribers.append(subscriber)

    def by(self, subscriber: Callable[P, Awaitable[None]]) -> Subscription:
        """Declare that this one wants to be told."""
        return lambda: self.subscribe(subscriber)

    async def announce(self, *args: P.args, **kwargs: P.kwargs) -> None:
        for subscriber in self._subscribers:
            await subscriber(*args, **kwargs)


# Words turn out to be for the bot: what was passed on by mistake, a message corrected outside of any case.
WORDS_FOR_THE_BOT: Event[Turn, str, Message | None] = Event()
# Somebody of staff is linked, under this name.
STAFF_LINKED: Event[Turn, str] = Event()
# These people, who do nothing themselves, hold other roles than before. The moment is machine time.
ROLES_CHANGED: Event[AsyncSession, Collection[int], datetime] = Event()
