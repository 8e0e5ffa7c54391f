"""The words of a card, of the list of cases, and above a relayed message."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from handlers.talk.dates import counted
from handlers.talk.replies import bold, text
from storage.case_copies import BLOCKED, DELIVERED, FAILED, WAITING
from storage.cases import State

HEADINGS: Mapping[str, str] = {
    State.NEW: "Nouvelle demande",
    State.TAKEN: "Demande en cours",
    State.WAITING: "Demande avec réponse",
    State.CLOSED: "Demande close",
}
MARKS: Mapping[str, str] = {DELIVERED: "✓", WAITING: "⏳", FAILED: "✗ pas remis", BLOCKED: "✗ bloqué"}
NO_PLACE = "sans lieu"
NO_WORDS = "message transmis tel quel"
CORRECTED, OUTDATED = " (corrigé)", " (réponse corrigée depuis)"
OVERDUE = "Délai dépassé : l'équipe est prévenue."
HELPED, DID_NOT_HELP = "La personne dit que cela l'a aidée.", "La personne dit que cela n'a pas aidé."
LABEL_FOR_CALLER, LABEL_DELAYS = "Ouvrir pour quelqu'un", "Délais"


def marked(heading: str, *, in_danger: bool) -> str:
    """Return what names a case, as the heading of its card, after a warning sign where a danger was told in it."""
    return f"⚠️ {heading}" if in_danger else heading


def numbers_given(numbers: Sequence[str]) -> str:
    """Write on a card which help numbers the bot gave, "" where none."""
    return bold(f"Le robot a donné le {' et le '.join(numbers)}.") if numbers else ""


def answered_about(subject: str) -> str:
    """Write on a card about which subject the bot had answered before the person asked for a human; "" for none."""
    return text(f"Le robot a répondu sur : {subject}." if subject else "")


def in_department(code: str | None) -> str:
    """Return « département 33 » for the code "33", "" for None."""
    return f"département {code}" if code else ""


def heading(state: str, number: int, where: str) -> str:
    return bold(f"{HEADINGS[state]} n° {number} · {where}")


def awaited(moment: str) -> str:
    """Write by when the person was promised an answer, to follow the heading of a card."""
    return f" · réponse attendue {moment}"


def who(name: str, phase: str, phone: str, call_when: str, opened_by: str) -> str:
    """Write on a card the person, the phase of their project, the number to call, and who of staff opened it for them.

    A part that is "" is left out.
    """
    project = f", projet {phase}" if phase else ""
    call = f"\n☎️ {phone}{f', {call_when}' if call_when else ''}" if phone else ""
    by = f"\nOuvert par {opened_by} pour cette personne" if opened_by else ""
    return text(f"{name}{project}{call}{by}")


def others(count: int) -> str:
    """Write on a card how many messages of the case it leaves out."""
    return text(f"… {counted(count, 'autre message', 'autres messages')} …")


def quoted(excerpt: str, *, is_cut: bool) -> str:
    """Return the words of a message in French quotes, with « … » where they were cut."""
    return f"« {excerpt}{'…' if is_cut else ''} »"


def note(name: str, words: str) -> str:
    """Write on a card a note that a member of staff left; the person never sees it."""
    return text(f"Note de {name} : {words}")


def received(moment: str, referent: str) -> str:
    return f"Reçue {moment}, pour {referent}."


def followed(name: str, moment: str) -> str:
    return f"Suivie par {name} depuis {moment}."


def put_off(moment: str) -> str:
    return f"Plus tard : rappel {moment}."


def transferred(by: str, moment: str) -> str:
    """Write who gave a case to its present addressee, and when."""
    return f"Transférée par {by} {moment}."


def closed(moment: str, outcome: str) -> str:
    """Write when a case was closed, and how it ended, "" where nobody said."""
    return f"Close {moment}{f' : {outcome[:1].lower()}{outcome[1:]}' if outcome else ''}."


def came_before(count: int, month: str, subject: str) -> str:
    """Write how many cases a person had before, in which month the last was opened, and about what, "" if unknown."""
    about = f" : {subject}" if subject else ""
    return text(f"Déjà venue : {counted(count, 'demande')}, la dernière en {month}{about}")


def speaks_of_own(name: str, number: int) -> str:
    """Return the line above a message of staff that is passed on to the person: who wrote it, and the case number."""
    return f"{name} · demande n° {number}"


def speaks_to(name: str, person: str, number: int) -> str:
    """Return the line above a reply that a colleague is shown: who wrote it, to which person, and the case number."""
    return f"{name} à {person} · n° {number}"


def age(much: timedelta) -> str:
    """Write how long ago something was, in days, hours or minutes."""
    if much.days:
        return f"il y a {much.days} j"
    hours = int(much.total_seconds() // 3600)
    return f"il y a {hours} h" if hours else f"il y a {int(much.total_seconds() // 60)} min"
