"""Every button of the bot: its label, the verb of its code, and how the code is written. No logic.

A code is `verb` or `verb:argument`, 64 bytes at the most; the router maps each verb to its handler.
"""

from handlers.replies import Button

ENTRY = "e"  # e:<entry id>[:<entry it was offered under>]
HELPED = "oui"  # oui:<entry id>
NOT_HELPED = "non"  # non:<entry id>
HUMAN = "humain"
TOPICS = "sujets"  # sujets[:<topic>]
DEPARTMENT = "dep"  # dep:<department code>
CHANGE_PLACE = "lieu"
ERASE = "effacer"  # effacer:<yes|no>
VERBS = (ENTRY, HELPED, NOT_HELPED, HUMAN, TOPICS, DEPARTMENT, CHANGE_PLACE, ERASE)

LABEL_HUMAN = "Parler à quelqu'un"
LABEL_TOPICS = "Voir ce que je sais"
LABEL_CHANGE_PLACE = "Changer de lieu"


def entry(entry_id: str, label: str) -> Button:
    return Button(label, f"{ENTRY}:{entry_id}")


def helped(entry_id: str) -> Button:
    return Button("Oui, merci", f"{HELPED}:{entry_id}")


def not_helped(entry_id: str) -> Button:
    return Button("Non", f"{NOT_HELPED}:{entry_id}")


def human() -> Button:
    return Button(LABEL_HUMAN, HUMAN)


def topics() -> Button:
    return Button(LABEL_TOPICS, TOPICS)


def topic(name: str, label: str) -> Button:
    return Button(label, f"{TOPICS}:{name}")


def all_topics() -> Button:
    return Button("Retour", TOPICS)


def department(code: str, label: str) -> Button:
    return Button(label, f"{DEPARTMENT}:{code}")


def change_place() -> Button:
    return Button(LABEL_CHANGE_PLACE, CHANGE_PLACE)


def erase_all() -> Button:
    return Button("Tout effacer", f"{ERASE}:oui")


def keep_all() -> Button:
    return Button("Annuler", f"{ERASE}:non")
