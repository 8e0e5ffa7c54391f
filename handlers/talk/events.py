"""Events: what a capability tells those above it, in the same transaction.

The lower capability announces an event named here and imports nobody; the higher ones declare their subscriptions in
`capability.py`, and reception connects them.
"""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from typing import Generic, ParamSpec

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Message

from handlers.talk.turn import Turn

P = ParamSpec("P")


# Calling a subscription subscribes somebody to an event.
Subscription = Callable[[], None]


class Event(Generic[P]):
    """A kind of thing that happens. Announcing it calls the subscribers, in the order of subscription."""

    def __init__(self) -> None:
        self._subscribers: list[Callable[P, Awaitable[None]]] = []

    def subscribe(self, subscriber: Callable[P, Awaitable[None]]) -> None:
        """Call this subscriber at each announcement from now on, once however often it subscribes."""
        if subscriber not in self._subscribers:
            self._subscribers.append(subscriber)

    def by(self, subscriber: Callable[P, Awaitable[None]]) -> Subscription:
        """Return a function without arguments that subscribes this subscriber, for a declaration."""
        return lambda: self.subscribe(subscriber)

    async def announce(self, *args: P.args, **kwargs: P.kwargs) -> None:
        for subscriber in self._subscribers:
            await subscriber(*args, **kwargs)


# Words turned out to be for the bot: they were passed on by mistake, or correct a message of no case.
WORDS_FOR_THE_BOT: Event[Turn, str, Message | None] = Event()
# A member of staff was linked, under this name.
STAFF_LINKED: Event[Turn, str] = Event()
# The roles of these people changed, without their doing. The moment is machine time.
ROLES_CHANGED: Event[AsyncSession, Collection[int], datetime] = Event()
