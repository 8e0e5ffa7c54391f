"""The actions of roles."""

from handlers.talk.permissions import EVERYBODY, WITH_A_ROLE, Action, Actor

USE_INVITATION = Action("use_invitation", "follow an invitation link", EVERYBODY)
LEAVE_ROLE = Action("leave_role", "leave one's role", WITH_A_ROLE)
INVITE = Action("invite", "make an invitation link", frozenset({Actor.TEAM, Actor.OPERATOR}))
WITHDRAW = Action("withdraw", "end somebody's role", frozenset({Actor.TEAM, Actor.OPERATOR}))
