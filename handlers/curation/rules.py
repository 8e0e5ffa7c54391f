"""Rules of curation: whether a change may be made, as a Refusal where it may not."""

from dataclasses import replace
from enum import StrEnum

from handlers.curation import texts
from handlers.curation.reasons import NotNow, NoWording, Unfit
from handlers.curation.sentences import rewritten
from handlers.talk.refusal import Refusal
from knowledge.base.check import Wrong, answer_faults
from knowledge.base.completions import Completion
from knowledge.base.entry import Entry
from knowledge.base.overlay import ADDED, DROPPED, FACT, WHOLE, Change, with_fact, with_sentence
from knowledge.base.sentences import Sentence
from knowledge.base.writing import read_back, written
from knowledge.snapshot import Knowledge
from knowledge.text.redaction import redacted
from knowledge.text.words import plain

LONGEST_WORDING = 200
EASY_WORDS = 20


def corrected(entry: Entry, change: Change, words: str) -> Change | Refusal[StrEnum]:
    """Return a correction with `words` as the Markdown sentence in place of the old one, or why they are refused."""
    new = rewritten(Sentence(change.old), words)
    if isinstance(new, Refusal):
        return new
    change = replace(change, new=new)
    return _fault_of(with_sentence(entry, change)) or change


def _fault_of(entry: Entry) -> Refusal[Wrong] | None:
    fault = next(answer_faults(entry.whole), None)
    return Refusal(fault.kind, fault.detail) if fault is not None else None


def fact_told(
    knowledge: Knowledge, completion: Completion, words: str, by: str, year: int
) -> Change | Refusal[StrEnum]:
    """Return the change by which an entry says a fact that the team told in `words`, or why they are refused."""
    if not words.strip():
        return Refusal(Unfit.EMPTY)
    new = rewritten(Sentence(completion.says), completion.sentence(words, year))
    if isinstance(new, Refusal):
        return new
    change = Change(0, completion.entry, FACT, completion.id, new, "", by)
    return _fact_fault(knowledge, change) or change


def _fact_fault(knowledge: Knowledge, change: Change) -> Refusal[StrEnum] | None:
    completion, entry = knowledge.completions.get(change.old), knowledge.entries.get(change.entry)
    if completion is None or entry is None:
        return Refusal(NotNow.ENTRY_GONE)
    told = with_fact(entry, completion, change)
    return _fault_of(told) or _fault_of(replace(told, answer=change.new, more=""))


def remark_on(new: str) -> str:
    """Return what to tell the team of a sentence of more than EASY_WORDS words, "" for a shorter one."""
    words = len(Sentence(new).plain.split())
    return texts.long_sentence(words) if words > EASY_WORDS else ""


def wording_fault(knowledge: Knowledge, wording: str) -> Refusal[NoWording] | None:
    """Return why a text cannot be a new wording (a way of asking) of an entry, None where it can."""
    if len(plain(wording).replace(" ", "")) < 2:
        return Refusal(NoWording.SHORT)
    if len(wording) > LONGEST_WORDING:
        return Refusal(NoWording.LONG)
    for entry in knowledge.entries.values():
        if plain(wording) in map(plain, (entry.title, *entry.wordings)):
            return Refusal(NoWording.TAKEN, entry.title)
    return Refusal(NoWording.PERSONAL) if redacted(wording, knowledge.vocabulary) != wording else None


def _whole_fault(knowledge: Knowledge, entry: Entry | None, change: Change) -> Refusal[StrEnum] | None:
    """Return why an entry written as a whole cannot be served, as where it was changed since it was read."""
    if change.old != (written(entry) if entry is not None else ""):
        return Refusal(NotNow.CHANGED)
    new = read_back(change.new, change.entry)
    if new is None:
        return Refusal(Wrong.EMPTY)
    known = set(entry.wordings) if entry is not None else set()
    faults = (wording_fault(knowledge, one) for one in new.wordings if one not in known)
    return _fault_of(new) or next((fault for fault in faults if fault is not None), None)


def why_not_now(knowledge: Knowledge, change: Change) -> Refusal[StrEnum] | None:
    """Return why a change that was shown to the team can no longer be published, None where it can.

    The base may have changed meanwhile.
    """
    entry = knowledge.entries.get(change.entry)
    if change.kind == WHOLE:
        return _whole_fault(knowledge, entry, change)
    if entry is None:
        return Refusal(NotNow.ENTRY_GONE)
    if change.kind == ADDED:
        return wording_fault(knowledge, change.new)
    if change.kind == DROPPED:
        return None if change.old in entry.questions else Refusal(NotNow.WORDING_GONE)
    if change.kind == FACT:
        return _fact_fault(knowledge, change)
    if change.old not in entry.text:
        return Refusal(NotNow.CHANGED)
    return _fault_of(with_sentence(entry, change))
