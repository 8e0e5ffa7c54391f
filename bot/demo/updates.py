"""What the bot has not yet confirmed: kept in order, forgotten when confirmed or too old; and the long poll on it."""

import asyncio
import math
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.demo.chats import Json
from bot.demo.errors import Refused, conflict

DAY = 24 * 3600
BUTTON_PRESS = 150
SHUFFLE_GATHERS = 0.05
"""While updates are shuffled, seconds left to other chats to catch up."""
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True)
class Update:
    update_id: int
    kind: str
    body: Json
    lane: str
    """Updates of one lane reach a webhook one at a time; lanes do not wait for each other."""
    expires_at: float
    serial: int
    """Differs between two deliveries of one update."""

    def shown(self) -> Json:
        return {"update_id": self.update_id, self.kind: self.body}


class UpdateQueue:
    def __init__(self, now: Callable[[], float], first_id: int, changed: Callable[[], None]) -> None:
        self._now = now
        self._changed = changed
        self._next_id = first_id
        self._next_serial = 1
        self._next_expiry = math.inf
        self._pending: OrderedDict[int, Update] = OrderedDict()
        self._poll: asyncio.Future[None] | None = None
        self.allowed: frozenset[str] | None = None

    def allow(self, kinds: Iterable[str]) -> None:
        """Remember which kinds the bot wants from now on; none named means all the usual ones."""
        self.allowed = frozenset(kinds) or None

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def add(self, kind: str, body: Json, *, lane: str, lifetime: float = DAY, copies: int = 1) -> list[Update]:
        """Queue one update (twice when it must be delivered twice); nothing when the bot does not want that kind."""
        if not self.wants(kind):
            return []
        added = [
            Update(self._next_id, kind, body, lane, self._now() + lifetime, self._next_serial + copy)
            for copy in range(copies)
        ]
        self._next_id += 1
        self._next_serial += copies
        self._pending.update((update.serial, update) for update in added)
        self._next_expiry = min(self._next_expiry, added[0].expires_at)
        self._wake(None)
        return added

    def pending(self) -> list[Update]:
        self._forget_expired()
        return list(self._pending.values())

    @property
    def is_polled(self) -> bool:
        """Whether a bot is waiting for news right now."""
        return self._poll is not None

    def count(self) -> int:
        self._forget_expired()
        return len(self._pending)

    def holds(self, update: Update) -> bool:
        self._forget_expired()
        return update.serial in self._pending

    def done(self, update: Update) -> None:
        self._pending.pop(update.serial, None)
        self._changed()

    def drop_all(self) -> None:
        self._pending.clear()

    def confirm(self, offset: int) -> None:
        """Forget what comes before `offset`; a negative one keeps only that many from the end."""
        if offset < 0:
            kept = self.pending()[offset:]
            self._pending = OrderedDict((update.serial, update) for update in kept)
            return
        while self._pending:
            first = next(iter(self._pending.values()))
            if first.update_id >= offset:
                return
            self.done(first)

    async def poll(self, offset: int, limit: int, seconds: float, *, shuffled: bool) -> list[Update]:
        self.end_poll(
            conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        )
        self.confirm(offset)
        if self.count() == 0 and seconds > 0:
            await self._wait(seconds)
        if not shuffled:
            return self._first(limit)
        await asyncio.sleep(SHUFFLE_GATHERS)
        return out_of_order(self._first(limit))

    async def _wait(self, seconds: float) -> None:
        mine = self._poll = asyncio.get_running_loop().create_future()
        self._changed()
        try:
            await asyncio.wait([mine], timeout=seconds)
            if mine.done():
                mine.result()
        finally:
            if self._poll is mine:
                self._poll = None

    def end_poll(self, reason: Refused | None = None) -> None:
        """Let the call that waits answer now: with nothing, or with a refusal."""
        self._wake(reason)

    def _wake(self, reason: Refused | None) -> None:
        poll, self._poll = self._poll, None
        if poll is None or poll.done():
            return
        if reason is None:
            poll.set_result(None)
        else:
            poll.set_exception(reason)

    def _first(self, limit: int) -> list[Update]:
        self._forget_expired()
        return [update for update, _ in zip(self._pending.values(), range(limit), strict=False)]

    def _forget_expired(self) -> None:
        now = self._now()
        if now < self._next_expiry:
            return
        alive = [update for update in self._pending.values() if update.expires_at > now]
        self._pending = OrderedDict((update.serial, update) for update in alive)
        self._next_expiry = min((update.expires_at for update in alive), default=math.inf)


def out_of_order(updates: list[Update]) -> list[Update]:
    """The lane that came last goes first; within a lane nothing moves."""
    lanes: dict[str, list[Update]] = {}
    for update in updates:
        lanes.setdefault(update.lane, []).append(update)
    return [update for lane in reversed(lanes.values()) for update in lane]
