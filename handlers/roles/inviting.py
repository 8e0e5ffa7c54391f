"""The act of inviting somebody to a role, from the chat or the command line."""

from enum import StrEnum

from handlers.roles.actions import INVITE
from handlers.roles.tokens import new_invitation
from handlers.talk.act import Act
from handlers.talk.permissions import WITH_A_ROLE, Actor
from handlers.talk.refusal import Refusal
from knowledge.base.team import Team

LONGEST_NAME = 80


class NotInvited(StrEnum):
    """Why nobody can be invited to a role under a name.

    Delegates and the team are in the team file under that name; a partner may have any name, of 1 to 80 characters.
    """

    NO_SUCH_ROLE = "no_such_role"
    NOT_IN_TEAM = "not_in_team"
    NAME_LENGTH = "name_length"


def against_inviting(role: str, name: str, team: Team) -> Refusal[NotInvited] | None:
    """Return why nobody can be invited to `role` under `name`; None where somebody can."""
    if role not in WITH_A_ROLE:
        return Refusal(NotInvited.NO_SUCH_ROLE, role)
    if role != Actor.PARTNER and team.member(name) is None:
        return Refusal(NotInvited.NOT_IN_TEAM, name)
    return None if 0 < len(name) <= LONGEST_NAME else Refusal(NotInvited.NAME_LENGTH, name)


async def invite(act: Act, role: str, name: str, team: Team) -> str | Refusal[NotInvited]:
    """Store a new invitation to `role` under `name`, and return the token of its link, of which only a hash is stored.

    The link gives the role to whoever follows it first within seven days. Raise NotAllowed where the actor may not
    invite.
    """
    act.must_be_allowed(INVITE)
    refusal = against_inviting(role, name, team)
    if refusal is not None:
        return refusal
    token, invitation = new_invitation(role, name, act.now)
    act.session.add(invitation)
    return token
