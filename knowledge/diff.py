"""Which known questions are answered otherwise by another version of the base."""

from collections.abc import Iterator

from knowledge.base import Knowledge


def differences(old: Knowledge, new: Knowledge) -> Iterator[str]:
    """A line for each known question whose outcome, entry or answer differs."""
    texts = {text for base in (old, new) for entry in base.entries.values() for text in entry.questions}
    for text in sorted(texts):
        before, after = _served(old, text), _served(new, text)
        if before != after:
            yield f"« {text} »: {before[0]} → {after[0]}" + (" (its words changed)" if before[0] == after[0] else "")


def _served(base: Knowledge, text: str) -> tuple[str, str]:
    reading = base.understand(text)
    if reading.entry is None:
        return reading.outcome, ""
    return reading.entry, base.entries[reading.entry].answer
