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
    """A loop of the process.

    It counts as dead `longest_silence` seconds after its last beat. `office` is the number of the advisory lock that
    lets it run in one process at a time; None lets it run in each.
    """

    name: str
    longest_silence: float  # seconds between two pulses of a loop in health
    office: int | None = None  # the advisory lock of a loop that runs in one process at a time; None: in each


class Beat:
    """The heartbeat of one loop, by which /health sees that it is alive."""

    def __init__(self, name: str, longest: float) -> None:
        self.name = name
        self.longest = longest  # seconds between two pulses of a loop in health
        self._last = time.monotonic()

    def now(self) -> None:
        """Note that the loop is alive now."""
        self._last = time.monotonic()

    @property
    def alive(self) -> bool:
        """Whether the loop has noted a beat within the longest time allowed."""
        return time.monotonic() - self._last <= self.longest


async def keep_running(name: str, work: Work, stopping: asyncio.Event) -> None:
    """Run a loop's function until `stopping` is set; where it raises, log the error and start it again."""
    while not stopping.is_set():
        try:
            await work(stopping)
        except Exception as error:
            log.error("the %s died and starts again [%s]", name, describe(error))
            await asyncio.sleep(RESTART_SECONDS)
