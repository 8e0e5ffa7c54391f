"""May this be changed? Rules on values: they return what is wrong in the words of the team, or "". Pure."""

from enum import StrEnum

from handlers.curation import texts
from handlers.curation.sentences import Sentence, Unfit, rewritten
from knowledge.base.check import answer_faults
from knowledge.base.overlay import ADDED, DROPPED, Change
from knowledge.snapshot import Knowledge
from knowledge.text.redaction import redacted
from knowledge.text.words import plain

LONGEST_WORDING = 200
EASY_WORDS = 20


def corrected(answer: str, old: str, words: str) -> tuple[str, str]:
    """The new sentence in Markdown, and why it cannot be; one of the two is empty."""
    new = rewritten(Sentence(old), words)
    if isinstance(new, Unfit):
        return "", texts.unfit(new)
    fault = next(answer_faults(answer.replace(old, new, 1)), None)
    return ("", texts.faulty(fault)) if fault is not None else (new, "")


def remark_on(new: str) -> str:
    words = len(Sentence(new).plain.split())
    return texts.long_sentence(words) if words > EASY_WORDS else ""


class NoWording(StrEnum):
    SHORT = "short"
    LONG = "long"
    TAKEN = "taken"
    PERSONAL = "personal"


def wording_fault(knowledge: Knowledge, wording: str) -> tuple[NoWording, str] | None:
    """Why words cannot be a wording; of one already taken, the title of its entry."""
    if len(plain(wording).replace(" ", "")) < 2:
        return NoWording.SHORT, ""
    if len(wording) > LONGEST_WORDING:
        return NoWording.LONG, ""
    for entry in knowledge.entries.values():
        if plain(wording) in map(plain, (entry.title, *entry.questions)):
            return NoWording.TAKEN, entry.title
    return (NoWording.PERSONAL, "") if redacted(wording, knowledge.vocabulary) != wording else None


def why_no_wording(knowledge: Knowledge, wording: str) -> str:
    fault = wording_fault(knowledge, wording)
    return texts.no_wording(*fault) if fault else ""


def why_not_now(knowledge: Knowledge, change: Change) -> str:
    """Whether what was shown can still be published: the base may have moved since."""
    entry = knowledge.entries.get(change.entry)
    if entry is None:
        return texts.ENTRY_GONE
    if change.kind == ADDED:
        return why_no_wording(knowledge, change.new)
    if change.kind == DROPPED:
        return "" if change.old in entry.questions else texts.WORDING_GONE
    fault = next(answer_faults(entry.answer.replace(change.old, change.new, 1)), None)
    if change.old not in entry.answer:
        return texts.CHANGED_MEANWHILE
    return texts.faulty(fault) if fault is not None else ""
