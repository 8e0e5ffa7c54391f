"""The words of the list of one's own cases."""

from collections.abc import Mapping

from handlers.cases.core.texts import at_head, case_name
from handlers.talk.replies import bold, text
from storage.cases import State

YOURS = bold("Vos demandes")
STATES: Mapping[State, str] = {
    State.NEW: "pas encore prise",
    State.TAKEN: "réponse en préparation",
    State.WAITING: "on vous a répondu",
    State.CLOSED: "close",
}
WITHDRAWN = "retirée"


def own_case(number: int, subject: str, name: str, state: str, promise: str) -> str:
    """Write one case in a person's list; `promise` is when an answer is promised, "" where none is."""
    awaited = f" · réponse attendue {promise}" if promise else ""
    about = text(f" · {subject}" if subject else "")
    return f"<b>{case_name(number)}</b>{about}\n{text(f'{at_head(name)} · {state}{awaited}')}"


def already_closed(number: int) -> str:
    """Tell a person who wants to withdraw a case that it is closed already."""
    return f"La demande n° {number} est déjà close."


def not_waiting(number: int) -> str:
    """Tell a person who answers whether they still need help that the case no longer waits for that answer."""
    return f"La demande n° {number} n'attend plus cette réponse."
