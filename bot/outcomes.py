"""The writing of outcomes of sent messages; those that come during a commit are written together in the next one."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.alerts import Alerts
from bot.clock import machine_now
from bot.delivery import Outcome, RefusedFormatting, RetryAt, Sent, Undeliverable
from bot.logs import current_update, describe
from bot.metrics import Metrics, kind_of
from bot.ways import Way
from storage import outbox
from storage.case_copies import look_again_at_card
from storage.database import Database, is_away
from storage.outbox import Failure, OutboxMessage, Priority
from storage.pauses import WHOLE_BOT, lift_pause, pause
from storage.people import mark_blocked

GIVE_UP_AFTER = timedelta(days=1)
GIVE_UP_TRIES = 5
AWAY_SECONDS = 0.5
TRIES = 3
OUTAGE = 3  # chats that fail with no success between, from which Telegram itself is taken to be away
log = logging.getLogger("aiguilleur.outcomes")


@dataclass(frozen=True)
class Attempt:
    """A message of the outbox that was tried, with the outcome."""

    row: OutboxMessage
    outcome: Outcome


class Outcomes:
    """The writer of outcomes into the outbox.

    Once outcomes are committed, `settled` is called with the attempts that had them. `unwritten` counts those that wait
    for this.
    """

    def __init__(
        self,
        database: Database,
        metrics: Metrics,
        alerts: Alerts,
        speaking: Way,
        settled: Callable[[Sequence[Attempt]], None],
    ) -> None:
        self._speaking = speaking
        self._database = database
        self._metrics = metrics
        self._alerts = alerts
        self._settled = settled
        self.unwritten = 0
        self._waiting: list[Attempt] = []
        self._writing = asyncio.Lock()
        self._flooded: dict[int, float] = {}  # until when Telegram slowed a chat down (the event loop's time)
        self._troubled: dict[int, datetime] = {}  # until when a chat waits that failed since the last success

    async def record_pointless(self, row: OutboxMessage) -> None:
        """Write down as undeliverable an edit or deletion of a message that was never sent."""
        await self.record(Attempt(row, Undeliverable("the message it aims at never left")))

    async def record(self, attempt: Attempt) -> None:
        """Write the outcome of a try into the outbox, and return once it is committed.

        Outcomes that come during a commit are written together in the next one.
        """
        self.unwritten += 1
        self._waiting.append(attempt)
        async with self._writing:
            batch, self._waiting = self._waiting, []
            if batch:
                await self._write(batch)

    async def _write(self, batch: Sequence[Attempt]) -> None:
        """Write these outcomes into the database, free their chats, then log and count them."""
        # People are locked in the order of their ids, here as everywhere.
        ordered = sorted(batch, key=lambda attempt: (attempt.row.chat_id, attempt.row.id))
        try:
            await self._keep_somehow(ordered)
        finally:
            self.unwritten -= len(ordered)
        # The chats are freed first, so that an alert that cannot be kept does not stop their next message.
        self._settled(ordered)
        for attempt in ordered:
            await self._report(attempt)

    async def _keep_somehow(self, batch: Sequence[Attempt]) -> None:
        """Write these outcomes in one transaction; where that fails, each in its own."""
        try:
            await self._keep(batch)
        except Exception as error:
            log.warning("%s outcomes are written one by one [%s]", len(batch), describe(error))
            for attempt in batch:
                await self._keep_alone(attempt)

    async def _keep(self, batch: Sequence[Attempt]) -> None:
        """Write these outcomes in one transaction; while the database is away, try again every half second."""
        while True:
            try:
                async with self._database.transaction(first=True) as session:
                    for attempt in batch:
                        await self._note(session, attempt)
                return
            except Exception as error:
                if not is_away(error):
                    raise
                log.warning("database away, %s outcomes wait [%s]", len(batch), describe(error))
                await asyncio.sleep(AWAY_SECONDS)

    async def _keep_alone(self, attempt: Attempt) -> None:
        """Write one outcome in a transaction of its own, trying three times in case of a deadlock.

        Where it cannot be written, its message is marked undeliverable, since it would otherwise be sent again.
        """
        for _ in range(TRIES):
            try:
                await self._keep([attempt])
                return
            except Exception as error:
                log.error("the outcome of message %s cannot be written [%s]", attempt.row.id, describe(error))
                await asyncio.sleep(AWAY_SECONDS)
        await self._keep([Attempt(attempt.row, Undeliverable("its outcome could not be written"))])

    async def _note(self, session: AsyncSession, attempt: Attempt) -> None:
        """Write an outcome into the outbox, with the pause or the block of the bot that follows from it."""
        row, now = attempt.row, machine_now()
        match attempt.outcome:
            case Sent(message_id):
                await outbox.record_sent(session, row.id, message_id, now)
                await self._after_outage(session)
            case RefusedFormatting(params):
                await outbox.replace_params(session, row.id, params)
            case Undeliverable(reason, failure):
                await outbox.record_undeliverable(session, row.id, reason, now, failure)
                if failure is Failure.BLOCKED:
                    await mark_blocked(session, row.chat_id, now)
                if failure is Failure.GONE and row.aims_at is not None:
                    await self._lose_card(session, row.aims_at)
            case RetryAt(_, reason, flood) if not flood and self._is_hopeless(row, now):
                await outbox.record_undeliverable(
                    session, row.id, f"given up after a day: {reason}", now, Failure.GIVEN_UP
                )
            case RetryAt(seconds, reason, flood):
                await outbox.record_retry(session, row.id, reason)
                until = now + timedelta(seconds=seconds)
                await pause(session, row.chat_id, until, now)
                await (self._after_flood if flood else self._after_trouble)(session, row.chat_id, until)

    async def _lose_card(self, session: AsyncSession, row_id: int) -> None:
        """Note that a card is no longer in its chat, so that the duty of outcomes shows it anew."""
        if await look_again_at_card(session, row_id):
            await outbox.note_gone(session, row_id)

    async def _after_flood(self, session: AsyncSession, chat_id: int, until: datetime) -> None:
        """Pause the whole bot where Telegram has slowed down two chats at once."""
        now = machine_now()
        if self._is_for_whole_bot(chat_id, (until - now).total_seconds()):
            await pause(session, WHOLE_BOT, until, now)

    async def _after_trouble(self, _: AsyncSession, chat_id: int, until: datetime) -> None:
        """Note until when a chat waits whose message failed for another reason than a 429."""
        self._troubled[chat_id] = until

    async def _after_outage(self, session: AsyncSession) -> None:
        """Forget which chats failed, now that a message was sent; where they were three or more, end their pauses.

        So many failures with no success between mean that Telegram itself was away, and it is back.
        """
        if len(self._troubled) >= OUTAGE:
            for chat_id, until in sorted(self._troubled.items()):
                await lift_pause(session, chat_id, until)
        self._troubled = {}

    def _is_hopeless(self, row: OutboxMessage, now: datetime) -> bool:
        """Return whether a message is given up: tried `GIVE_UP_TRIES` times, and written over `GIVE_UP_AFTER` ago.

        A message that only waited while the bot was away has not been tried so often.
        """
        return row.attempts >= GIVE_UP_TRIES and now - row.created_at > GIVE_UP_AFTER

    def _is_for_whole_bot(self, chat_id: int, seconds: float) -> bool:
        """Note that Telegram slowed a chat down for `seconds`, and return whether the whole bot has to pause.

        Telegram does not say whom its 429 is for: the first one pauses its chat, one for a second chat meanwhile the
        whole bot.
        """
        now = asyncio.get_running_loop().time()
        self._flooded = {chat: until for chat, until in self._flooded.items() if until > now}
        self._flooded[chat_id] = now + seconds
        return len(self._flooded) > 1

    async def _note_trouble(self, reason: str) -> None:
        """Note that a message could not leave, for another reason than a 429, and tell the team after a minute."""
        if reason:
            self._speaking.fails(reason)
        if alert := self._speaking.to_tell():
            await self._alerts.tell(alert, first=True)

    async def _report(self, attempt: Attempt) -> None:
        """Log an outcome under the id of the update that the message answers, and count it in the metrics."""
        token = current_update.set(attempt.row.update_id)
        try:
            await self._log_and_count(attempt)
        finally:
            current_update.reset(token)

    async def _log_and_count(self, attempt: Attempt) -> None:
        kind = kind_of(attempt.row.priority)
        match attempt.outcome:
            case Sent():
                self._speaking.works()
                self._metrics.messages.labels(kind, "sent").inc()
                log.log(logging.INFO if attempt.row.update_id else logging.DEBUG, "message %s sent", attempt.row.id)
                if attempt.row.priority == Priority.ANSWER:
                    self._metrics.to_reply.observe((machine_now() - attempt.row.created_at).total_seconds())
            case RetryAt(_, reason, flood):
                self._metrics.messages.labels(kind, "retried").inc()
                await self._note_trouble("" if flood else reason)
            case RefusedFormatting():
                self._metrics.messages.labels(kind, "retried").inc()
                await self._alerts.tell(
                    "Telegram refused the formatting of a message: it was sent as plain text", first=True
                )
            case Undeliverable(reason, failure):
                self._metrics.messages.labels(kind, "undeliverable").inc()
                log.info("message %s undeliverable: %s", attempt.row.id, reason)
                if failure not in (Failure.BLOCKED, Failure.GONE):
                    await self._alerts.tell(f"Telegram refused a message ({attempt.row.method}): {reason}", first=True)
