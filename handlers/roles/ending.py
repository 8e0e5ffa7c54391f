"""A role ends: at once, in open dialogues too, and its holder is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.roles.texts import WITHDRAWN
from handlers.talk.events import ROLES_CHANGED
from handlers.talk.replies import Reply
from handlers.talk.sender import Sender
from storage.dialogues import end_dialogues
from storage.ended_roles import end_roles
from storage.outbox import Priority
from storage.roles import drop_invitations_named, has_invitation_named, roles_named


@dataclass(frozen=True)
class Moments:
    """Business time, and machine time for the messages."""

    now: datetime
    machine_now: datetime


async def end_name(session: AsyncSession, name: str, at: Moments) -> Sequence[int] | None:
    """Ends every role of that name and its links. Who held one; None where nobody of that name is linked or invited."""
    roles = await roles_named(session, name)
    if not roles and not await has_invitation_named(session, name):
        return None
    people = sorted({role.telegram_id for role in roles})
    await end_dialogues(session, people)  # locks the people first, as everywhere
    await end_roles(session, roles, at.now)
    await drop_invitations_named(session, name)
    for telegram_id in people:
        await _tell(session, telegram_id, at.machine_now)
    return people


async def _tell(session: AsyncSession, telegram_id: int, now: datetime) -> None:
    await ROLES_CHANGED.announce(session, [telegram_id], now)
    await Sender(session, now).say(telegram_id, Reply(WITHDRAWN), priority=Priority.RELAY)
