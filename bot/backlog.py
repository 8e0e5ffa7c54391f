"""What waits to be sent, in memory: whose turn it is. Pure: it is told the time, reads and sends nothing.

The most urgent message leaves first. Of equally urgent ones that of a chat which has had none lately leaves before that
of one which has: a message to a chat that had one within the last minute waits as if it had been written a minute after
that one. Of a chat, one message is on its way at a time, in the order of (priority, id).
A turn costs the same whatever waits: chats stand in a heap, and so do the messages of each.
"""

import heapq
import math
from collections.abc import Callable, Iterable

from storage.waiting import Waiting

LATELY = 60.0  # seconds
Standing = tuple[int, float, int, int]  # priority, seniority, id, chat: the lowest leaves first
Rest = Callable[[Waiting], float]  # the seconds until the pace lets a message leave, 0 for now


class Backlog:
    """The messages that wait to be sent, without their content, and those on their way."""

    def __init__(self, on_their_way: Iterable[Waiting] = ()) -> None:
        on_their_way = list(on_their_way)
        self._heard_at = {row.id: 0.0 for row in on_their_way}  # of each message, by id
        self._chats: dict[int, list[Waiting]] = {}  # heaps of what may leave once it is first
        self._behind: dict[int, list[Waiting]] = {}  # what aims at a message that waits, by its id
        self._away = {row.chat_id for row in on_their_way}  # chats with a message on its way
        # The first message of each chat that is neither away nor asleep; one that no longer is its first is skipped.
        self._ready: list[Standing] = []
        self._asleep: list[tuple[float, int]] = []  # chats that must rest, by when they wake
        self._last: dict[tuple[int, int], float] = {}  # when a chat last had a message of a priority, oldest first

    def __contains__(self, row_id: int) -> bool:
        return row_id in self._heard_at

    def add(self, rows: Iterable[Waiting], now: float) -> None:
        """Add messages that wait; those known are left as they are."""
        for row in rows:
            if row.id not in self._heard_at:
                self._heard_at[row.id] = now
                self._put(row)

    def take(self, now: float, rest: Rest) -> Waiting | None:
        """Return the message whose turn it is, which is on its way from now on; None where none may leave."""
        self._wake(now)
        while self._ready:
            first = self._still_first(heapq.heappop(self._ready))
            if first is None:
                continue
            if (seconds := rest(first)) > 0:
                heapq.heappush(self._asleep, (now + seconds, first.chat_id))
                continue
            self._away.add(first.chat_id)
            self._drop_first(first.chat_id)
            return first
        return None

    def next_ones(self, most: int) -> list[Waiting]:
        """Return those whose turn will come next, at most `most`."""
        taken: list[Standing] = []
        found: list[Waiting] = []
        while self._ready and len(found) < most:
            taken.append(heapq.heappop(self._ready))
            if (first := self._still_first(taken[-1])) is not None:
                found.append(first)
        for standing in taken:
            heapq.heappush(self._ready, standing)
        return found

    def note_sent(self, row: Waiting, now: float) -> None:
        """Note that a message on its way is sent now: those of chats that have had none go before the next of it."""
        key = (row.chat_id, row.priority)
        self._last.pop(key, None)
        self._last[key] = now
        while self._last and (oldest := next(iter(self._last.items())))[1] < now - LATELY:
            del self._last[oldest[0]]

    def forget(self, row: Waiting) -> None:
        """Forget a message that was on its way and waits no more; what aims at it may leave now."""
        self._heard_at.pop(row.id, None)
        self.let_out_behind(row.id)
        self._come_back(row.chat_id)

    def put_back(self, row: Waiting) -> None:
        """Let a message that was on its way wait again."""
        heapq.heappush(self._chats.setdefault(row.chat_id, []), row)
        self._come_back(row.chat_id)

    def put_behind(self, row: Waiting, target_id: int) -> None:
        """Take a message off its way until the one that it edits, deletes or answers is sent or given up.

        `target_id` is the id of that one in the outbox.
        """
        self._behind.setdefault(target_id, []).append(row)
        self._come_back(row.chat_id)

    def let_out_behind(self, target_id: int) -> None:
        """Let those wait their turn that waited for this message."""
        for row in self._behind.pop(target_id, ()):
            self._put(row)

    def rouse(self) -> None:
        """Wake all chats that rest, since their pauses may have changed."""
        self._wake(math.inf)

    def next_wake(self, now: float) -> float:
        """Return the seconds until the first of the chats that rest wakes."""
        return max(0.0, self._asleep[0][0] - now) if self._asleep else math.inf

    def _put(self, row: Waiting) -> None:
        if row.aims_at in self._heard_at:
            self._behind.setdefault(row.aims_at, []).append(row)
            return
        heapq.heappush(self._chats.setdefault(row.chat_id, []), row)
        if self._first(row.chat_id) is row:
            self._line_up(row.chat_id)

    def _still_first(self, standing: Standing) -> Waiting | None:
        """Return the message that stands in line, None where another of its chat is first by now or on its way."""
        *_, row_id, chat_id = standing
        first = self._first(chat_id)
        return first if first is not None and first.id == row_id and chat_id not in self._away else None

    def _first(self, chat_id: int) -> Waiting | None:
        rows = self._chats.get(chat_id)
        return rows[0] if rows else None

    def _drop_first(self, chat_id: int) -> None:
        heapq.heappop(self._chats[chat_id])
        if not self._chats[chat_id]:
            del self._chats[chat_id]

    def _come_back(self, chat_id: int) -> None:
        self._away.discard(chat_id)
        self._line_up(chat_id)

    def _line_up(self, chat_id: int) -> None:
        """Let a chat that is not away stand in line with its first message."""
        first = self._first(chat_id)
        if first is not None and chat_id not in self._away:
            heapq.heappush(self._ready, (first.priority, self._seniority(first), first.id, chat_id))

    def _seniority(self, row: Waiting) -> float:
        had_one_at = self._last.get((row.chat_id, row.priority))
        heard_at = self._heard_at[row.id]
        return heard_at if had_one_at is None else max(heard_at, had_one_at + LATELY)

    def _wake(self, until: float) -> None:
        while self._asleep and self._asleep[0][0] <= until:
            self._line_up(heapq.heappop(self._asleep)[1])
