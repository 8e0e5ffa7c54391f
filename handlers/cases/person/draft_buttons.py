"""The buttons under the questions and the summary of a demand in preparation. No logic."""

from handlers.cases.core import buttons
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import code_for
from handlers.talk.replies import Button
from handlers.talk.texts import PHASES


def form(label: str, act: str) -> Button:
    """Make a button under the summary of a demand in preparation; `act` is "envoyer", "modifier" or the like."""
    return Button(label, code_for(buttons.FORM, act))


def add_question() -> Button:
    """Make the button that adds to a demand in preparation the question that its author put to the bot meanwhile."""
    return form("Ajouter ma question", "ajouter")


def summary_rows(*, with_phase: bool) -> list[list[Button]]:
    """Make the rows of buttons under the summary of a demand: send; change and give up.

    With `with_phase` a row comes first with a button for each of `PHASES`, by which the project's phase is chosen.
    """
    rows = [[form("Envoyer", "envoyer")], [form("Modifier", "modifier"), form("Annuler", "annuler")]]
    if with_phase:
        rows.insert(
            0, [Button(label.capitalize(), code_for(buttons.FORM_PHASE, phase)) for phase, label in PHASES.items()]
        )
    return rows


def change_rows() -> list[list[Button]]:
    """Make the buttons for what to change in a demand not yet sent: the message, the place, or back to its summary."""
    return [[form("Le message", "message"), form("Le lieu", "lieu")], [form(LABEL_BACK, "retour")]]


def place_rows(skip: str = "Pas encore de lieu") -> list[list[Button]]:
    """Make the buttons under the question for the project's place: go on without one, labelled `skip`, or give up."""
    return [[Button(skip, code_for(buttons.FORM_PLACE, 0)), form("Annuler", "annuler")]]
