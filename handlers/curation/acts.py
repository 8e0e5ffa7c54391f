"""Acts on the base, from the chat or the command line: publish, undo, put back, let go, approve, answer questions.

Each waits for other changes of the base to be committed, and sees them. Each raises NotAllowed where the actor may not
curate.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from handlers.curation import rules
from handlers.curation.actions import CURATE
from handlers.curation.overlay import as_changed
from handlers.curation.reasons import NotNow
from handlers.talk.act import Act
from handlers.talk.refusal import Refusal
from knowledge.base.entry import Entry
from knowledge.base.overlay import ADDED, SENTENCE, Change, print_of, print_of_entry
from knowledge.snapshot import Knowledge
from storage.curation import (
    BaseApproval,
    BaseChange,
    approve,
    begin_change,
    change_numbered,
    end_approval,
    last_change,
)
from storage.kept_questions import drop_questions


@dataclass(kw_only=True)
class Curation(Act):
    """An act on the base.

    `knowledge` is the base with what this transaction changed, `by` the name that its changes bear.
    """

    knowledge: Knowledge
    by: str

    async def begin(self) -> None:
        """Check the permission, wait for others who change the base, and lay their changes over it."""
        self.must_be_allowed(CURATE)
        await begin_change(self.session)
        await self.refresh()

    async def refresh(self) -> None:
        """Read the base anew with all changes, those of this transaction included."""
        await self.session.flush()
        self.knowledge = await as_changed(self.session, self.knowledge, self.hours.zone)


async def publish(act: Curation, change: Change) -> BaseChange | Refusal[StrEnum]:
    """Put a change in service and return its row, or return why it cannot be any more."""
    await act.begin()
    return rules.why_not_now(act.knowledge, change) or await _add(act, change)


async def answer_questions(
    act: Curation, questions: Collection[int], wording: str, entry_id: str
) -> BaseChange | Refusal[StrEnum]:
    """Add a wording to an entry and drop the kept questions that it answers; return why where it cannot be added."""
    made = await publish(act, Change(0, entry_id, ADDED, "", wording, "", act.by))
    if not isinstance(made, Refusal):
        await drop_questions(act.session, questions)
    return made


async def undo(act: Curation, entry_id: str, number: str) -> BaseChange | None:
    """Undo the change of this number and return it; None, with nothing done, where it is not the entry's last."""
    await act.begin()
    last = await last_change(act.session, entry_id)
    if last is None or str(last.id) != number:
        return None
    return await _end(act, last)


async def put_back(act: Curation, number: str) -> tuple[BaseChange | None, Refusal[StrEnum] | None]:
    """Make an outdated correction anew on today's file.

    Return the correction, and why it cannot be put back. Both are None where it is no longer outdated; the second is
    None where it was put back.
    """
    row = await _outdated(act, number)
    if row is None:
        return None, None
    change = Change(row.id, row.entry, row.kind, row.old, row.new, row.base, row.by)
    refusal = rules.why_not_now(act.knowledge, change)
    if refusal is not None:
        is_of_sentence = row.kind == SENTENCE and row.entry in act.knowledge.entries
        return row, Refusal(NotNow.CANNOT_PUT_BACK) if is_of_sentence else refusal
    await _end(act, row)
    await _add(act, change)
    return row, None


async def let_go(act: Curation, number: str) -> BaseChange | None:
    """Give up an outdated correction and return it; None where it is no longer outdated."""
    row = await _outdated(act, number)
    return await _end(act, row) if row is not None else None


async def approve_entry(act: Curation, entry_id: str, read: str) -> Entry | None:
    """Approve an entry where `read`, the print of what was read, is still its print; else return None."""
    await act.begin()
    entry = act.knowledge.entries.get(entry_id)
    if entry is None or print_of_entry(entry) != read:
        return None
    await approve(act.session, BaseApproval(entry=entry_id, text=read, by=act.by, approved_at=act.now))
    await act.refresh()
    return entry


async def withdraw_approval(act: Curation, entry_id: str) -> None:
    """Withdraw the approval of an entry."""
    await act.begin()
    await end_approval(act.session, entry_id)
    await act.refresh()


async def _add(act: Curation, change: Change) -> BaseChange:
    base = print_of(act.knowledge.files[change.entry].answer) if change.kind == SENTENCE else ""
    row = BaseChange(
        entry=change.entry,
        kind=change.kind,
        old=change.old,
        new=change.new,
        base=base,
        by=act.by,
        made_at=act.now,
    )
    act.session.add(row)
    await act.refresh()
    return row


async def _end(act: Curation, row: BaseChange) -> BaseChange:
    row.undone_at, row.undone_by = act.now, act.by
    await act.refresh()
    return row


async def _outdated(act: Curation, number: str) -> BaseChange | None:
    await act.begin()
    outdated = [str(change.id) for change in act.knowledge.outdated]
    return await change_numbered(act.session, int(number)) if number in outdated else None
