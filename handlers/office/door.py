"""Acts at the door of the office: a link is asked for in the chat, spent once, and opens a session; sessions end.

Of a link and of a session only a hash is stored. Both are timed by the machine's clock.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.office.actions import USE_OFFICE
from handlers.talk.act import Act
from handlers.talk.limits import Limit
from handlers.talk.permissions import STAFF, Actor, may
from handlers.talk.refusal import Refusal
from storage.office import (
    OfficeLink,
    OfficeSession,
    end_links_of,
    end_session,
    end_sessions_of,
    find_link,
    session_of,
    spend_link,
)
from storage.rates import count_one
from storage.roles import Role, roles_of

LINK_LASTS, SESSION_LASTS = timedelta(minutes=5), timedelta(hours=12)
LINKS_ASKED = Limit("office_links", 20, timedelta(hours=1))
TRIES = Limit("office_tries", 20, timedelta(minutes=1))  # links that open nothing, whoever tries them
PAGES = Limit("office_pages", 240, timedelta(minutes=1))
EVERYBODY = 0  # whose tries are counted where nobody is known


class NotIn(StrEnum):
    """Why the office does not open: for a link, for a session, or for too many tries."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    NO_ROLE = "no_role"
    TOO_MANY = "too_many"
    NO_SESSION = "no_session"


@dataclass(frozen=True)
class Guest:
    """Who is in the office, with the roles that they hold now, and the hash that stands for their session."""

    telegram_id: int
    roles: tuple[Role, ...]
    session_hash: str

    @property
    def actors(self) -> frozenset[Actor]:
        """The parts that they play."""
        return _actors(self.roles)


async def ask_link(act: Act, telegram_id: int) -> str | Refusal[NotIn]:
    """Make a one-time link to the office for a member of staff, in place of their earlier ones; return its token.

    Refuse more than `LINKS_ASKED`. Raise NotAllowed where the actor may not use the office.
    """
    act.must_be_allowed(USE_OFFICE)
    asked = await count_one(act.session, telegram_id, LINKS_ASKED.kind, act.machine_now, LINKS_ASKED.window)
    if asked > LINKS_ASKED.most:
        return Refusal(NotIn.TOO_MANY)
    await end_links_of(act.session, [telegram_id])
    token, expires_at = secrets.token_urlsafe(24), act.machine_now + LINK_LASTS
    act.session.add(OfficeLink(token_hash=hash_of(token), telegram_id=telegram_id, expires_at=expires_at))
    return token


def address_of(office: str, token: str) -> str:
    """Return the address at which a link opens; `office` is that of the office, without a path."""
    return f"{office}/bureau/entrer/{token}"


async def enter(session: AsyncSession, token: str, device: str, now: datetime) -> str | Refusal[NotIn]:
    """Spend a link, and return the token of the session that it opens; or why it opens none.

    `device` says what sort of machine the browser runs on. Links that open nothing are counted, and refused beyond
    `TRIES`.
    """
    telegram_id = await spend_link(session, hash_of(token), now)
    if telegram_id is None:
        return await _not_spent(session, token, now)
    if not may(_actors(await roles_of(session, telegram_id)), USE_OFFICE):
        return Refusal(NotIn.NO_ROLE)
    opened = secrets.token_urlsafe(32)
    ends_at = now + SESSION_LASTS
    session.add(
        OfficeSession(token_hash=hash_of(opened), telegram_id=telegram_id, device=device, begun_at=now, ends_at=ends_at)
    )
    return opened


async def _not_spent(session: AsyncSession, token: str, now: datetime) -> Refusal[NotIn]:
    if await count_one(session, EVERYBODY, TRIES.kind, now, TRIES.window) > TRIES.most:
        return Refusal(NotIn.TOO_MANY)
    known = await find_link(session, hash_of(token))
    if known is None:
        return Refusal(NotIn.UNKNOWN)
    return Refusal(NotIn.USED if known.used_at is not None else NotIn.EXPIRED)


async def guest_of(session: AsyncSession, token: str, now: datetime) -> Guest | Refusal[NotIn]:
    """Return who holds the session of this token, with their roles as they are now; or why nobody does.

    A session outlives neither its twelve hours nor the role of whoever opened it.
    """
    found = await session_of(session, hash_of(token), now)
    if found is None:
        return Refusal(NotIn.NO_SESSION)
    roles = tuple(await roles_of(session, found.telegram_id))
    if not may(_actors(roles), USE_OFFICE):
        return Refusal(NotIn.NO_ROLE)
    return Guest(found.telegram_id, roles, found.token_hash)


async def leave(act: Act, session_hash: str) -> None:
    """End one session. Raise NotAllowed where the actor may not use the office."""
    act.must_be_allowed(USE_OFFICE)
    await end_session(act.session, session_hash)


async def close_all(act: Act, telegram_id: int) -> int:
    """End all sessions and links of a member of staff, and return how many sessions there were.

    Raise NotAllowed where the actor may not use the office.
    """
    act.must_be_allowed(USE_OFFICE)
    await end_links_of(act.session, [telegram_id])
    return await end_sessions_of(act.session, [telegram_id])


async def close_with_role(session: AsyncSession, telegram_ids: Collection[int], _: datetime) -> None:
    """Close the office to the people, among these whose roles changed, who are no longer of the staff."""
    for one in telegram_ids:
        if not STAFF & _actors(await roles_of(session, one)):
            await end_links_of(session, [one])
            await end_sessions_of(session, [one])


def hash_of(token: str) -> str:
    """Return the hash of a token, the only form in which it is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def mark_of(token: str) -> str:
    """Return what each form of a session carries, so that no other site can send one in its name."""
    return hmac.new(token.encode(), b"a form of the office", hashlib.sha256).hexdigest()


def is_mark_of(token: str, mark: str) -> bool:
    """Tell whether a form carries the mark of the session of this token."""
    return hmac.compare_digest(mark_of(token).encode(), mark.encode("utf-8", "replace"))


def _actors(roles: Collection[Role]) -> frozenset[Actor]:
    return frozenset(Actor(role.role) for role in roles)
