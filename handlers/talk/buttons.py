"""The buttons that several capabilities share: their labels, verbs and codes. No logic.

A code is `verb` or `verb:argument`, at most 64 bytes; the router maps each verb to its handler.
"""

from handlers.talk.codes import code_for
from handlers.talk.replies import Button, Reply

ENTRY = "e"  # e:<entry id>[:<entry it was offered under>]
MORE = "plus"  # plus:<entry id>
HELPED = "oui"  # oui:<entry id>
NOT_HELPED = "non"  # non:<entry id>
HUMAN = "humain"  # humain[:<message to pass on>[:<kind>]], humain:0:appel
TO_BE_CALLED = "appel"
TOPICS = "sujets"  # sujets[:<topic>]
DEPARTMENT = "dep"  # dep:<department code>[:<commune code, or name>]
OTHER_COMMUNE = "autre"
CHANGE_PLACE = "lieu"
ERASE = "effacer"  # effacer:<yes|no>
LEAVE_ROLE = "quitter"  # quitter[:<oui|non>]
INVITE = "inviter"  # inviter[:<role>[:<code of a name of the team file>]]
WITHDRAW = "retirer"  # retirer[:page:<number>|:<code of a name>[:oui]]
CONSENT = "retenir"  # retenir:<oui|non>

LABEL_HUMAN = "Parler à quelqu'un"
LABEL_CALL_BACK = "Être rappelé"
LABEL_BACK = "Retour"
LABEL_TOPICS = "Voir ce que je sais"
LABEL_CHANGE_PLACE = "Changer de lieu"
LABEL_PAGE_BEFORE, LABEL_NEXT_PAGE = "Page précédente", "Page suivante"


def entry(entry_id: str, label: str) -> Button:
    """Make the button that shows an entry of the knowledge base."""
    return Button(label, code_for(ENTRY, entry_id))


def more(entry_id: str) -> Button:
    """Make the button "En savoir plus", which shows the rest of an entry."""
    return Button("En savoir plus", code_for(MORE, entry_id))


def helped(entry_id: str) -> Button:
    """Make the button "Oui, merci", which says that an entry answered the question."""
    return Button("Oui, merci", code_for(HELPED, entry_id))


def not_helped(entry_id: str) -> Button:
    """Make the button "Non", which says that an entry did not answer the question."""
    return Button("Non", code_for(NOT_HELPED, entry_id))


def human(label: str = LABEL_HUMAN) -> Button:
    """Make the button "Parler à quelqu'un", which starts a demand to staff; another label names who gets it."""
    return Button(label, HUMAN)


def call_back() -> Button:
    """Make the button "Être rappelé", which starts a demand to staff and then asks for a number to call."""
    return Button(LABEL_CALL_BACK, code_for(HUMAN, 0, TO_BE_CALLED))


def with_message(reply: Reply, message_id: int, kind: str = "") -> Reply:
    """Return a copy of the reply in which the button "Parler à quelqu'un" passes this message on to staff.

    `kind` is the kind of a message without words, such as "photo", or the kinds of danger that it tells of.
    """
    code = code_for(HUMAN, message_id, *([kind] if kind else []))
    rows = [[Button(one.label, code) if one.code == HUMAN else one for one in row] for row in reply.rows]
    return Reply(reply.html, rows)


def topics() -> Button:
    """Make the button that lists all subjects of the knowledge base."""
    return Button(LABEL_TOPICS, TOPICS)


def topic(name: str, label: str) -> Button:
    """Make the button that lists the questions of a subject, given by its name."""
    return Button(label, code_for(TOPICS, name))


def all_topics() -> Button:
    """Make the button "Retour", which lists all subjects of the knowledge base."""
    return Button(LABEL_BACK, TOPICS)


def department(code: str, label: str, town: str = "") -> Button:
    """Make the button that chooses a department as a place, with the name of a `town` that several departments have."""
    return Button(label, code_for(DEPARTMENT, code, *([town] if town else [])))


def commune(department_code: str, insee: str, label: str) -> Button:
    """Make the button that chooses a commune as a place, by its official number `insee`."""
    return Button(label, code_for(DEPARTMENT, department_code, insee))


def other_commune() -> Button:
    """Make the button that asks for the name of a commune other than those shown."""
    return Button("Autre commune", OTHER_COMMUNE)


def change_place() -> Button:
    """Make the button that asks for another place of the person's project."""
    return Button(LABEL_CHANGE_PLACE, CHANGE_PLACE)


def erase_all() -> Button:
    """Make the yes button of the question whether to erase all about the person: a press erases it at once."""
    return Button("Tout effacer", code_for(ERASE, "oui"))


def keep_all() -> Button:
    """Make the button that declines the erasure of what is stored about the person."""
    return Button("Annuler", code_for(ERASE, "non"))


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


def keep_place() -> Button:
    """Make the button that agrees that the place of the person's project is kept."""
    return Button("Oui, le retenir", code_for(CONSENT, "oui"))


def do_not_keep_place() -> Button:
    """Make the button that refuses that the place of the person's project is kept."""
    return Button("Non", code_for(CONSENT, "non"))
