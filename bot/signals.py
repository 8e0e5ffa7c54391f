"""The ways in which the loops of one process wake each other."""

import asyncio
from collections.abc import Callable


class Signal:
    """A wake-up call for one loop. Several calls while nobody waits are one."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        self._event.set()

    async def wait(self, seconds: float) -> bool:
        """Wait for a call, at most `seconds`; return True where one came, False after that time."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True


class Bell:
    """An event of one loop that others listen for.

    Bells are made before the loops, so that two loops may wake each other without knowing each other.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def ring(self) -> None:
        for listener in self._listeners:
            listener()
