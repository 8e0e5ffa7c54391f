"""Buttons of /base, /questions and /completer. A code is the verb, the act, then what it is about."""

from handlers.curation.complete_texts import LABEL_LATER, LABEL_STOP, LABEL_UNKNOWN
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import code_for
from handlers.talk.replies import Button

BASE = "base"
QUESTIONS = "quest"
COMPLETE = "completer"

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
# Acts of /completer, beside PUBLISH and AGAIN.
LATER, NOT_KNOWN, STOP = "l", "i", "x"
# Lists of /base.
AWAITING, PAST, OUTDATED, ALL = "a", "p", "h", "t"
GROUP, ADD_TO, OTHER, DROP_GROUP, LISTED, TERRITORIES = "g", "a", "t", "d", "l", "p"


def _base(label: str, *parts: object) -> Button:
    return Button(label, code_for(BASE, *parts))


def _quest(label: str, *parts: object) -> Button:
    return Button(label, code_for(QUESTIONS, *parts))


def home(label: str = LABEL_BACK) -> Button:
    """Return the button that shows the first page of /base."""
    return Button(label, BASE)


def list_of(name: str, label: str, page: int = 0) -> Button:
    """Return the button that shows a page of a list of entries; `name` is AWAITING, PAST, OUTDATED or ALL."""
    return _base(label, LIST, name, page)


def open_entry(entry: str, label: str) -> Button:
    """Return the button that shows an entry to the team."""
    return _base(label, OPEN, entry)


def approve(entry: str, text: str) -> Button:
    """Return the button that approves an entry, if its print (a hash) is still `text`."""
    return _base("Approuver", APPROVE, entry, text)


def withdraw_approval(entry: str) -> Button:
    """Return the button that withdraws the approval of an entry."""
    return _base("Retirer l'approbation", WITHDRAW, entry)


def correct(entry: str) -> Button:
    """Return the button that shows the sentences of an entry's answer, to choose the one to correct."""
    return _base("Corriger", CORRECT, entry)


def take_sentence(entry: str, number: int, text: str, label: str) -> Button:
    """Return the button that chooses sentence `number` to correct, if the print of the answer is still `text`."""
    return _base(label, TAKE, entry, number, text[:8])


def wordings(entry: str, label: str = "Les façons de demander", page: int = 0) -> Button:
    """Return the button that shows a page of an entry's wordings: the ways in which people ask for it."""
    return _base(label, WORDINGS, entry, page)


def add_wording(entry: str) -> Button:
    """Return the button that asks the team for a new wording (a way of asking) of an entry."""
    return _base("Ajouter une façon de demander", ADD, entry)


def drop_wording(entry: str, wording: str, label: str) -> Button:
    """Return the button that drops a wording from an entry; `wording` is its print (a hash)."""
    return _base(label, DROP, entry, wording[:8])


def publish(what: str) -> Button:
    """Return the button that publishes the change whose print (a hash) is `what`, and no other."""
    return _base("Publier", PUBLISH, what)


def again() -> Button:
    """Return the button that asks the team anew for the sentence or wording that they are writing for the base."""
    return _base("Modifier", AGAIN)


def cancel() -> Button:
    """Return the button that gives up the change being written."""
    return _base("Annuler", CANCEL)


def undo(entry: str, change: int) -> Button:
    """Return the button that undoes the last change of an entry; `change` is its number."""
    return _base("Revenir en arrière", UNDO, entry, change)


def put_back(change: int) -> Button:
    """Return the button that makes the correction of this number again, after the file's answer was rewritten."""
    return _base("Remettre la correction", PUT_BACK, change)


def let_go(change: int) -> Button:
    """Return the button that gives up the correction of this number, after the file's answer was rewritten."""
    return _base("Laisser tomber la correction", LET_GO, change)


def questions(label: str = LABEL_BACK) -> Button:
    """Return the button that shows the questions that got no good answer, of all territories."""
    return Button(label, QUESTIONS)


def questions_of(territory: str, label: str = LABEL_BACK, page: int = 0) -> Button:
    """Return the button that shows a page of the questions from a territory that got no good answer.

    A territory is a department's code, "0" for an unknown one, "" for all.
    """
    return _quest(label, LISTED, territory, page)


def territories(label: str) -> Button:
    """Return the button that shows from which territories the questions without a good answer came."""
    return _quest(label, TERRITORIES)


def group(number: int, label: str, territory: str = "") -> Button:
    """Return the button that shows the group of similar questions in which `number` is.

    `territory` is the list to go back to, "" for all.
    """
    return _quest(label, GROUP, number, territory)


def add_to(number: int, entry: str, label: str) -> Button:
    """Return the button that adds the wording of a group of questions, in which `number` is, to an entry."""
    return _quest(label, ADD_TO, number, entry)


def other_entry(number: int, topic: str = "", label: str = "Une autre fiche") -> Button:
    """Return the button that shows more entries to which the wording of a group of questions may be added.

    They are those of the subject `topic`; "" shows the subjects. Question `number` is in the group.
    """
    return _quest(label, OTHER, number, topic)


def drop_group(number: int) -> Button:
    """Return the button that deletes the group of similar questions in which `number` is."""
    return _quest("Écarter", DROP_GROUP, number)


def publish_fact(what: str) -> Button:
    """Return the button that publishes the sentence of a fact whose print (a hash) begins with `what`."""
    return Button("Publier", code_for(COMPLETE, PUBLISH, what))


def complete_again(fact: str) -> Button:
    """Return the button that asks the team anew for a fact."""
    return Button("Modifier", code_for(COMPLETE, AGAIN, fact))


def complete_later(fact: str) -> Button:
    """Return the button that puts a fact off until the next /completer."""
    return Button(LABEL_LATER, code_for(COMPLETE, LATER, fact))


def not_known(fact: str) -> Button:
    """Return the button by which a member says that they do not know a fact either."""
    return Button(LABEL_UNKNOWN, code_for(COMPLETE, NOT_KNOWN, fact))


def stop_completing(fact: str) -> Button:
    """Return the button that ends /completer."""
    return Button(LABEL_STOP, code_for(COMPLETE, STOP, fact))
