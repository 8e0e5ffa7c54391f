"""Alerts: troubles told to the team in their chats, once for each cause, in the log and in /health.

They contain no personal data.
"""

import logging

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import machine_now
from handlers.reception.alerts import tell_team
from storage.alerts import raise_alert
from storage.database import Database, is_away

log = logging.getLogger("aiguilleur.alerts")


class Alerts:
    """The raising of alerts: each is counted, logged and, the first time that its cause occurs, sent to the team."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def tell(self, cause: str, *, first: bool = False) -> None:
        """Raise an alert in a transaction of its own.

        The alert is counted and, where its cause is new, sent to the team. `cause` names no person. Where the database
        is away, the alert is only logged. `first` is that of `Database.transaction`.
        """
        try:
            async with self._database.transaction(first=first) as session:
                await self.note(session, cause)
        except Exception as error:
            if not is_away(error):
                raise
            log.error("alert, not kept: %s", cause)

    async def note(self, session: AsyncSession, cause: str) -> bool:
        """Raise an alert in the caller's transaction; return True where no alert with the same cause was kept before.

        In that case the alert is queued for the team. In any case it is counted and logged.
        """
        first = await raise_alert(session, cause, machine_now())
        if first:
            await tell_team(session, cause, machine_now())
        log.log(logging.ERROR if first else logging.WARNING, "alert: %s", cause)
        return first
