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
    """Return the Bot API arguments that send an alert; `cause` is a line in English for whoever maintains the bot."""
    return as_params(Reply(alert(cause)))


async def tell_team(session: AsyncSession, cause: str, now: datetime) -> None:
    """Queue an alert for every linked member of the team, once each; while no member is linked, it stays untold.

    `cause` is what the alert says and is kept by. An alert that messages are held after a restore shows their summary.
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
    """Whether a member of the team is linked, who can be told of alerts."""
    return bool(await holders_of(tick.session, *who_may(RECEIVE_ALERTS)))


async def tell_untold_alerts(tick: Tick) -> None:
    """Queue for the team each alert that it was not told yet: raised by a restore, or while no member was linked."""
    for cause in await untold_alerts(tick.session, lock=True):
        await tell_team(tick.session, cause, tick.machine_now)
