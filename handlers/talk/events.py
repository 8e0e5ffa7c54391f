"""Events: what a capability tells those above it, in the same transaction.

The lower capability announces an event named here and imports nobody; the higher ones declare their subscriptions in
`capability.py`, and reception connects them.
"""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from typing import Generic, ParamSpec

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Message

from handlers.talk.act import Act
from handlers.talk.turn import Turn
from knowledge.snapshot import Knowledge
from storage.roles import Role

P = ParamSpec("P")


# Calling a subscription subscribes somebody to an event.
Subscription = Callable[[], None]


class Event(Generic[P]):
    """An event, which a capability announces to those that it may not import: each subscriber is then called.

    Subscribers are called in the order of subscription, in the transaction of whoever announces.
    """

    def __init__(self) -> None:
        self._subscribers: list[Callable[P, Awaitable[None]]] = []

    def subscribe(self, subscriber: Callable[P, Awaitable[None]]) -> None:
        """Have this function called at each announcement from now on; to subscribe it again changes nothing."""
        if subscriber not in self._subscribers:
            self._subscribers.append(subscriber)

    def by(self, subscriber: Callable[P, Awaitable[None]]) -> Subscription:
        """Return a function without arguments that subscribes `subscriber` when called, for use in a declaration."""
        return lambda: self.subscribe(subscriber)

    async def announce(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call each subscriber with these arguments, one after the other."""
        for subscriber in self._subscribers:
            await subscriber(*args, **kwargs)


# Words turned out to be for the bot: they were passed on by mistake, or correct a message of no case.
WORDS_FOR_THE_BOT: Event[Turn, str, Message | None] = Event()
# A person who wanted to be called back has sent this case.
CALL_WANTED: Event[Turn, int] = Event()
# The person of this Telegram id was linked as a member of staff, under this name.
STAFF_LINKED: Event[Act, Knowledge, int, str] = Event()
# Somebody has followed an invitation in the chat and has this role now; the last is the bot's name, as in t.me/<name>.
INVITATION_FOLLOWED: Event[Turn, Role, str] = Event()
# The roles of these people changed, without their doing. The moment is machine time.
ROLES_CHANGED: Event[AsyncSession, Collection[int], datetime] = Event()
