"""Alerts to the team: each cause once, and later those raised while nobody was linked."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.held.summary import summary_of_held
from handlers.reception.actions import RECEIVE_ALERTS
from handlers.reception.alert_texts import alert
from handlers.talk.permissions import who_may
from handlers.talk.replies import Reply, as_params
from handlers.talk.sender import Sender
from handlers.talk.tick import Tick
from storage.alerts import About, alert_of, mark_told, untold_alerts
from storage.base import Json
from storage.outbox import Priority
from storage.roles import holders_of

EVERY = timedelta(seconds=5)


def alert_for_team(cause: str) -> Json:
    """Return the arguments of the message; `cause` is in English, for whoever maintains the bot."""
    return as_params(Reply(alert(cause)))


async def tell_team(session: AsyncSession, cause: str, now: datetime) -> None:
    """Tell the team of an alert, once. Where nobody of it is linked, the alert waits for the first member who is.

    `now` is machine time.
    """
    chats = await holders_of(session, *who_may(RECEIVE_ALERTS))
    alert = await alert_of(session, cause)
    is_of_held = alert is not None and alert.about == About.HELD
    params = as_params(await summary_of_held(session)) if is_of_held else alert_for_team(cause)
    for chat_id in chats:
        key = _key(cause, alert.first_at if alert is not None else None, chat_id)
        # Told once: it may have been told before a restore, which forgot it.
        await Sender(session, now).send_once(chat_id, ("send_message", params), priority=Priority.RELAY, key=key)
    if chats:
        await mark_told(session, [cause], now)


def _key(cause: str, since: datetime | None, chat_id: int) -> str:
    raised = f"{cause} since {since.isoformat() if since else 'unknown'}"
    return f"alert:{hashlib.sha256(raised.encode()).hexdigest()[:16]}:{chat_id}"


async def is_anybody_to_tell(tick: Tick) -> bool:
    return bool(await untold_alerts(tick.session) and await holders_of(tick.session, *who_may(RECEIVE_ALERTS)))


async def tell_what_waited(tick: Tick) -> None:
    """Tell the team of each alert that it was not told yet: raised by a restore, or before anybody was linked."""
    for cause in await untold_alerts(tick.session, lock=True):
        await tell_team(tick.session, cause, tick.machine_now)
