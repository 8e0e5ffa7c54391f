"""What the team changed while the bot ran, laid over the files: facts, corrections, wordings, approvals. Pure.

A change never alters a file. Where the file's answer was rewritten after a correction, the correction is not applied:
it is outdated, and the team is told.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from knowledge.base.check import answer_faults
from knowledge.base.completions import Completion
from knowledge.base.entry import Approval, Entry
from knowledge.base.facts import Fact, Source
from knowledge.base.sentences import as_read, parts, said, saying
from knowledge.base.writing import read_back, written
from knowledge.text.words import plain

SENTENCE, ADDED, DROPPED = "sentence", "added", "dropped"
# A fact that only the team knew, and one that a member does not know either (knowledge/base/completions.py).
FACT, UNKNOWN = "fact", "unknown"
# An entry written or rewritten as a whole, in the office: its file is the change (knowledge/base/writing.py).
WHOLE = "whole"
# How long an approval given after `review_by` stands.
RENEWED_FOR = timedelta(days=365)


@dataclass(frozen=True)
class Change:
    """One change that the team made to an entry: a sentence, a fact, a wording added or dropped, or the whole entry.

    `old` and `new` are the sentence before and after, in Markdown; an added wording has only `new`, a dropped one only
    `old`; a fact has the id of its completion as `old`; a whole entry has the file that it replaces, "" for none, and
    its new file. `base` is the print (a short hash) of what the change was made on: the answer in which a sentence was
    corrected, the file of a whole entry. `by` is who made the change, on `day`, as people read it.
    """

    id: int
    entry: str
    kind: str
    old: str
    new: str
    base: str
    by: str
    day: str = ""

    @property
    def source(self) -> Source:
        """The source of what was changed: whoever of the team wrote it, and when."""
        return Source(self.by, None, self.day)


@dataclass(frozen=True)
class Overlay:
    """All that the team changed of the knowledge base from the chat.

    `changes` are in order, without those undone. `unknown` holds pairs of a completion's id and the member who does not
    know the fact either. `approvals` holds, for each entry, its approval and the print (a
    short hash) of what was approved. `version` grows with each change.
    """

    version: int = 0
    changes: tuple[Change, ...] = ()
    approvals: Mapping[str, tuple[Approval, str]] = field(default_factory=dict)
    unknown: frozenset[tuple[str, str]] = frozenset()

    @property
    def completed(self) -> frozenset[str]:
        """The ids of the completions that the team has answered."""
        return frozenset(change.old for change in self.changes if change.kind == FACT)


@dataclass(frozen=True)
class Laid:
    """The entries as served, with the team's changes.

    `outdated` are the changes that were not applied, since the file was rewritten or is gone, another entry has the
    wording, or the corrected answer has a fault.
    """

    entries: Mapping[str, Entry]
    outdated: tuple[Change, ...] = ()


def print_of(text: str) -> str:
    """Return a short hash of a text of an entry, by which a later change of it is noticed."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def print_of_entry(entry: Entry) -> str:
    """Return a short hash of what an approval covers: the title, all sentences and the sources of an entry."""
    sources = "\n".join(f"{source.name}|{source.url}|{source.date}" for source in entry.sources)
    return print_of("\n".join((entry.title, entry.text, sources)))


def is_past(entry: Entry, today: date) -> bool:
    """Whether an entry must be read again: its `review_by` or, after a later approval, a year from that, is past."""
    if entry.approval is not None and entry.approval.on > entry.review_by:
        return today > entry.approval.on + RENEWED_FOR
    return today > entry.review_by


def lay(
    files: Mapping[str, Entry],
    overlay: Overlay,
    completions: Mapping[str, Completion] = MappingProxyType({}),
    subjects: Collection[str] = (),
) -> Laid:
    """Apply the team's changes and approvals to the entries of the files; return the entries as served.

    Where `subjects` are given, an entry written whole of another subject, which is gone, is not served.
    """
    entries, outdated = dict(files), []
    wordings: list[Change] = []
    for entry_id in dict.fromkeys(change.entry for change in overlay.changes):
        ground, own, kept_back = grounded(files.get(entry_id), entry_id, overlay.changes, subjects)
        outdated += kept_back
        if ground is None:
            outdated += own
            continue
        told, kept_back = _completed(ground, [one for one in own if one.kind == FACT], completions)
        outdated += kept_back
        sentences = [one for one in own if one.kind == SENTENCE]
        entries[entry_id], kept_back = _corrected(told, sentences, ground)
        outdated += kept_back
        wordings += [one for one in own if one.kind in (ADDED, DROPPED)]
    outdated += _reword(entries, sorted(wordings, key=overlay.changes.index))
    _approve(entries, overlay)
    return Laid(entries, tuple(sorted(outdated, key=lambda change: change.id)))


