"""Wakes whoever waits for something to change in a chat, or anywhere. Carries no data: the waiter looks again."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

ANYWHERE = None
LOOK_AGAIN = 0.1
"""Seconds after which a waiter looks again unasked: the clock that the server was given may have moved."""


class Changes:
    def __init__(self) -> None:
        self._waiting: dict[int | None, set[asyncio.Future[None]]] = defaultdict(set)
        self._listeners: set[Callable[[int | None], None]] = set()

    def note(self, chat_id: int | None = ANYWHERE) -> None:
        keys = {chat_id, ANYWHERE}
        for key in keys & self._waiting.keys():
            for waiter in self._waiting.pop(key):
                if not waiter.done():
                    waiter.set_result(None)
        for listener in list(self._listeners):
            listener(chat_id)

    def listen(self, listener: Callable[[int | None], None]) -> Callable[[], None]:
        """Call `listener` at every change; returns what ends that."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    async def until(
        self, look: Callable[[], Found | None], seconds: float, *, chat_id: int | None = ANYWHERE
    ) -> Found | None:
        """What `look` finds as soon as it finds something, or None when time is up."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while True:
            found = look()
            left = deadline - loop.time()
            if found is not None or left <= 0:
                return found
            waiter = loop.create_future()
            self._waiting[chat_id].add(waiter)
            await asyncio.wait([waiter], timeout=min(left, LOOK_AGAIN))
            self._waiting[chat_id].discard(waiter)
