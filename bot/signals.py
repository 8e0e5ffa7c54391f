"""The ways in which the loops of one process wake each other."""

import asyncio
from collections.abc import Callable


class Signal:
    """A wake-up call for one loop; several calls while nobody waits count as one."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        """Wake the loop that waits for this signal or, where none does, the next that waits."""
        self._event.set()

    async def wait(self, seconds: float) -> bool:
        """Wait at most `seconds` for this signal to be set; return True where it was, False where it was not."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True


class Bell:
    """An event that several loops can listen to: `ring` calls all listeners.

    Bells are made before the loops, so that two loops can wake each other without knowing each other.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Add a function that is called whenever this bell rings."""
        self._listeners.append(listener)

    def ring(self) -> None:
        """Call the functions that listen to this bell, at once and in order."""
        for listener in self._listeners:
            listener()