def grounded(
    file: Entry | None, entry_id: str, changes: Sequence[Change], subjects: Collection[str] = ()
) -> tuple[Entry | None, list[Change], list[Change]]:
    """Return an entry as the last change of the whole of it has it, or else its file; and the changes made since.

    The changes of the whole that cannot be served come last: their file was rewritten since, their subject is gone, or
    they have a fault.
    """
    ground, since, outdated = file, list[Change](), list[Change]()
    base = print_of_file(file)
    for change in (one for one in changes if one.entry == entry_id):
        whole = read_back(change.new, entry_id) if change.kind == WHOLE else None
        if change.kind != WHOLE:
            since.append(change)
        elif file is not None and written(file) == change.new:
            ground, since = file, []  # the file has taken the change up
        elif whole is None or change.base != base or (subjects and whole.subject not in subjects):
            outdated.append(change)
        else:
            ground, since = whole, []
    return ground, since, outdated


def print_of_file(entry: Entry | None) -> str:
    """Return a short hash of the file that an entry makes, "" for no entry."""
    return print_of(written(entry)) if entry is not None else ""


def _completed(
    entry: Entry, changes: Sequence[Change], completions: Mapping[str, Completion]
) -> tuple[Entry, list[Change]]:
    served, outdated = entry, []
    for change in {change.old: change for change in changes}.values():
        completion = completions.get(change.old)
        told = with_fact(served, completion, change) if completion is not None else served
        if completion is None or next(answer_faults(told.whole), None) is not None:
            outdated.append(change)
        else:
            served = told
    return served, outdated


def with_fact(entry: Entry, completion: Completion, change: Change) -> Entry:
    """Return an entry that says what the team completed: in place of its pair's sentence, else as a pair more."""
    known = completion.pair_of(entry)
    new = Fact(known.asks if known is not None else completion.asks, change.new, change.source)
    if known is None:
        return replace(entry, facts=(*entry.facts, new))
    answer, more = saying(entry.answer, known.says, new.says), saying(entry.more, known.says, new.says)
    return replace(
        entry,
        answer=answer,
        more=more,
        facts=tuple(new if fact is known else fact for fact in entry.facts),
        carried=((said(new.says), change.source), *entry.carried),
    )


def _corrected(entry: Entry, changes: Sequence[Change], file: Entry) -> tuple[Entry, list[Change]]:
    served, outdated, base = entry, [], print_of(file.text)
    for change in changes:
        if change.base == base and change.old in served.text:
            served = with_sentence(served, change)
        elif change.new not in file.text or change.old in file.text:
            outdated.append(change)  # otherwise the file has taken the correction up
    if served != entry and next(answer_faults(served.whole), None) is not None:
        return entry, list(changes)
    return served, outdated


def with_sentence(entry: Entry, change: Change) -> Entry:
    """Return an entry with a corrected sentence, in its answer and in its pairs; who corrected it is its source."""
    answer, more = parts(entry.whole.replace(change.old, change.new, 1))
    return replace(
        entry,
        answer=answer,
        more=more,
        facts=tuple(_saying(fact, change) for fact in entry.facts),
        carried=((said(change.new), change.source), *entry.carried),
    )


def _saying(fact: Fact, change: Change) -> Fact:
    old, new = change.old, change.new
    if old not in fact.says:
        old, new = as_read(old), as_read(new)
    if old not in fact.says:
        return fact
    return replace(fact, says=fact.says.replace(old, new, 1), source=change.source if fact.source else None)


def _reword(entries: dict[str, Entry], changes: Sequence[Change]) -> Iterator[Change]:
    """Add and drop wordings of `entries`, in place, as `changes` say; yield the changes that cannot be applied.

    A wording is a way in which people ask for an entry. A change cannot be applied if the wording that it adds is
    another entry's. Changes of an entry that does not exist are skipped: the caller has collected them.
    """
    owners = {plain(wording): entry.id for entry in entries.values() for wording in entry.wordings}
    for change in changes:
        entry = entries.get(change.entry)
        if entry is None:
            continue  # yielded already, with all changes of this entry
        if change.kind == DROPPED:
            owners.pop(plain(change.old), None)
            kept = tuple(one for one in entry.questions if one != change.old)
            entries[entry.id] = replace(entry, questions=kept)
        elif owners.setdefault(plain(change.new), entry.id) != entry.id:
            yield change
        elif change.new not in entry.wordings:
            entries[entry.id] = replace(entry, questions=(*entry.questions, change.new))


def _approve(entries: dict[str, Entry], overlay: Overlay) -> None:
    """Set in `entries` each approval that was given for the entry's title, answer and sources as they are now."""
    for entry_id, (approval, approved) in overlay.approvals.items():
        entry = entries.get(entry_id)
        if entry is not None and print_of_entry(entry) == approved:
            entries[entry_id] = replace(entry, approval=approval)
