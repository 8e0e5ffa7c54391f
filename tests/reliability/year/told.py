"""What everybody has been told of a meeting, kept by what they received: who is in, who waits, who was offered a place.

It knows no rule of the bot: it only notices what cannot be true. Each fault is a line of `problems`.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.reliability.year.hours import KINDS, after_daytime, due, is_night

OFFER_HOURS, FIRST_HOURS = 4, 48
LAST_DAY = timedelta(hours=24)


@dataclass
class Told:
    id: int
    uid: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    inside: dict[int, datetime] = field(default_factory=dict)
    line: list[int] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)
    offered: dict[int, datetime] = field(default_factory=dict)
    called: set[int] = field(default_factory=set)
    is_cancelled: bool = False
    problems: list[str] = field(default_factory=list)
    muted: set[int] = field(default_factory=set)
    offers: int = 0
    calls: int = 0

    def dues(self) -> dict[str, datetime]:
        return {kind: due(kind, self.starts_at) for kind in KINDS}

    @property
    def waiting(self) -> list[int]:
        return [*self.line, *self.passed]

    def free(self) -> int:
        return self.capacity - len(self.inside) - len(self.offered)

    def wrong(self, words: str) -> None:
        self.problems.append(f"meeting {self.id}: {words}")

    # ---- what somebody is told

    def is_in(self, who: int, now: datetime) -> None:
        self._out_of_line(who)
        self.inside.setdefault(who, now)
        if len(self.inside) + len(self.offered) > self.capacity:
            self.wrong(f"{len(self.inside)} in and {len(self.offered)} offered, for {self.capacity} places")

    def waits(self, who: int, rank: int | None, unreachable: set[int]) -> None:
        if who in self.waiting or who in self.offered:
            return
        # Those who let a place pass stand behind, until they are called on the last day.
        if not len(set(self.line) - unreachable) < (rank or 0) <= len(self.waiting) + 1:
            self.wrong(f"{who} told rank {rank} behind {self.line} and {self.passed}")
        self.line.append(who)

    def is_out(self, who: int) -> None:
        self._out_of_line(who)
        self.inside.pop(who, None)

    def is_offered(self, who: int, now: datetime, unreachable: set[int]) -> datetime:
        """Until when."""
        while self.line and self.line[0] in unreachable and self.line[0] != who:
            self.passed.append(self.line.pop(0))
        if not self.line or self.line[0] != who:
            self.wrong(f"offered to {who}, before {self.line[:1]}")
        self._out_of_line(who)
        self.offers += 1
        return self._offer(who, after_daytime(now, OFFER_HOURS))

    def comes_first(self, who: int, now: datetime) -> datetime:
        """Waited in vain the time before."""
        return self._offer(who, after_daytime(now, FIRST_HOURS))

    def is_called(self, who: int, now: datetime) -> None:
        if self.starts_at - now > LAST_DAY or who not in self.waiting:
            self.wrong(f"{who} called at {now}")
        self.calls += 1
        self.called.add(who)

    def _offer(self, who: int, until: datetime) -> datetime:
        self.offered[who] = min(until, self.starts_at)
        if self.free() < 0:
            self.wrong(f"offered to {who} a place that is not there")
        return self.offered[who]

    def moves(self, starts_at: datetime) -> None:
        self.ends_at += starts_at - self.starts_at
        self.starts_at = starts_at
        self.called.clear()

    def everybody(self) -> set[int]:
        return {*self.inside, *self.waiting, *self.offered}

    def _out_of_line(self, who: int) -> None:
        self.offered.pop(who, None)
        self.called.discard(who)
        for queue in (self.line, self.passed):
            if who in queue:
                queue.remove(who)

    # ---- what time brings

    def pass_time(self, now: datetime) -> bool:
        """Whether an offer lapsed."""
        if self.starts_at <= now:
            return False
        lapsed = [who for who, until in self.offered.items() if until <= now]
        for who in lapsed:
            del self.offered[who]
            self.passed.append(who)
        return bool(lapsed)

    def is_open(self, now: datetime) -> bool:
        return not self.is_cancelled and self.starts_at > now

    def to_ask(self, now: datetime) -> set[int]:
        """Who must hear that a place is free; on the last day, all who wait."""
        if not self.is_open(now) or self.free() <= 0:
            return set()
        last_day = self.starts_at - now <= LAST_DAY
        return set(self.waiting) - self.called if last_day else set(self.line)

    def has_to_ask(self, now: datetime) -> bool:
        return bool(self.to_ask(now))

    def check(self, now: datetime, unreachable: set[int]) -> None:
        """With nothing left to do: no place stays free while somebody waits to be asked."""
        if self.free() <= 0:
            self.called.clear()
        unasked = self.to_ask(now) - unreachable
        if unasked and not is_night(now):
            self.wrong(f"{self.free()} free at {now}, and nobody asked {sorted(unasked)}")
