"""The words of the digest that staff get in the morning, and at two where something is late."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from handlers.cases.core.card_texts import marked
from handlers.talk.dates import counted
from handlers.talk.replies import bold, paragraphs, text


class Part(StrEnum):
    """What a case of the digest is there for, in the order of the parts; a case stands in the first that fits."""

    LATE = "late"
    TODAY = "today"  # promised for today
    NEW = "new"
    ANSWERED = "answered"  # the person has written since the last answer


HEADINGS: Mapping[Part, str] = {
    Part.LATE: "⚠️ En retard",
    Part.TODAY: "Attendues aujourd'hui",
    Part.NEW: "Nouvelles",
    Part.ANSWERED: "Ont répondu",
}
MORNING, AFTERNOON = bold("Vos demandes ce matin"), bold("Vos demandes en retard, à mi-journée")


def heading(part: Part, count: int) -> str:
    return bold(f"{HEADINGS[part]} ({count})")


def line(whose: str, words: str, instead_of: str) -> str:
    """Write one case of the digest; `instead_of` is the colleague away who has it, "" where it is the reader's."""
    stand_in = f"pour {instead_of}" if instead_of else ""
    return "\n".join(filter(None, (whose, text(words), text(stand_in))))


def left(count: int) -> str:
    """Write how many more cases the digest does not show, "" for none."""
    return text(f"Et {counted(count, 'autre', 'autres')} : « Tous les dossiers ».") if count else ""


def held_back(count: int) -> str:
    """Write how many messages wait for their author to say whom they are for, "" for none."""
    what = counted(count, "message n'est pas parti", "messages ne sont pas partis")
    return text(f"{what} : dites pour qui.") if count else ""


def for_whom(moment: str) -> str:
    """Label the button that asks for whom a message is, by when it was written."""
    return f"Pour qui ? Écrit {moment}"


def digest(head: str, *parts: str) -> str:
    return paragraphs(head, *parts)


def reminder(count: int, lines: Sequence[str]) -> str:
    """Remind a member of staff of several cases that wait for their answer, of which `lines` shows some."""
    return paragraphs(bold(f"Rappel : {counted(count, 'dossier attend', 'dossiers attendent')} une réponse."), *lines)


def reminded(name: str, town: str, promise: str, *, in_danger: bool) -> str:
    """Write one case of a reminder, and by when its answer is promised; marked where a danger was told in it."""
    return marked(text(" · ".join(filter(None, (name, town, f"réponse attendue {promise}")))), in_danger=in_danger)
