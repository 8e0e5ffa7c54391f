"""What everybody was told of a meeting, by the messages received: who is in, who waits, who was offered a seat.

It knows no rule of the bot, and notices only what cannot be true. Each fault is a line of `problems`.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.reliability.year.hours import KINDS, after_daytime, due, is_night

OFFER_HOURS, FIRST_HOURS = 4, 48
LAST_DAY = timedelta(hours=24)
SLACK = timedelta(minutes=3)  # the bot's clock goes on while it works, so that its offers may end a little earlier


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
    since: dict[int, datetime] = field(default_factory=dict)  # of those who wait, or let an offer pass
    firsts: set[int] = field(default_factory=set)  # those told that they have priority
    heads: set[int] = field(default_factory=set)  # of these, those at the head of the line
    due_first: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
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

    def is_in(self, who: int, now: datetime, unreachable: set[int]) -> None:
        waits = set(self.line) - unreachable - self.called - {who}
        if waits and who not in {*self.offered, *self.called, *self.inside}:
            self.wrong(f"{who} got a place before {waits}")
        if who not in self.offered and self.free() <= 0:
            self._end_offers(now)
        self._out_of_line(who)
        self.inside.setdefault(who, now)
        if len(self.inside) + len(self.offered) > self.capacity:
            self.wrong(f"{len(self.inside)} in and {len(self.offered)} offered, for {self.capacity} places")

    def waits(self, who: int, rank: int | None, now: datetime, unreachable: set[int]) -> None:
        if who in self.passed and not self.is_last_day(now):
            self.waits_again(who, rank, now, unreachable)
        elif who not in self.waiting and who not in self.offered:
            self._stand(who, rank, len(self.line), now, unreachable)

    def waits_again(self, who: int, rank: int | None, now: datetime, unreachable: set[int]) -> None:
        """Note that somebody waits again, behind those who wait and before others who let an offer pass."""
        if who not in self.passed or self.is_last_day(now):
            return
        self.passed.remove(who)
        self.heads.discard(who)
        self._stand(who, rank, len(self.line), now, unreachable)

    def waits_first(self, who: int, rank: int | None, now: datetime, unreachable: set[int]) -> None:
        self._out_of_line(who)
        self._stand(who, rank, sum(one in self.heads for one in self.line), now, unreachable)
        self.firsts.add(who)
        self.heads.add(who)

    def _stand(self, who: int, rank: int | None, place: int, now: datetime, unreachable: set[int]) -> None:
        """Check a rank. Those who let an offer pass come last; the bot may have passed over those it cannot reach."""
        if not len(set(self.line[:place]) - unreachable) < (rank or 0) <= place + 1:
            self.wrong(f"{who} told rank {rank} behind {self.line[:place]}")
        self.line.insert(place, who)
        self.since[who] = now

    def is_out(self, who: int) -> None:
        self._out_of_line(who)
        self.inside.pop(who, None)
        self.gone.add(who)
        self.heads.discard(who)

    def is_offered(self, who: int, now: datetime, unreachable: set[int]) -> datetime:
        """Note an offer, and return when it ends."""
        while self.line and self.line[0] in unreachable and self.line[0] != who:
            self._pass_over(self.line.pop(0), now)
        if not self.line or self.line[0] != who:
            self.wrong(f"offered to {who}, before {self.line[:1]}")
        self._out_of_line(who)
        self.offers += 1
        return self._offer(who, after_daytime(now, OFFER_HOURS), now)

    def comes_first(self, who: int, now: datetime) -> datetime:
        """Note an offer with priority, to somebody who waited in vain before."""
        self._out_of_line(who)
        self.firsts.add(who)
        self.heads.add(who)
        return self._offer(who, after_daytime(now, FIRST_HOURS), now)

    def is_called(self, who: int, now: datetime) -> None:
        if who in self.offered:
            self._end_offers(now)
        if not self.is_last_day(now) or who not in self.waiting:
            self.wrong(f"{who} called at {now}")
        self.calls += 1
        self.called.add(who)
        # From now on nobody is behind the others for an offer that passed.
        self.line, self.passed = sorted(self.waiting, key=lambda one: (one not in self.heads, self.since[one])), []

    def _end_offers(self, now: datetime) -> None:
        """End the offers that end within moments."""
        for who in [one for one, until in self.offered.items() if until <= now + SLACK]:
            del self.offered[who]
            self._pass_over(who, now)

    def _offer(self, who: int, until: datetime, now: datetime) -> datetime:
        if self.free() <= 0:
            self._end_offers(now)
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
        """End the offers that lapsed by now; tell whether there were any."""
        if self.starts_at <= now:
            return False
        lapsed = [who for who, until in self.offered.items() if until <= now]
        for who in lapsed:
            del self.offered[who]
            self._pass_over(who, now)
        return bool(lapsed)

    def _pass_over(self, who: int, now: datetime) -> None:
        self.passed.append(who)
        self.since[who] = now

    def is_last_day(self, now: datetime) -> bool:
        return self.starts_at - now <= LAST_DAY

    def is_open(self, now: datetime) -> bool:
        return not self.is_cancelled and self.starts_at > now

    def to_ask(self, now: datetime) -> set[int]:
        """Return who must hear that a seat is free: on the last day, all who wait."""
        if not self.is_open(now) or self.free() <= 0:
            return set()
        return set(self.waiting) - self.called if self.is_last_day(now) else set(self.line)

    def has_to_ask(self, now: datetime) -> bool:
        return bool(self.to_ask(now))

    def check(self, now: datetime, unreachable: set[int]) -> None:
        """Check that no seat stays free while somebody waits to be asked, now that nothing is left to do."""
        if self.free() <= 0:
            self.called.clear()
        if is_night(now):
            return
        unasked = self.to_ask(now) - unreachable
        if self.free() > 0 and self.is_open(now) and not self.is_last_day(now):
            for who in [one for one in self.line if one in unreachable]:  # those whom the bot passes over
                self.line.remove(who)
                self._pass_over(who, now)
        if unasked:
            self.wrong(f"{self.free()} free at {now}, and nobody asked {sorted(unasked)}")
