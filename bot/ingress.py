"""The way in: one update, one transaction.

What the handler changes, what it wants sent and "this update is done" are committed together or not at all. `take`
returns once they are, so that the caller may acknowledge.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Bot, CallbackQuery, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.alerts import Alerts
from bot.application import NotTaken, read_update
from bot.clock import Clock, machine_now
from bot.logs import current_update, describe
from bot.metrics import Metrics
from bot.payload import is_chat_id, private_chat_of, sender_of
from handlers.talk.hours import Hours
from handlers.talk.permissions import Actor
from handlers.talk.sender import Sender
from handlers.talk.texts import SOMETHING_FAILED
from handlers.talk.turn import OurApplication, Turn, current_turn
from knowledge.snapshot import Knowledge
from storage.base import Json
from storage.database import Database, is_away
from storage.outbox import Priority
from storage.people import Person, meet
from storage.standing import standing_of
from storage.updates import UpdateSetAside, begin_update

TRIES = 3
log = logging.getLogger("aiguilleur.ingress")


class Taken(StrEnum):
    """What became of an update: handled now, handled before, or set aside because it failed three times."""

    HANDLED = "handled"
    REPEATED = "repeated"
    SET_ASIDE = "set_aside"


class DatabaseAway(RuntimeError):
    """The error that the database does not answer: the update is not acknowledged, and Telegram will send it again."""


class Ingress:
    """The way in for updates, from the webhook or from polling: each is handled in one transaction."""

    def __init__(
        self,
        *,
        database: Database,
        application: OurApplication,
        knowledge: Callable[[AsyncSession, int], Awaitable[Knowledge]],
        clock: Clock,
        hours: Hours,
        lifetimes: Mapping[str, timedelta],
        metrics: Metrics,
        alerts: Alerts,
        office: str | None = None,
    ) -> None:
        """Make the way in; `office` is the address of the office of this process, None where it serves none."""
        self._database = database
        self._application = application
        self._knowledge = knowledge
        self._clock = clock
        self._hours = hours
        self._lifetimes = lifetimes
        self._metrics = metrics
        self._alerts = alerts
        self._office = office
        self._answers_to_presses: set[asyncio.Task[None]] = set()
        self.is_open = False  # until the bot knows its own name, updates wait at Telegram

    @property
    def bot(self) -> Bot:
        """The bot of python-telegram-bot for which updates come in."""
        bot: Bot = self._application.bot
        return bot

    async def take(self, payload: Json) -> Taken:
        """Handle an update as Telegram wrote it, and return what became of it once that is committed.

        An update that fails is tried three times, then set aside. Raises DatabaseAway.
        """
        received = machine_now()
        token = current_update.set(payload["update_id"])
        try:
            taken = await self._try_three_times(payload, received)
        except Exception as error:
            if not is_away(error):
                raise
            log.error("database away [%s]", describe(error))
            raise DatabaseAway from error
        finally:
            current_update.reset(token)
        self._metrics.updates.labels(taken.value).inc()
        self._metrics.to_commit.observe((machine_now() - received).total_seconds())
        return taken

    async def _try_three_times(self, payload: Json, received: datetime) -> Taken:
        """Handle an update, trying three times where that fails, then set it aside.

        A malformed update is set aside at once.
        """
        try:
            update = read_update(payload, self.bot)
        except Exception as error:  # another try would read the same
            return await self._set_aside(payload, describe(error), received)
        failure = "unknown"
        for attempt in range(1, TRIES + 1):
            try:
                return await self._once(update, received)
            except Exception as error:
                if is_away(error):
                    raise
                failure = describe(error)
                log.warning("try %s of %s failed [%s]", attempt, TRIES, failure)
        return await self._set_aside(payload, failure, received)

    async def _once(self, update: Update, received: datetime) -> Taken:
        """Handle an update in one transaction, and return whether it was handled now or before."""
        async with self._database.transaction() as session:
            if not await begin_update(session, self.bot.id, update.update_id, received):
                return Taken.REPEATED
            turn = await self._turn(session, update, received)
            reset = current_turn.set(turn)
            try:
                await self._application.process_update(update)
            finally:
                current_turn.reset(reset)
            if not turn.taken:
                raise NotTaken
        if update.callback_query:
            self._begin_answer_to_press(update.callback_query, turn.notice)
        log.info("handled, %s to send", len(turn.sent))
        return Taken.HANDLED

    async def _turn(self, session: AsyncSession, update: Update, received: datetime) -> Turn:
        """Return what the handlers may use of this update: session, clocks, base, person, roles."""
        chat, now = update.effective_chat, await self._clock.now(session)
        if chat is not None and not is_chat_id(chat.id):
            raise NotTaken("a chat without a number")  # SQLite would keep it, and the outbox could not send to it
        person = await self._person(session, update, now)
        standing = await standing_of(session, person.telegram_id if person else None)
        return Turn(
            session=session,
            now=now,
            machine_now=received,
            knowledge=await self._knowledge(session, standing.base_version),
            hours=self._hours,
            lifetimes=self._lifetimes,
            person=person,
            chat_id=chat.id if chat else None,
            update_id=update.update_id,
            roles=standing.roles,
            actors=frozenset({Actor.PERSON, *(Actor(role.role) for role in standing.roles)}),
            has_open_case=standing.has_open_case,
            office=self._office,
        )

    async def _person(self, session: AsyncSession, update: Update, now: datetime) -> Person | None:
        """Return the row of the person who writes, locked, made at their first message.

        Return None in groups, and for the news that somebody blocked or unblocked the bot.
        """
        chat = update.effective_chat
        if chat is None or chat.type != ChatType.PRIVATE or update.my_chat_member:
            return None
        return await meet(session, chat.id, now)

    def _begin_answer_to_press(self, query: CallbackQuery, notice: str | None) -> None:
        """Begin to answer a pressed button at Telegram, without waiting for the end."""
        task = asyncio.create_task(_answer_press(query, notice))
        self._answers_to_presses.add(task)
        task.add_done_callback(self._answers_to_presses.discard)

    async def _set_aside(self, payload: Json, failure: str, received: datetime) -> Taken:
        """Keep an update that could not be handled, tell its person that something failed, and alert the team.

        `failure`, the kind of error, goes into the alert. For an update that was handled or set aside before, nothing
        is done and REPEATED is returned.
        """
        chat_id = private_chat_of(payload)
        async with self._database.transaction() as session:
            if not await begin_update(session, self.bot.id, payload["update_id"], received):
                return Taken.REPEATED
            aside = UpdateSetAside(
                bot_id=self.bot.id,
                update_id=payload["update_id"],
                telegram_id=sender_of(payload) or chat_id,
                payload=payload,
                error=failure[:200],
                set_aside_at=received,
            )
            session.add(aside)
            if chat_id is not None:
                sender = Sender(session, received, payload["update_id"])
                await sender.send(chat_id, "send_message", {"text": SOMETHING_FAILED}, priority=Priority.ANSWER)
            await self._alerts.note(session, f"An update was set aside: {failure}")
        return Taken.SET_ASIDE

    async def finish(self) -> None:
        """Wait, at most 3 seconds, until Telegram has our answers to the buttons pressed."""
        if self._answers_to_presses:
            await asyncio.wait(self._answers_to_presses, timeout=3)


async def _answer_press(query: CallbackQuery, notice: str | None) -> None:
    """Stop the spinner on a pressed button and show `notice`, if any; an error of Telegram is ignored."""
    with suppress(TelegramError):
        await query.answer(text=notice)
