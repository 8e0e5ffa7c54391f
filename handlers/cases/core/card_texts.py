"""The words of a card, of the list of cases, and above a relayed message."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from handlers.talk.dates import counted
from handlers.talk.replies import bold, paragraphs, text
from storage.case_copies import BLOCKED, DELIVERED, FAILED, WAITING
from storage.cases import State

HEADINGS: Mapping[str, str] = {
    State.NEW: "Nouvelle demande",
    State.TAKEN: "Demande en cours",
    State.WAITING: "Demande répondue",
    State.CLOSED: "Demande close",
}
MARKS: Mapping[str, str] = {DELIVERED: "✓", WAITING: "⏳", FAILED: "✗ pas remis", BLOCKED: "✗ bloqué"}
OPEN_STATES: Mapping[State, str] = {
    State.NEW: "à prendre",
    State.TAKEN: "à répondre",
    State.WAITING: "attend la personne",
}
NO_PLACE = "sans lieu"
NO_WORDS = "message transmis tel quel"
CORRECTED = " (corrigé)"
OVERDUE = "Délai dépassé : l'équipe est prévenue."
HELPED, DID_NOT_HELP = "La personne dit que cela l'a aidée.", "La personne dit que cela n'a pas aidé."
LABEL_FOR_CALLER, LABEL_DELAYS = "Ouvrir pour quelqu'un", "Délais"


def marked(heading: str, *, in_danger: bool) -> str:
    """Begin a card with the mark of a danger where one was told."""
    return f"⚠️ {heading}" if in_danger else heading


def numbers_given(numbers: Sequence[str]) -> str:
    return bold(f"Le robot a donné le {' et le '.join(numbers)}.") if numbers else ""


def answered_about(subject: str) -> str:
    return text(f"Le robot a répondu sur : {subject}." if subject else "")


def in_department(code: str | None) -> str:
    return f"département {code}" if code else ""


def heading(state: str, number: int, where: str) -> str:
    return bold(f"{HEADINGS[state]} n° {number} · {where}")


def awaited(moment: str) -> str:
    return f" · réponse attendue {moment}"


def who(name: str, phase: str, phone: str, call_when: str, opened_by: str) -> str:
    """Write the person, the phase of their project, how to call them, and who of staff wrote for them."""
    project = f", projet {phase}" if phase else ""
    call = f"\n☎️ {phone}{f', {call_when}' if call_when else ''}" if phone else ""
    by = f"\nOuvert par {opened_by} pour cette personne" if opened_by else ""
    return text(f"{name}{project}{call}{by}")


def others(count: int) -> str:
    return text(f"… {counted(count, 'autre message', 'autres messages')} …")


def quoted(excerpt: str, *, is_cut: bool) -> str:
    return f"« {excerpt}{'…' if is_cut else ''} »"


def note(name: str, words: str) -> str:
    return text(f"Note de {name} : {words}")


def received(moment: str, referent: str) -> str:
    return f"Reçue {moment}, pour {referent}."


def followed(name: str, moment: str) -> str:
    return f"Suivie par {name} depuis {moment}."


def put_off(moment: str) -> str:
    return f"Plus tard : rappel {moment}."


def closed(moment: str) -> str:
    return f"Close {moment}."


def speaks_of_own(name: str, number: int) -> str:
    """Write the line above a message that is passed on to the person."""
    return f"{name} · demande n° {number}"


def speaks_to(name: str, person: str, number: int) -> str:
    return f"{name} à {person} · n° {number}"


def listed(shown: list[str], count: int, left: int) -> str:
    """Write the list of open cases; `left` is how many are not shown."""
    order = ", le plus pressé d'abord" if count > 1 else ""
    more = text(f"Et {left} de plus.") if left > 0 else ""
    return paragraphs(bold(f"{counted(count, 'dossier')} en cours{order}."), *shown, more)


def line(number: int, where: str, person: str, state: State, who: str, promise: str, age: str) -> str:
    return text(f"N° {number} · {where} · {person}\n{OPEN_STATES[state]} · {who}{promise} · {age}")


def promised(moment: str, *, is_late: bool) -> str:
    return f" · {'⚠️ dépassé : ' if is_late else ''}réponse {moment}"


def age(much: timedelta) -> str:
    if much.days:
        return f"il y a {much.days} j"
    hours = int(much.total_seconds() // 3600)
    return f"il y a {hours} h" if hours else f"il y a {int(much.total_seconds() // 60)} min"
