"""The end of a role, by the team or by its holder: at once, in open dialogues too."""

from collections.abc import Sequence

from handlers.roles.actions import LEAVE_ROLE, WITHDRAW
from handlers.roles.texts import WITHDRAWN
from handlers.talk.act import Act
from handlers.talk.events import ROLES_CHANGED
from handlers.talk.replies import Reply
from storage.dialogues import end_dialogues
from storage.ended_roles import end_roles
from storage.outbox import Priority
from storage.roles import Role, drop_invitations_named, has_invitation_named, roles_named, roles_of


async def end_name(act: Act, name: str) -> Sequence[int] | None:
    """End every role held under this name, delete its invitations, and queue a message to those who held one.

    Return the Telegram ids of who held a role, none where the name was only invited; None where the name is neither
    linked nor invited. Raise NotAllowed where the actor may not end roles.
    """
    act.must_be_allowed(WITHDRAW)
    roles = await roles_named(act.session, name)
    if not roles and not await has_invitation_named(act.session, name):
        return None
    people = await _end(act, roles)
    await drop_invitations_named(act.session, name)
    for telegram_id in people:
        await act.sender.say(telegram_id, Reply(WITHDRAWN), priority=Priority.RELAY)
    return people


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
