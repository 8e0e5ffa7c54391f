"""The dispatcher sends the outbox: the most urgent first, in order within a chat, at Telegram's pace.

There is one dispatcher at a time (`storage/leadership.py`), so it remembers in memory what is on its way, and writes
each outcome before the next message of that chat leaves. A crash between Telegram's yes and that writing may repeat
the messages on their way, at most `ON_THEIR_WAY`.
"""

import asyncio
import logging
import time
from collections.abc import Sequence

from telegram import Bot

from bot.alerts import Alerts
from bot.clock import machine_now
from bot.delivery import Outcome, RetryAt, deliver
from bot.logs import describe
from bot.loops import Beat
from bot.metrics import Metrics
from bot.outcomes import Attempt, Outcomes
from bot.pacing import Pace
from bot.signals import Bell, Signal
from storage.base import Json
from storage.database import Database, is_away
from storage.outbox import OutboxMessage, State, messages_by_id, ready_to_leave

ON_THEIR_WAY = 48
LOOK_AHEAD = 100  # rows read at a time
IDLE_SECONDS = 0.25  # the longest until a message written by another process is seen
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
        messages_written: Bell,
        outcome_written: Bell,
    ) -> None:
        """Set up the loop, not yet running, and listen to `messages_written`.

        When that bell rings, the outbox is read again. `outcome_written` is rung once a watched message has its
        outcome.
        """
        self._database = database
        self._bot = bot
        self._pace = pace
        self._outcome_written = outcome_written
        self._beat = beat
        self._outcomes = Outcomes(database, metrics, alerts, settled=self._settled)
        self._rows: list[OutboxMessage] = []  # the next message of each chat, the most urgent first
        self._targets: dict[int, OutboxMessage] = {}
        self._busy: dict[int, asyncio.Task[None]] = {}  # by chat, since one message of a chat is on its way at a time
        self._more: set[int] = set()  # chats with more rows than their next one
        self._wake = Signal()
        self._stale, self._looked_at = True, 0.0
        messages_written.listen(self.look_again)

    def look_again(self) -> None:
        """Make the loop read the outbox at once, since messages were added."""
        self._stale = True
        self._wake.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Send messages until `stopping` is set, then wait at most 10 seconds for those on their way."""
        try:
            while not stopping.is_set():
                self._beat.now()
                if self._stale or time.monotonic() - self._looked_at > IDLE_SECONDS:
                    await self._read_outbox()
                await self._wake.wait(self._send_what_may_leave())
        finally:
            await self._finish()

    async def _read_outbox(self) -> None:
        """Read from the outbox the next message of each chat that is neither busy nor resting."""
        self._stale, self._looked_at = False, time.monotonic()
        without = {*self._busy, *self._pace.resting_chats(self._looked_at)}
        try:
            async with self._database.reading() as session:
                rows = await ready_to_leave(session, machine_now(), LOOK_AHEAD, without)
                aimed = {row.aims_at for row in rows if row.aims_at is not None}
                self._targets = await messages_by_id(session, aimed) if aimed else {}
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("database away [%s]", describe(error))
            return
        # A chat may have become busy during the read.
        self._rows = [row for row in heads_of_chats(rows, self._targets) if row.chat_id not in self._busy]
        next_ones = {row.id for row in self._rows}
        self._more = {row.chat_id for row in rows if row.id not in next_ones} | without

    def _send_what_may_leave(self) -> float:
        """Begin to send the messages that the pace allows now.

        Return the seconds to wait before the next look, at most `IDLE_SECONDS`.
        """
        now = time.monotonic()
        wait, kept = IDLE_SECONDS, []
        for row in self._rows:
            if len(self._busy) >= ON_THEIR_WAY or row.chat_id in self._busy:
                kept.append(row)
                continue
            pause = max(self._pace.bot_wait(now), self._pace.chat_wait(row.chat_id, now))
            if pause > 0:
                kept.append(row)
                wait = min(wait, pause)
            else:
                self._start(row, now)
        self._rows = kept
        return max(wait, 0.001)

    def _start(self, row: OutboxMessage, now: float) -> None:
        """Begin to send a message; write down as undeliverable one that edits a message that was never sent."""
        params = aimed_params(row, self._targets)
        if params is None:
            self._busy[row.chat_id] = asyncio.create_task(self._outcomes.record_pointless(row))
            return
        self._pace.note_sent(row.chat_id, now)
        self._busy[row.chat_id] = asyncio.create_task(self._send(row, params))

    async def _send(self, row: OutboxMessage, params: Json) -> None:
        """Send a message to Telegram and write down the outcome."""
        outcome: Outcome = await deliver(self._bot, row.method, row.chat_id, params, row.attempts)
        if isinstance(outcome, RetryAt):
            self._rows, self._stale = [], True  # the pause that follows may concern them
        await self._outcomes.record(Attempt(row, outcome))

    def _settled(self, rows: Sequence[OutboxMessage]) -> None:
        """Free the chats of these messages, whose outcome is written, and wake the loop."""
        for row in rows:
            self._busy.pop(row.chat_id, None)
            self._stale = self._stale or row.chat_id in self._more
        if any(row.watched for row in rows):
            self._outcome_written.ring()
        self._wake.set()

    async def _finish(self) -> None:
        """Wait until the messages on their way have arrived and their outcome is written, at most `FINISH_SECONDS`."""
        if self._busy:
            await asyncio.wait(self._busy.values(), timeout=FINISH_SECONDS)


def heads_of_chats(rows: Sequence[OutboxMessage], targets: dict[int, OutboxMessage]) -> list[OutboxMessage]:
    """Return for each chat the first of these rows that may be sent now; a chat where none may is left out.

    A row that answers, edits or deletes a message still waiting may not be sent before that message.
    """
    heads: dict[int, OutboxMessage] = {}
    for row in rows:
        target = targets.get(row.aims_at) if row.aims_at is not None else None
        if target is None or target.state != State.WAITING:
            heads.setdefault(row.chat_id, row)
    return list(heads.values())


def reply_to(message_id: int) -> Json:
    """Return the arguments that make a message a reply, sent also where the message replied to was deleted."""
    return {"message_id": message_id, "allow_sending_without_reply": True}


def aimed_params(row: OutboxMessage, targets: dict[int, OutboxMessage]) -> Json | None:
    """Return the arguments of an outbox row's call, with the Telegram id of the message that it answers or edits.

    Where that message was never sent, an answer is sent by itself, and None is returned for an edit or a deletion.
    """
    if row.aims_at is None:
        return row.params
    target = targets.get(row.aims_at)
    if target is not None and target.state == State.SENT and target.message_id is not None:
        if row.method.startswith(("edit", "delete")):
            return {**row.params, "message_id": target.message_id}
        return {**row.params, "reply_parameters": reply_to(target.message_id)}
    return None if row.method.startswith(("edit", "delete")) else row.params
