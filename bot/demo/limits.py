"""How fast a bot may send: so many a second in all, in one chat, and a minute in one group.

Machine time only; a message refused for its pace counts for nothing, and its scope stays closed until the time told.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.demo.errors import too_many_requests


@dataclass(frozen=True)
class Limits:
    """`None` lifts a limit; a burst is how many may leave at once after a rest."""

    overall_per_second: float | None = 30
    overall_burst: int = 30
    chat_per_second: float | None = 1
    chat_burst: int = 3
    group_per_minute: float | None = 20
    group_burst: int = 20

    @classmethod
    def lifted(cls) -> "Limits":
        return cls(overall_per_second=None, chat_per_second=None, group_per_minute=None)


class Bucket:
    """A bucket that refills with time: what is in it may leave at once."""

    def __init__(self, per_second: float, burst: int, now: float) -> None:
        self.per_second = per_second
        self.burst = burst
        self.level = float(burst)
        self.seen_at = now
        self.closed_until = now

    def seconds_until(self, count: int, now: float) -> float:
        self.level = min(self.burst, self.level + (now - self.seen_at) * self.per_second)
        self.seen_at = now
        # More messages than the bucket can ever hold (an album) leave when it is full, and overdraw it.
        missing = (min(count, self.burst) - self.level) / self.per_second
        return max(0.0, missing, self.closed_until - now)

    def close(self, until: float) -> None:
        self.closed_until = max(self.closed_until, until)

    def take(self, count: int) -> None:
        self.level -= count


class Pace:
    """Says whether a message may leave now; raises 429 with the seconds to wait otherwise."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self._clock = clock
        self._buckets: dict[str, Bucket] = {}

    def admit(self, chat_id: int, *, group: bool, count: int = 1) -> None:
        now = self._clock()
        buckets = self._buckets_of(chat_id, group, now)
        for bucket in buckets:
            wait = bucket.seconds_until(count, now)
            # A float's dust is not a wait.
            if wait > 1e-6:
                seconds = math.ceil(wait)
                bucket.close(now + seconds)
                raise too_many_requests(seconds)
        for bucket in buckets:
            bucket.take(count)

    def _buckets_of(self, chat_id: int, group: bool, now: float) -> list[Bucket]:
        limits = self.limits
        wanted = [
            ("overall", limits.overall_per_second, limits.overall_burst),
            (f"chat {chat_id}", limits.chat_per_second, limits.chat_burst),
        ]
        if group and limits.group_per_minute is not None:
            wanted.append((f"group {chat_id}", limits.group_per_minute / 60, limits.group_burst))
        found = []
        for name, per_second, burst in wanted:
            if per_second is None:
                continue
            if name not in self._buckets:
                self._buckets[name] = Bucket(per_second, burst, now)
            found.append(self._buckets[name])
        return found
