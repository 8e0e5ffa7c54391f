"""The words of the whole exchange of a case, that staff read page by page."""

from collections.abc import Mapping

from handlers.cases.core.rules import Step
from handlers.talk.replies import bold, text

LABEL_WHOLE, LABEL_CARD = "Messages entiers", "La carte"
_HAPPENED: Mapping[str, str] = {
    Step.TAKE: "{who} prend la demande",
    Step.TRANSFER: "{who} transfère la demande à {detail}",
    Step.CLOSE: "{who} clôt la demande",
    Step.EXPIRE: "Close sans nouvelles de la personne",
    Step.WITHDRAW: "La personne retire sa demande",
    Step.REOPEN: "Demande rouverte",
}
TOLD = frozenset(_HAPPENED)


def title(number: int, name: str, page: str) -> str:
    """Write above a page of the exchange whose it is, and which page."""
    return bold(f"Dossier n° {number} · {name}{page}")


def said(author: str, moment: str, words: str) -> str:
    """Write one message of the exchange: who wrote it, when, and its words."""
    return f"{bold(author)} · {text(moment)}\n{text(words)}"


def happened(what: str, who: str, detail: str, moment: str) -> str:
    """Write one thing that happened to the case between its messages, such as that it was taken."""
    return text(f"— {_HAPPENED[what].format(who=who, detail=detail)}, {moment} —")


def note_of(name: str) -> str:
    """Write who left a note, which the person never sees."""
    return f"Note de {name}"
