"""The act of linking a person to a role, by the token of an invitation."""

from enum import StrEnum

from handlers.roles.actions import USE_INVITATION
from handlers.roles.tokens import hash_of
from handlers.talk.act import Act
from handlers.talk.events import ROLES_CHANGED, STAFF_LINKED
from handlers.talk.limits import LINKS
from handlers.talk.permissions import STAFF
from handlers.talk.refusal import Refusal
from knowledge.snapshot import Knowledge
from storage.rates import count_lately, count_one
from storage.roles import Invitation, Role, find_invitation, roles_of, use_invitation


class NotLinked(StrEnum):
    """Why an invitation gives a person no role.

    TOO_MANY is too many failed tries of this person within the hour. With HELD they have the role already, and the
    invitation stays valid for somebody else; with HELD_AND_USED it was used too. For both, `Refusal.about` is the name.
    """

    TOO_MANY = "too_many"
    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    HELD = "held"
    HELD_AND_USED = "held_and_used"


async def link(act: Act, knowledge: Knowledge, telegram_id: int, token: str) -> Role | Refusal[NotLinked]:
    """Give a person the role of the invitation that has this token, mark it as used, and return the role.

    Their menu of commands is brought up to date, and staff are sent the cards of the cases that wait under their name.

    Return a Refusal, with nothing given, where the invitation is unknown, used or expired, which counts as a failed
    try; where the person has the role; or after too many failed tries within the hour, when no invitation is looked up.
    Raise NotAllowed where the actor may not use an invitation.
    """
    act.must_be_allowed(USE_INVITATION)
    if await count_lately(act.session, telegram_id, LINKS.kind, act.machine_now, LINKS.window) >= LINKS.most:
        return Refusal(NotLinked.TOO_MANY)
    found = await find_invitation(act.session, hash_of(token))
    if found is not None and await _holds(act, telegram_id, found):
        return Refusal(NotLinked.HELD if found.used_at is None else NotLinked.HELD_AND_USED, found.name)
    if found is None:
        return await _failed(act, telegram_id, NotLinked.UNKNOWN)
    if found.used_at is None and found.expires_at < act.now:
        return await _failed(act, telegram_id, NotLinked.EXPIRED)
    if not await use_invitation(act.session, found.token_hash, telegram_id, act.now):
        return await _failed(act, telegram_id, NotLinked.USED)
    role = Role(telegram_id=telegram_id, role=found.role, name=found.name, linked_at=act.now)
    act.session.add(role)
    await act.session.flush()
    await ROLES_CHANGED.announce(act.session, [telegram_id], act.machine_now)
    if role.role in STAFF:
        await STAFF_LINKED.announce(act, knowledge, telegram_id, role.name)
    return role


async def _holds(act: Act, telegram_id: int, invitation: Invitation) -> bool:
    """Whether the person holds the role of this invitation under its name already."""
    held = await roles_of(act.session, telegram_id)
    return any((role.role, role.name) == (invitation.role, invitation.name) for role in held)


async def _failed(act: Act, telegram_id: int, why: NotLinked) -> Refusal[NotLinked]:
    """Count a failed try and return its refusal; tokens cannot be guessed, but trying should not be free."""
    await count_one(act.session, telegram_id, LINKS.kind, act.machine_now, LINKS.window)
    return Refusal(why)
