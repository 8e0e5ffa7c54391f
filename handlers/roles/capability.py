"""The declaration of roles: invitations, and the end of a role."""

from handlers.roles import actions, buttons, texts
from handlers.roles.invite import FORM, choose_name, choose_role
from handlers.roles.leave import ask_before_leaving
from handlers.roles.link import follow_invitation
from handlers.roles.tokens import PREFIX
from handlers.roles.withdraw import choose_whom
from handlers.talk.capability import Capability, Command, Link, Press, Worded
from handlers.talk.short_answers import yes_or_no_said

CAPABILITY = Capability(
    "roles",
    actions=(actions.USE_INVITATION, actions.LEAVE_ROLE, actions.INVITE, actions.WITHDRAW),
    commands=(Command("inviter", actions.INVITE, choose_role, texts.MENU_INVITE),),
    presses=(
        Press(buttons.LEAVE_ROLE, actions.LEAVE_ROLE, ask_before_leaving),
        Press(buttons.INVITE, actions.INVITE, choose_name),
        Press(buttons.WITHDRAW, actions.WITHDRAW, choose_whom),
    ),
    worded=(Worded(buttons.LEAVE_ROLE, yes_or_no_said), Worded(buttons.WITHDRAW, yes_or_no_said)),
    links=(Link(f"{PREFIX}.*", follow_invitation),),
    forms=(FORM,),
    kept=texts.KEPT,
    columns=texts.COLUMNS,
)
