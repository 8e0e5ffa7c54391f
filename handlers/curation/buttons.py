"""Buttons of /base and /questions. A code is the verb `base` or `quest`, the act, then what it is about."""

from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import code_for
from handlers.talk.replies import Button

BASE = "base"
QUESTIONS = "quest"
VERBS = (BASE, QUESTIONS)

OPEN, LIST, APPROVE, WITHDRAW, CORRECT, TAKE, WORDINGS, ADD, DROP, PUBLISH, AGAIN, CANCEL, UNDO, PUT_BACK, LET_GO = (
    "e",
    "l",
    "a",
    "r",
    "c",
    "s",
    "w",
    "n",
    "d",
    "p",
    "m",
    "x",
    "u",
    "k",
    "z",
)
# Lists of /base.
AWAITING, PAST, OUTDATED, ALL = "a", "p", "h", "t"
GROUP, ADD_TO, OTHER, DROP_GROUP, LISTED, TERRITORIES = "g", "a", "t", "d", "l", "p"


def _base(label: str, *parts: object) -> Button:
    return Button(label, code_for(BASE, *parts))


def _quest(label: str, *parts: object) -> Button:
    return Button(label, code_for(QUESTIONS, *parts))


def home(label: str = LABEL_BACK) -> Button:
    return Button(label, BASE)


def list_of(name: str, label: str, page: int = 0) -> Button:
    return _base(label, LIST, name, page)


def open_entry(entry: str, label: str) -> Button:
    return _base(label, OPEN, entry)


def approve(entry: str, text: str) -> Button:
    """Return the button that approves this `text`, a print of the entry."""
    return _base("Approuver", APPROVE, entry, text)


def withdraw_approval(entry: str) -> Button:
    return _base("Retirer l'approbation", WITHDRAW, entry)


def correct(entry: str) -> Button:
    return _base("Corriger", CORRECT, entry)


def take_sentence(entry: str, number: int, text: str, label: str) -> Button:
    """Return the button of one sentence. `text` is the print of the answer in which it has this number."""
    return _base(label, TAKE, entry, number, text[:8])


def wordings(entry: str, label: str = "Les façons de demander", page: int = 0) -> Button:
    return _base(label, WORDINGS, entry, page)


def add_wording(entry: str) -> Button:
    return _base("Ajouter une façon de demander", ADD, entry)


def drop_wording(entry: str, wording: str, label: str) -> Button:
    """Return the button that drops a wording, given by its print."""
    return _base(label, DROP, entry, wording[:8])


def publish(what: str) -> Button:
    """Return the button that publishes what was shown, given by its print, and nothing else."""
    return _base("Publier", PUBLISH, what)


def again() -> Button:
    return _base("Modifier", AGAIN)


def cancel() -> Button:
    return _base("Annuler", CANCEL)


def undo(entry: str, change: int) -> Button:
    return _base("Revenir en arrière", UNDO, entry, change)


def put_back(change: int) -> Button:
    return _base("Remettre la correction", PUT_BACK, change)


def let_go(change: int) -> Button:
    return _base("Laisser tomber la correction", LET_GO, change)


def questions(label: str = LABEL_BACK) -> Button:
    return Button(label, QUESTIONS)


def questions_of(territory: str, label: str = LABEL_BACK, page: int = 0) -> Button:
    """Return the button of the questions of a territory: a department's code, or "" for all."""
    return _quest(label, LISTED, territory, page)


def territories(label: str) -> Button:
    return _quest(label, TERRITORIES)


def group(number: int, label: str, territory: str = "") -> Button:
    return _quest(label, GROUP, number, territory)


def add_to(number: int, entry: str, label: str) -> Button:
    return _quest(label, ADD_TO, number, entry)


def other_entry(number: int, topic: str = "", label: str = "Une autre fiche") -> Button:
    return _quest(label, OTHER, number, topic)


def drop_group(number: int) -> Button:
    return _quest("Écarter", DROP_GROUP, number)
