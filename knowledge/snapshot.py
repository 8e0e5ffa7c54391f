"""The base as an immutable snapshot, loaded whole or refused whole with every fault."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from knowledge.base import completions
from knowledge.base.check import check_entries
from knowledge.base.completions import Completion, CompletionsRefused
from knowledge.base.entry import Entry, read_entry
from knowledge.base.glossary import Glossary, GlossaryRefused, read_glossary, without_entries
from knowledge.base.monthly import MonthlyRefused, MonthlyRule, load_monthly
from knowledge.base.overlay import Change, Overlay, lay
from knowledge.base.subjects import Subject, SubjectsRefused, by_subject, read_subjects
from knowledge.base.team import Team, TeamRefused
from knowledge.base.watch import SHIPPED, files_of
from knowledge.danger import lexicon
from knowledge.danger.hearing import Ear
from knowledge.finder.decision import Decision
from knowledge.finder.finder import Finder
from knowledge.finder.reading import NEW_CONVERSATION, Conversation, Reading
from knowledge.finder.services import read_services
from knowledge.finder.understand import Understanding
from knowledge.finder.vectors import installed
from knowledge.finder.workshop import Workshop
from knowledge.places.finder import Places
from knowledge.text.words import plain


class KnowledgeRefused(ValueError):
    """The knowledge base has faults and is not loaded; `faults` has a line for each: the file, the fault, its cure."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(f"{len(faults)} faults, the first: {faults[0]}")
        self.faults = faults


@dataclass(frozen=True)
class Knowledge:
    """The knowledge base at one moment, with all that is needed to read texts by it. It never changes.

    `entries` are the entries as served, with the team's changes; `files` are the entries as the files say them.
    `version` is a hash of the files, `overlay` the changes of the team, `outdated` those of them that are not served.
    `learned` are the wordings that the finder has learned, by entry id.
    """

    entries: Mapping[str, Entry]
    team: Team
    places: Places
    out_of_scope: tuple[str, ...]
    version: str
    understanding: Understanding
    files: Mapping[str, Entry]
    learned: Mapping[str, tuple[str, ...]]
    overlay: Overlay = field(default_factory=Overlay)
    outdated: tuple[Change, ...] = ()
    monthly: tuple[MonthlyRule, ...] = ()
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=lambda: Glossary({}, frozenset()))
    completions: Mapping[str, Completion] = field(default_factory=dict)

    @classmethod
    def load(
        cls, directory: Path | None = None, *, semantic: bool = True, workshop: Workshop | None = None
    ) -> "Knowledge":
        """Load the knowledge base of `directory`, None for the one shipped. Raises KnowledgeRefused with every fault.

        The wordings are learned at the first question, or in `ready`. With `semantic` False the finder reads by words
        alone, even where the extra `semantic` is installed. Without a workshop, what is learned is not kept on disk.
        """
        root, faults = directory or SHIPPED, []
        read = [read_entry(path) for path in sorted((root / "entries").glob("*.md"))]
        for one in read:
            faults += one.faults
        entries = {one.entry.id: one.entry for one in read if one.entry is not None}
        try:
            team = Team.load(root / "team.yaml")
        except TeamRefused as refused:
            faults += refused.faults
        out_of_scope = _out_of_scope(root / "outofscope.txt", faults)
        monthly = _monthly(root / "meetings.yaml", faults)
        subjects = _subjects(root, faults)
        faults += check_entries(entries, subjects)
        glossary = _glossary(root, entries, faults)
        facts = _completions(root, entries, faults)
        if not read:
            faults.append("entries/: no entry found: add at least one file such as entries/fdva.md")
        if faults:
            raise KnowledgeRefused(tuple(faults))
        vectors = installed(directory) if semantic else None
        finder = Finder(
            entries.values(), out_of_scope, read_services(), Decision.of(vectors), workshop or Workshop(), vectors
        )
        whole = cls._whole(entries, team, out_of_scope, version_of(directory), glossary, finder)
        return replace(whole, monthly=monthly, subjects=subjects, completions=facts)

    @classmethod
    def _whole(
        cls,
        entries: Mapping[str, Entry],
        team: Team,
        out_of_scope: tuple[str, ...],
        version: str,
        glossary: Glossary,
        finder: Finder,
    ) -> "Knowledge":
        places = Places.load(team.delegates)
        understanding = Understanding(finder, places, glossary, Ear(lexicon.shipped()))
        learned = _wordings(entries)
        return cls(entries, team, places, out_of_scope, version, understanding, entries, learned, glossary=glossary)

    def ready(self) -> "Knowledge":
        """Make the finder learn the wordings now, and return the base itself. Raises NotLearned.

        That takes some seconds, or no time where the same wordings were learned before.
        """
        self.understanding.finder.learn()
        return self

    def laid(self, overlay: Overlay) -> "Knowledge":
        """Return the base with the team's facts, corrections, wordings and approvals laid over the files.

        The finder finds entries by the changed wordings only once they are learned (`taught`).
        """
        laid = lay(self.files, overlay, self.completions, tuple(self.subjects))
        facts = {entry.id: entry.facts for entry in laid.entries.values()}
        understanding = replace(self.understanding, finder=self.understanding.finder.saying(facts))
        return replace(self, entries=laid.entries, understanding=understanding, overlay=overlay, outdated=laid.outdated)

    @property
    def is_taught(self) -> bool:
        """Whether the wordings that the finder has learned are those of the entries now."""
        return self.learned == _wordings(self.entries)

    def taught(self) -> "Knowledge":
        """Return the base with a finder that has learned the wordings as they are now. Raises NotLearned."""
        finder = self.understanding.finder.with_entries(self.entries.values())
        understanding = replace(self.understanding, finder=finder)
        return replace(self, understanding=understanding, learned=_wordings(self.entries)).ready()

    @property
    def workshop(self) -> Workshop:
        """Return the workshop, from which the finder gets what is learned of the wordings."""
        return self.understanding.finder.workshop

    @cached_property
    def contents(self) -> Mapping[str, tuple[Entry, ...]]:
        """Return the entries of each subject of the menu, in the order that people see; no empty subjects."""
        return by_subject(self.subjects, self.entries.values())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return the plain words of the entries and of the staff's names, which redaction need not hide."""
        said = [text for entry in self.entries.values() for text in (entry.title, entry.text, *entry.wordings)]
        return frozenset(plain(" ".join((*said, *(member.name for member in self.team.members)))).split())

    def understand(self, text: str, conversation: Conversation | None = None) -> Reading:
        """Return what is understood of one text.

        To ask more than once of a text, keep a reader (`understanding.reader()`). `conversation` holds the entry that
        was answered before; None where nothing was.
        """
        return self.understanding.reader().reading(text, conversation or NEW_CONVERSATION)


