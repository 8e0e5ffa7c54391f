"""Tells the team what needs a look: once a cause, in its chat, in the log and in /health; never with personal data."""

import logging
from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import machine_now
from handlers.alerts import alert_for_team
from handlers.permissions import Actor
from storage.alerts import raise_alert
from storage.database import Database, is_away
from storage.outbox import OutboxMessage, Priority, enqueue
from storage.roles import holders_of

log = logging.getLogger("aiguilleur.alerts")


class Alerts:
    def __init__(self, database: Database) -> None:
        self._database = database
        self.written: Callable[[], None] = lambda: None  # called when messages to the team were written

    async def tell(self, cause: str) -> None:
        """`cause` names no person. A cause already told is only counted."""
        try:
            async with self._database.transaction() as session:
                await self.note(session, cause)
        except Exception as error:
            if not is_away(error):
                raise
            log.error("alert, not kept: %s", cause)
        self.written()

    async def note(self, session: AsyncSession, cause: str) -> bool:
        """In the caller's transaction; True when the cause is new."""
        first = await raise_alert(session, cause, machine_now())
        if first:
            await _tell_team(session, cause)
        log.log(logging.ERROR if first else logging.WARNING, "alert: %s", cause)
        return first


async def _tell_team(session: AsyncSession, cause: str) -> None:
    for chat_id in await holders_of(session, Actor.TEAM):
        await enqueue(
            session,
            OutboxMessage(
                chat_id=chat_id, method="send_message", params=alert_for_team(cause), created_at=machine_now(),
                priority=Priority.RELAY,
            ),
        )  # fmt: skip
