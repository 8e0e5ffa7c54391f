"""Loops of the process, watched: the death of one is never silent, and /health tells when one stands still."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from bot.logs import describe

log = logging.getLogger("aiguilleur.loops")
RESTART_SECONDS = 1.0


class Beat:
    """The pulse of one loop."""

    def __init__(self, name: str, longest: float) -> None:
        self.name = name
        self.longest = longest  # seconds between two pulses of a loop in health
        self._last = time.monotonic()

    def now(self) -> None:
        self._last = time.monotonic()

    @property
    def alive(self) -> bool:
        return time.monotonic() - self._last <= self.longest


async def keep_running(name: str, loop: Callable[[asyncio.Event], Awaitable[None]], stopping: asyncio.Event) -> None:
    """Runs a loop until the stop; one that dies is told to the log and started again."""
    while not stopping.is_set():
        try:
            await loop(stopping)
        except Exception as error:
            log.error("the %s died and starts again [%s]", name, describe(error))
            await asyncio.sleep(RESTART_SECONDS)
