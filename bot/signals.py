"""A wake-up call between loops of one process: many calls while nobody waits are one."""

import asyncio


class Signal:
    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        self._event.set()

    async def wait(self, seconds: float) -> bool:
        """Until somebody calls, at most `seconds`; whether somebody did."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True
