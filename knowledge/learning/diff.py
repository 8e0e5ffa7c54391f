"""Differences between the answers of two versions of the base to known questions."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.snapshot import Knowledge


@dataclass(frozen=True)
class Moved:
    """A known question that is answered otherwise.

    `before` and `after` are the entry served, else the outcome; they are equal where only the words of the answer
    changed.
    """

    text: str
    before: str
    after: str

    def as_line(self) -> str:
        same = " (its words changed)" if self.before == self.after else ""
        return f"« {self.text} »: {self.before} → {self.after}{same}"


def differences(old: Knowledge, new: Knowledge) -> Iterator[Moved]:
    """Yield each known question that the two bases answer with another outcome, entry or wording of the answer."""
    for text in known_questions(old, new):
        before, after = _served(old, text), _served(new, text)
        if before != after:
            yield Moved(text, before[0], after[0])


def preview(old: Knowledge, new: Knowledge) -> Iterator[Moved]:
    """Yield the questions that the two bases answer otherwise, in a few seconds, where only wordings changed.

    A question is read whole only where the finder's outcome or best entry differs.
    """
    texts = known_questions(old, new)
    found = zip(texts, *(base.understanding.finder.find_each(texts) for base in (old, new)), strict=True)
    for text, first, second in found:
        if (first.outcome, first.suggestions[0]) == (second.outcome, second.suggestions[0]):
            continue
        before, after = _served(old, text), _served(new, text)
        if before != after:
            yield Moved(text, before[0], after[0])


def known_questions(*bases: Knowledge) -> list[str]:
    return sorted({text for base in bases for entry in base.entries.values() for text in entry.questions})


def _served(base: Knowledge, text: str) -> tuple[str, str]:
    reading = base.understand(text)
    if reading.entry is None:
        return reading.outcome, ""
    return reading.entry, base.entries[reading.entry].answer
