"""Tells the team what needs a look: kept once a cause, written to the log, shown by /health."""

import logging

from bot.clock import machine_now
from storage.alerts import raise_alert
from storage.database import Database, is_away

log = logging.getLogger("aiguilleur.alerts")


class Alerts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def tell(self, cause: str) -> None:
        """`cause` names no person. A cause already told is only counted."""
        try:
            async with self._database.transaction() as session:
                first = await raise_alert(session, cause, machine_now())
        except Exception as error:
            if not is_away(error):
                raise
            first = True
        log.log(logging.ERROR if first else logging.WARNING, "alert: %s", cause)
