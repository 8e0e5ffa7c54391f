"""The end of a role, by the team or by its holder: at once, in open dialogues too."""

from collections.abc import Sequence
from enum import StrEnum

from handlers.roles.actions import LEAVE_ROLE, WITHDRAW
from handlers.roles.texts import WITHDRAWN
from handlers.talk.act import Act
from handlers.talk.events import ROLES_CHANGED
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply
from storage.dialogues import end_dialogues
from storage.ended_roles import end_roles
from storage.outbox import Priority
from storage.roles import Role, drop_invitations_named, has_invitation_named, lock_team, roles_named, roles_of


class NotEnded(StrEnum):
    """Why the roles of a name are not ended.

    UNKNOWN is a name that is neither linked nor invited. NO_LONGER_YOURS means that who asks has left the team, and
    LAST_OF_TEAM that nobody of the team would be left.
    """

    UNKNOWN = "unknown"
    NO_LONGER_YOURS = "no_longer_yours"
    LAST_OF_TEAM = "last_of_team"


async def end_name(act: Act, name: str, asked_by: int | None) -> Sequence[int] | Refusal[NotEnded]:
    """End every role held under this name, delete its invitations, and queue a message to those who held one.

    `asked_by` is the Telegram id of the member of the team who asks for it; None for the operator, who alone may end
    the last one. Return the Telegram ids of who held a role, none where the name was only invited. Raise NotAllowed
    where the actor may not end roles.
    """
    act.must_be_allowed(WITHDRAW)
    refusal = None if asked_by is None else await _against_team(act, name, asked_by)
    if refusal is not None:
        return refusal
    roles = await roles_named(act.session, name)
    if not roles and not await has_invitation_named(act.session, name):
        return Refusal(NotEnded.UNKNOWN)
    people = await _end(act, roles)
    await drop_invitations_named(act.session, name)
    for telegram_id in people:
        await act.sender.say(telegram_id, Reply(WITHDRAWN), priority=Priority.RELAY)
    return people


async def _against_team(act: Act, name: str, asked_by: int) -> Refusal[NotEnded] | None:
    """Refuse to leave the team empty; the team stays locked, since two of its members may end each other at once."""
    team = await lock_team(act.session)
    if asked_by not in team:
        return Refusal(NotEnded.NO_LONGER_YOURS)
    ending = {role.telegram_id for role in await roles_named(act.session, name) if role.role == Actor.TEAM}
    return Refusal(NotEnded.LAST_OF_TEAM) if ending >= team else None


async def leave_roles(act: Act, telegram_id: int) -> None:
    """End all roles that a person holds, at their own wish, and all their forms under way.

    Their menu of commands is brought up to date. Raise NotAllowed where the actor has no role to leave.
    """
    act.must_be_allowed(LEAVE_ROLE)
    await _end(act, await roles_of(act.session, telegram_id))


async def _end(act: Act, roles: Sequence[Role]) -> Sequence[int]:
    """End these roles and all forms of their holders, announce ROLES_CHANGED, and return the holders' Telegram ids."""
    people = sorted({role.telegram_id for role in roles})
    await end_dialogues(act.session, people)  # locks the people first, as all code does
    await end_roles(act.session, roles, act.now)
    await ROLES_CHANGED.announce(act.session, people, act.machine_now)
    return people
