"""The loops of the process, watched: one that dies is logged and restarted, one that stands still shows in /health."""

import asyncio
import logging
import time
from dataclasses import dataclass

from bot.logs import describe
from storage.leadership import Work

log = logging.getLogger("aiguilleur.loops")
RESTART_SECONDS = 1.0


@dataclass(frozen=True)
class Loop:
    """One line of the table of loops."""

    name: str
    longest_silence: float  # seconds between two pulses of a loop in health
    office: int | None = None  # the advisory lock of a loop that runs in one process at a time; None: in each


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


async def keep_running(name: str, work: Work, stopping: asyncio.Event) -> None:
    """Run a loop until the stop; one that dies is told to the log and started again."""
    while not stopping.is_set():
        try:
            await work(stopping)
        except Exception as error:
            log.error("the %s died and starts again [%s]", name, describe(error))
            await asyncio.sleep(RESTART_SECONDS)
