"""Differences between the answers of two versions of the base to known questions."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.snapshot import Knowledge


@dataclass(frozen=True)
class Moved:
    """A wording of the base that gets another answer than before.

    `before` and `after` are the entry served, else the outcome; they are equal where only the words of the answer
    changed.
    """

    text: str
    before: str
    after: str

    def as_line(self) -> str:
        """Return as one line to print: the wording, and the entry or outcome that it got before and gets now."""
        same = " (its words changed)" if self.before == self.after else ""
        return f"« {self.text} »: {self.before} → {self.after}{same}"


def differences(old: Knowledge, new: Knowledge) -> Iterator[Moved]:
    """Yield each wording of either base to which the new one gives another outcome, entry or answer."""
    for text in known_questions(old, new):
        before, after = _served(old, text), _served(new, text)
        if before != after:
            yield Moved(text, before[0], after[0])


def preview(old: Knowledge, new: Knowledge) -> Iterator[Moved]:
    """Yield the wordings that get another outcome or entry from the new base, in a few seconds.

    It is for two bases that differ only in wordings: a wording is read whole only where the finder's result differs, so
    that a changed sentence in an answer is not noticed.
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
    """Return all wordings of the entries of these knowledge bases, sorted, each once."""
    return sorted({text for base in bases for entry in base.entries.values() for text in entry.wordings})


def _served(base: Knowledge, text: str) -> tuple[str, str]:
    """Return the id of the entry that answers a text and its answer; the outcome and "" where none answers."""
    reading = base.understand(text)
    if reading.entry is None:
        return reading.outcome, ""
    return reading.entry, base.entries[reading.entry].answer
