"""What a capability tells those above it, in the same transaction: it announces an event, they have subscribed.

The roof connects them (handlers/reception/connected.py); a lower capability names the event and imports nobody.
"""

from collections.abc import Awaitable, Callable
from typing import Generic, ParamSpec

from telegram import Message

from handlers.talk.turn import Turn

P = ParamSpec("P")


class Event(Generic[P]):
    """One kind of thing that happens; whoever subscribed is told, in the order of subscription."""

    def __init__(self) -> None:
        self._subscribers: list[Callable[P, Awaitable[None]]] = []

    def subscribe(self, subscriber: Callable[P, Awaitable[None]]) -> None:
        """Tell this one from now on, once however often it subscribes."""
        if subscriber not in self._subscribers:
            self._subscribers.append(subscriber)

    async def announce(self, *args: P.args, **kwargs: P.kwargs) -> None:
        for subscriber in self._subscribers:
            await subscriber(*args, **kwargs)


# Words turn out to be for the bot: what was passed on by mistake, a message corrected outside of any case.
WORDS_FOR_THE_BOT: Event[Turn, str, Message | None] = Event()
# Somebody of staff is linked, under this name.
STAFF_LINKED: Event[Turn, str] = Event()
