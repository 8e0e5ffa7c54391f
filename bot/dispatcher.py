"""The dispatcher sends the outbox: the most urgent first, in order within a chat, at Telegram's pace.

There is one dispatcher at a time (`storage/leadership.py`), so it remembers in memory what waits and what is on its
way (docs/decisions/0010), and writes each outcome before the next message of that chat leaves. A crash between
Telegram's yes and that writing may repeat the messages on their way: as a rule those that Telegram takes a moment to
answer, and at most `UNWRITTEN` more.
"""

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from datetime import datetime

from telegram import Bot

from bot.alerts import Alerts
from bot.backlog import Backlog
from bot.clock import machine_now
from bot.delivery import Outcome, RefusedFormatting, RetryAt, Sent, deliver
from bot.logs import describe
from bot.looks import Looks
from bot.loops import Beat
from bot.metrics import Metrics
from bot.outcomes import Attempt, Outcomes
from bot.pacing import Pace
from bot.signals import Bell, Signal
from bot.ways import Way
from storage.base import Json
from storage.database import Database, is_away
from storage.leadership import Lease
from storage.news import News
from storage.outbox import OutboxMessage, State
from storage.waiting import Content, Waiting, contents_of, turn_of

# At Telegram's pace, more than are on their way where it takes a second and a half to answer. As a rule fewer may be
# (`Wire`).
ON_THEIR_WAY = 48
# While Telegram has answered so many whose outcome is not written, none leaves: a kill would repeat it. They are rarely
# two, since a writing takes less time than lies between two messages.
UNWRITTEN = 3
LONG_SECONDS = 1.0
FRESH_SECONDS = 0.25  # how long a content is taken as it was written or read, unless a transaction comes between
READ_AHEAD = 8  # contents read at once while no transactions come
IDLE_SECONDS = 0.25
FINISH_SECONDS = 10
log = logging.getLogger("aiguilleur.dispatcher")


