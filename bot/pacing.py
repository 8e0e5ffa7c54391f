"""The pace: when the next message may leave. Pure: it is told the time and sends nothing.

Telegram lets 30 messages a second out for the bot, one a second in a chat (short bursts are tolerated) and 20 a minute
in a group. Groups have negative chat ids. Whom Telegram has told to wait is paused.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from storage.outbox import Priority
from storage.pauses import ANNOUNCEMENTS, WHOLE_BOT

# Messages that leave a second apart may arrive closer together.
_MARGIN = 1.04
# A loop that wakes up late makes up for at most this much by closer messages, never by more of them in a second.
_CATCH_UP_SECONDS = 0.1
_CHAT_BURST = 3
# A burst of 5 and one every 4 seconds are never more than 20 in any minute.
_GROUP_BURST, _GROUP_SECONDS = 5, 4.0
LIFTED = 10_000  # the rate that lifts every limit, for a local server in tests and benchmarks


@dataclass
class _Bucket:
    """The messages that a chat may still receive now: at most `size`, one more every `seconds`."""

    size: int
    seconds: float
    held: float
    at: float

    def refill(self, now: float) -> None:
        """Add to the bucket the messages that it has gained since the last call."""
        self.held = min(self.size, self.held + (now - self.at) / self.seconds)
        self.at = now

    def take(self, now: float) -> None:
        """Take one message out of the bucket, since it is sent now."""
        self.refill(now)
        self.held -= 1

    def wait(self, now: float) -> float:
        """Return the seconds until the bucket holds a message to send, 0 where it holds one now."""
        self.refill(now)
        return max(0.0, (1 - self.held) * self.seconds)


class Wire:
    """The computation of how many messages may be on their way to Telegram at once.

    They are as many as leave in one and a half times the time that Telegram takes to answer, so that the pace is kept;
    more only when it goes on taking longer. A kill repeats those on their way: where Telegram stands still for a
    moment, few are.
    """

    _LEAST, _MARGIN, _WEIGHT = 6, 1.5, 0.1

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._seconds = 0.1  # in which Telegram answers, of late

    def note_answer(self, seconds: float) -> None:
        """Note in how many seconds Telegram has answered."""
        self._seconds += self._WEIGHT * (seconds - self._seconds)

    def room(self, most: int) -> int:
        """Return how many messages may be on their way, `most` at the most."""
        return min(most, max(self._LEAST, round(self._MARGIN * self._rate * self._seconds)))


class Pace:
    """The computation of when the next message may be sent, in each chat and by the whole bot.

    The bot sends `rate` messages a second, spaced evenly, so that an answer soon finds room within a broadcast.
    """

    def __init__(self, rate: float) -> None:
        self.wire = Wire(rate)
        self._lifted = rate >= LIFTED
        self._spacing = _MARGIN / rate
        self._next = 0.0
        # When the last messages left, as many as may leave in a second, and the time that so many must take.
        self._last: deque[float] = deque(maxlen=max(1, int(rate)))
        self._period = self._spacing * max(1, int(rate))
        self._chats: dict[int, _Bucket] = {}
        self._paused_until: dict[int, float] = {}  # by chat, or WHOLE_BOT, or ANNOUNCEMENTS

    def pause(self, until: Mapping[int, float]) -> None:
        """Pause these chats until a moment each; other pauses stay."""
        self._paused_until |= until

    def pause_only(self, until: Mapping[int, float]) -> None:
        """Pause these chats until a moment each; all other pauses end."""
        self._paused_until = dict(until)

    def bot_wait(self, now: float) -> float:
        """Return the seconds until the limit of the whole bot lets the next message out, 0 for now."""
        pause = self._pause_left(WHOLE_BOT, now)
        if self._lifted:
            return pause
        is_full = len(self._last) == self._last.maxlen
        return max(pause, self._next - now, self._last[0] + self._period - now if is_full else 0.0)

    def chat_wait(self, chat_id: int, now: float, priority: Priority | int = Priority.ANSWER) -> float:
        """Return the seconds until the limit of this chat lets its next message out, 0 for now.

        The limit of the whole bot does not count here; the pause of announcements does, for one of them.
        """
        bucket = self._chats.get(chat_id)
        rest = 0.0 if self._lifted or bucket is None else bucket.wait(now)
        if not self._paused_until:
            return rest
        if priority >= Priority.ANNOUNCEMENT:
            rest = max(rest, self._pause_left(ANNOUNCEMENTS, now))
        return max(rest, self._pause_left(chat_id, now))

    def _pause_left(self, chat_id: int, now: float) -> float:
        until = self._paused_until.get(chat_id)
        if until is None:
            return 0.0
        if until <= now:
            del self._paused_until[chat_id]
            return 0.0
        return until - now

    def note_sent(self, chat_id: int, now: float) -> None:
        """Note that a message to this chat is sent now, which makes the next ones wait."""
        if self._lifted:
            return
        self._next = max(now - _CATCH_UP_SECONDS, self._next) + self._spacing
        self._last.append(now)
        bucket = self._chats.setdefault(chat_id, _new_bucket(chat_id, now))
        bucket.take(now)
        if len(self._chats) > 1_000:
            self._forget_rested(now)

    def _forget_rested(self, now: float) -> None:
        for chat_id, bucket in list(self._chats.items()):
            bucket.refill(now)
            if bucket.held >= bucket.size:
                del self._chats[chat_id]


def _new_bucket(chat_id: int, now: float) -> _Bucket:
    if chat_id < 0:
        return _Bucket(_GROUP_BURST, _GROUP_SECONDS, _GROUP_BURST, now)
    return _Bucket(_CHAT_BURST, 1.0, _CHAT_BURST, now)
