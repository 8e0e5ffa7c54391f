"""The end of somebody's role: at once, in open dialogues too, and they are told."""

from collections.abc import Sequence

from handlers.roles.actions import WITHDRAW
from handlers.roles.texts import WITHDRAWN
from handlers.talk.act import Act
from handlers.talk.events import ROLES_CHANGED
from handlers.talk.replies import Reply
from storage.dialogues import end_dialogues
from storage.ended_roles import end_roles
from storage.outbox import Priority
from storage.roles import drop_invitations_named, has_invitation_named, roles_named


async def end_name(act: Act, name: str) -> Sequence[int] | None:
    """End every role held under this name, delete its invitations, and queue a message to those who held one.

    Return the Telegram ids of who held a role, none where the name was only invited; None where the name is neither
    linked nor invited. Raise NotAllowed where the actor may not end roles.
    """
    act.must_be_allowed(WITHDRAW)
    session = act.session
    roles = await roles_named(session, name)
    if not roles and not await has_invitation_named(session, name):
        return None
    people = sorted({role.telegram_id for role in roles})
    await end_dialogues(session, people)  # locks the people first, as all code does
    await end_roles(session, roles, act.now)
    await drop_invitations_named(session, name)
    await ROLES_CHANGED.announce(session, people, act.machine_now)
    for telegram_id in people:
        await act.sender.say(telegram_id, Reply(WITHDRAWN), priority=Priority.RELAY)
    return people