class Dispatcher:
    """The loop that sends the messages of the outbox to Telegram, at the pace that Telegram allows."""

    def __init__(
        self,
        *,
        database: Database,
        bot: Bot,
        pace: Pace,
        metrics: Metrics,
        alerts: Alerts,
        beat: Beat,
        speaking: Way,
        outcome_written: Bell,
        lease: Lease,
    ) -> None:
        """Set up the loop, not yet running; `outcome_written` is rung once a watched message has its outcome.

        It sends only while `lease` holds.
        """
        self._lease = lease
        self._database = database
        self._bot = bot
        self._pace = pace
        self._outcome_written = outcome_written
        self._beat = beat
        self._outcomes = Outcomes(database, metrics, alerts, speaking, settled=self._settled)
        self._looks = Looks(database)
        self._backlog = Backlog()
        self._fresh: dict[int, Content] = {}  # contents as they are in the outbox now, by id
        self._fresh_since = self._told_at = 0.0  # `_told_at`: when a transaction of this process came last
        self._busy: dict[int, asyncio.Task[None]] = {}  # by chat, since one message of a chat is on its way at a time
        self._turns: dict[int, Waiting] = {}  # of the messages on their way, by id
        self._began: dict[int, float] = {}  # when each of them left, by id
        self._wake = Signal()

    @property
    def is_reading(self) -> bool:
        """Whether more waits than was read since the start."""
        return self._looks.is_filling

    async def run(self, stopping: asyncio.Event) -> None:
        """Send messages until `stopping` is set, then wait at most 10 seconds for those on their way."""
        self._backlog = Backlog(self._turns.values())
        self._looks.begin_anew()
        self._database.listener = self._hear
        try:
            while not stopping.is_set():
                self._beat.now()
                seconds = await self._go_on()
                await (self._wake.wait(seconds) if seconds > 0 else asyncio.sleep(0))
        finally:
            self._database.listener = None
            await self._finish()

    def hear_other_process(self, payload: str) -> None:
        """Take note of what another process has told by NOTIFY."""
        self._looks.hear(payload)
        self._wake.set()

    def _hear(self, news: News) -> None:
        """Take note of what a transaction of this process changed."""
        now = time.monotonic()
        written = [row for row in news.messages.values() if isinstance(row, OutboxMessage)]
        # What else it changed is unknown, so that what was fresh before must be read again.
        self._fresh = {row.id: Content(row) for row in written if row.aims_at is None}
        self._fresh_since = self._told_at = now
        self._looks.note_written(news.messages)
        self._backlog.add(map(turn_of, written), now)
        if news.pauses:
            self._pace.pause(_in_loop_time(news.pauses, now))
        if news.anew:
            self._looks.begin_anew()
        self._wake.set()

    async def _go_on(self) -> float:
        """Look at the outbox where that is due, begin to send what may leave; return the seconds until more may."""
        try:
            if self._looks.is_due(time.monotonic()):
                await self._look()
            wait = await self._send_next()
            return 0.0 if self._looks.is_filling else min(wait, IDLE_SECONDS)
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("database away [%s]", describe(error))
            self._looks.begin_anew()
            return IDLE_SECONDS

    async def _look(self) -> None:
        """Read from the outbox what this process cannot know."""
        now, told_at = time.monotonic(), self._told_at
        seen = await self._looks.look(now)
        self._backlog.add(seen.rows, now)
        for row_id in seen.gone:
            self._backlog.let_out_behind(row_id)
        if seen.pauses is not None:
            # A pause told of meanwhile is not among those read.
            take = self._pace.pause_only if self._told_at == told_at else self._pace.pause
            take(_in_loop_time(seen.pauses, now))
            self._backlog.rouse()

    async def _send_next(self) -> float:
        """Begin to send the message whose turn it is; return the seconds until the next may leave."""
        now = time.monotonic()
        if not self._lease.holds or self._is_full(now) or self._outcomes.unwritten >= UNWRITTEN:
            return IDLE_SECONDS  # the writing of an outcome wakes the loop
        if (wait := self._pace.bot_wait(now)) > 0:
            return wait
        turn = self._backlog.take(now, lambda row: self._pace.chat_wait(row.chat_id, now, row.priority))
        if turn is None:
            return self._backlog.next_wake(now)
        try:
            content = await self._content(turn, now)
        except Exception:
            self._backlog.put_back(turn)
            raise
        self._send_or_leave(turn, content)
        return 0.0

    def _is_full(self, now: float) -> bool:
        """Return whether as many messages are on their way as may be.

        Those that take long count only for ON_THEIR_WAY, so that a few slow ones hold nobody back.
        """
        recent = sum(now - began < LONG_SECONDS for began in self._began.values())
        return len(self._busy) >= ON_THEIR_WAY or recent >= self._pace.wire.room(ON_THEIR_WAY)

    async def _content(self, turn: Waiting, now: float) -> Content | None:
        """Return what is to be sent at this turn; None where that waits no more."""
        if turn.id not in self._fresh or now > self._fresh_since + FRESH_SECONDS:
            is_quiet = now > self._told_at + FRESH_SECONDS
            ahead = self._backlog.next_ones(READ_AHEAD - 1) if is_quiet else []
            told_at = self._told_at
            async with self._database.reading(first=True) as session:
                read = await contents_of(session, [row.id for row in (turn, *ahead)])
            content = read.pop(turn.id, None)
            if self._told_at == told_at:  # else the others may have changed since
                self._fresh, self._fresh_since = read, now
        else:
            content = self._fresh.pop(turn.id)
        return content if content is not None and content.message.chat_id == turn.chat_id else None

    def _send_or_leave(self, turn: Waiting, content: Content | None) -> None:
        """Begin to send a message, unless it waits no more or aims at one that waits.

        One that edits a message that was never sent is written down as undeliverable.
        """
        if content is None:
            self._backlog.forget(turn)
            return
        if turn.aims_at is not None and content.target_state == State.WAITING:
            if turn.aims_at not in self._backlog:
                self._looks.name([turn.aims_at])
            self._backlog.put_behind(turn, turn.aims_at)
            return
        self._turns[turn.id], params = turn, aimed_params(content)
        if params is None:
            ending = self._outcomes.record_pointless(content.message)
        else:
            now = time.monotonic()
            self._pace.note_sent(turn.chat_id, now)
            self._backlog.note_sent(turn, now)
            self._began[turn.id] = now
            ending = self._send(content.message, params)
        self._busy[turn.chat_id] = asyncio.create_task(ending)

    async def _send(self, row: OutboxMessage, params: Json) -> None:
        """Send a message to Telegram and write down the outcome."""
        if not self._lease.holds:  # frozen meanwhile: another may have sent it, so it is read again first
            self._put_back(row)
            return
        began = time.monotonic()
        outcome: Outcome = await deliver(self._bot, row.method, row.chat_id, params, row.attempts)
        if isinstance(outcome, Sent):
            self._pace.wire.note_answer(time.monotonic() - began)
        await self._outcomes.record(Attempt(row, outcome))

    def _settled(self, attempts: Sequence[Attempt]) -> None:
        """Free the chats of these messages, whose outcome is written, and wake the loop."""
        for attempt in attempts:
            self._busy.pop(attempt.row.chat_id, None)
            turn = self._turns.pop(attempt.row.id)
            self._began.pop(turn.id, None)
            if isinstance(attempt.outcome, RetryAt | RefusedFormatting):
                self._backlog.put_back(turn)
            else:
                self._backlog.forget(turn)
        if any(attempt.row.watched for attempt in attempts):
            self._outcome_written.ring()
        self._wake.set()

    def _put_back(self, row: OutboxMessage) -> None:
        """Take note that a message did not leave after all."""
        self._busy.pop(row.chat_id, None)
        self._began.pop(row.id, None)
        self._backlog.put_back(self._turns.pop(row.id))

    async def _finish(self) -> None:
        """Wait until the messages on their way have arrived and their outcome is written, at most `FINISH_SECONDS`."""
        if self._busy:
            await asyncio.wait(self._busy.values(), timeout=FINISH_SECONDS)


def _in_loop_time(pauses: Mapping[int, datetime], now: float) -> dict[int, float]:
    """Return the ends of these pauses as `time.monotonic` will count them."""
    ahead = now - machine_now().timestamp()
    return {chat_id: until.timestamp() + ahead for chat_id, until in pauses.items()}


def reply_to(message_id: int) -> Json:
    """Return the arguments that make a message a reply, sent also where the message replied to was deleted."""
    return {"message_id": message_id, "allow_sending_without_reply": True}


def aimed_params(content: Content) -> Json | None:
    """Return the arguments of a message's call, with the Telegram id of the message that it answers or edits.

    Where that message was never sent, an answer is sent by itself, and None is returned for an edit or a deletion.
    """
    row = content.message
    changes_another = row.aims_at is not None and row.method.startswith(("edit", "delete"))
    if row.aims_at is None:
        return row.params
    if content.target_state == State.SENT and content.target_message_id is not None:
        if changes_another:
            return {**row.params, "message_id": content.target_message_id}
        return {**row.params, "reply_parameters": reply_to(content.target_message_id)}
    return None if changes_another else row.params
