"""What awaits the team of the base: lists of entries, and facts that only the team knows. Pure."""

from collections.abc import Collection
from datetime import date

from handlers.curation.buttons import AWAITING, OUTDATED, PAST
from knowledge.base.completions import Completion
from knowledge.base.entry import Entry
from knowledge.base.overlay import is_past
from knowledge.snapshot import Knowledge


def listed(name: str, knowledge: Knowledge, today: date) -> list[Entry]:
    """Return the entries of a list (AWAITING, PAST, OUTDATED or ALL), in the order of the subjects that people see."""
    entries = [entry for subject in knowledge.contents.values() for entry in subject]
    if name == AWAITING:
        return [entry for entry in entries if entry.approval is None]
    if name == PAST:
        return [entry for entry in entries if is_past(entry, today)]
    if name == OUTDATED:
        return [entry for entry in entries if any(change.entry == entry.id for change in knowledge.outdated)]
    return entries


def following(entry_id: str, knowledge: Knowledge) -> Entry | None:
    """Return the next entry that awaits approval, after this one and then from the beginning; None without another."""
    every = [entry for subject in knowledge.contents.values() for entry in subject]
    after = next((place for place, one in enumerate(every, 1) if one.id == entry_id), 0)
    return next((one for one in (*every[after:], *every[:after]) if one.approval is None and one.id != entry_id), None)


def missing(knowledge: Knowledge, member: str, later: Collection[str] = ()) -> list[Completion]:
    """Return the facts that nobody of the team has told yet, without those put off or that this member cannot know."""
    overlay = knowledge.overlay
    return [
        one
        for one in knowledge.completions.values()
        if one.id not in (*overlay.completed, *later) and (one.id, member) not in overlay.unknown
    ]
