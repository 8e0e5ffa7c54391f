"""The buttons of roles: invite somebody, end a role, leave one's own."""

from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import code_for
from handlers.talk.replies import Button

LEAVE_ROLE = "quitter"  # quitter[:<oui|non>]
INVITE = "inviter"  # inviter[:<role>[:<code of a name of the team file>]]
WITHDRAW = "retirer"  # retirer[:page:<number>|:<code of a name>[:oui]]


def leave_role() -> Button:
    """Make the button that asks whether to end one's own roles."""
    return Button("Quitter mon rôle", LEAVE_ROLE)


def leave_role_yes() -> Button:
    """Make the button that ends one's own roles."""
    return Button("Oui, quitter", code_for(LEAVE_ROLE, "oui"))


def leave_role_no() -> Button:
    """Make the button that keeps one's own roles."""
    return Button("Annuler", code_for(LEAVE_ROLE, "non"))


def invite_as(role: str, label: str) -> Button:
    """Make the button that chooses the role to which somebody is invited."""
    return Button(label, code_for(INVITE, role))


def invite_member(role: str, code: str, name: str) -> Button:
    """Make the button that makes an invitation link of `name` to a role; `code` stands for the name."""
    return Button(name, code_for(INVITE, role, code))


def back_to_invite() -> Button:
    """Make the button that goes back to the start of an invitation."""
    return Button(LABEL_BACK, INVITE)


def withdraw() -> Button:
    """Make the button that lists the names whose roles can be ended."""
    return Button("Retirer un rôle", WITHDRAW)


def withdraw_name(code: str, name: str) -> Button:
    """Make the button that asks whether to end the roles of `name`, for which `code` stands."""
    return Button(f"Retirer {name}", code_for(WITHDRAW, code))


def withdraw_page(page: int) -> Button:
    """Make the button that lists a further page of the names whose roles can be ended, counted from 0."""
    return Button("Voir la suite", code_for(WITHDRAW, "page", page))


def withdraw_yes(code: str) -> Button:
    """Make the button that ends the roles of the name for which `code` stands."""
    return Button("Oui, retirer", code_for(WITHDRAW, code, "oui"))


def back_to_withdraw() -> Button:
    """Make the button that goes back to the names whose roles can be ended."""
    return Button(LABEL_BACK, WITHDRAW)
