"""A lock with a lane for what cannot wait: it orders the writers of SQLite. On PostgreSQL a spare connection does."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Lanes:
    """A lock that whoever waits in the fast lane gets before all who wait in the other; each lane is first come first.

    It belongs to one event loop.
    """

    def __init__(self) -> None:
        self._is_held = False
        self._fast: deque[asyncio.Future[None]] = deque()
        self._slow: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def held(self, *, fast: bool = False) -> AsyncIterator[None]:
        """Hold the lock while the block runs; wait for it in the fast lane or in the other."""
        await self._take(self._fast if fast else self._slow)
        try:
            yield
        finally:
            self._pass_on()

    async def _take(self, lane: deque[asyncio.Future[None]]) -> None:
        if not self._is_held:
            self._is_held = True
            return
        turn = asyncio.get_running_loop().create_future()
        lane.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self._pass_on()  # it was this one's turn already
            raise

    def _pass_on(self) -> None:
        """Give the lock to who waits first, the fast lane before the other, or free it."""
        for lane in (self._fast, self._slow):
            while lane:
                turn = lane.popleft()
                if not turn.done():  # else who waited has left
                    turn.set_result(None)
                    return
        self._is_held = False