def _wordings(entries: Mapping[str, Entry]) -> Mapping[str, tuple[str, ...]]:
    return {entry.id: entry.wordings for entry in entries.values()}


def _glossary(root: Path, entries: Mapping[str, Entry], faults: list[str]) -> Glossary:
    """Read the base's own `glossary.yaml`, else the shipped one with only the entries of this base.

    Faults of the file are added to `faults`, and the glossary returned is then empty.
    """
    own = root / "glossary.yaml"
    try:
        if own.exists():
            return read_glossary(own, entries)
        return without_entries(read_glossary(SHIPPED / "glossary.yaml", None), entries)
    except GlossaryRefused as refused:
        faults += refused.faults
    return Glossary({}, frozenset())


def _completions(root: Path, entries: Mapping[str, Entry], faults: list[str]) -> Mapping[str, Completion]:
    """Read the base's own `completions.yaml`, else those of the shipped one that are about entries of this base.

    Faults of the file are added to `faults`, and no facts to complete are returned then.
    """
    own = root / completions.FILE
    try:
        if own.exists():
            return completions.read_completions(own, entries)
        return completions.read_completions(SHIPPED / completions.FILE, entries, lenient=True)
    except CompletionsRefused as refused:
        faults += refused.faults
    return {}


def _subjects(root: Path, faults: list[str]) -> Mapping[str, Subject]:
    """Read the base's own `subjects.yaml`, else the shipped one.

    Faults of the file are added to `faults`, and no subjects are returned then.
    """
    own = root / "subjects.yaml"
    try:
        return read_subjects(own if own.exists() else SHIPPED / "subjects.yaml")
    except SubjectsRefused as refused:
        faults += refused.faults
    return {}


def _out_of_scope(path: Path, faults: list[str]) -> tuple[str, ...]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        faults.append("outofscope.txt: the file is missing: add it, one text a line")
        return ()
    except UnicodeDecodeError:
        faults.append("outofscope.txt: the file is not UTF-8: save it as UTF-8")
        return ()
    texts = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    if len(texts) < 2:
        faults.append("outofscope.txt: at least two texts are needed: add some, one a line")
    return texts


def _monthly(path: Path, faults: list[str]) -> tuple[MonthlyRule, ...]:
    try:
        return load_monthly(path)
    except MonthlyRefused as refused:
        faults.append(str(refused))
        return ()


def version_of(directory: Path | None) -> str:
    """Return a short hash of the names and contents of a knowledge base's files; None stands for the one shipped."""
    digest = hashlib.sha256()
    for path in files_of(directory):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
