"""Acts on the base, from the chat or the command line: publish, undo, put back, let go, approve, answer questions.

Each waits until other changes of the base are committed, and sees them. Each raises NotAllowed where the actor may not
curate.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from handlers.curation import rules
from handlers.curation.actions import CURATE
from handlers.curation.overlay import as_changed, change_of
from handlers.curation.reasons import NotNow
from handlers.talk.act import Act
from handlers.talk.refusal import Refusal
from knowledge.base.entry import Entry
from knowledge.base.overlay import (
    ADDED,
    SENTENCE,
    UNKNOWN,
    WHOLE,
    Change,
    grounded,
    print_of,
    print_of_entry,
    print_of_file,
)
from knowledge.base.writing import written
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
from storage.deeds import CHAT, Deed
from storage.kept_questions import drop_questions


class Did(StrEnum):
    """What the journal says was done to an entry."""

    CHANGED = "changed"
    UNDID = "undid"
    PUT_BACK = "put_back"
    LET_GO = "let_go"
    APPROVED = "approved"
    WITHDREW = "withdrew"


@dataclass(kw_only=True)
class Curation(Act):
    """An act by which the team changes the base of answers, with the base as this transaction sees it.

    `by` is the name that is kept with the changes and approvals made, `door` where they were made.
    """

    knowledge: Knowledge
    by: str
    door: str = CHAT

    async def begin(self) -> None:
        """Check the permission, wait until other changes of the base are committed, and read them into `knowledge`."""
        self.must_be_allowed(CURATE)
        await begin_change(self.session)
        await self.refresh()

    def note(self, what: Did, about: str) -> None:
        """Add a line to the journal: what was done, and to which entry."""
        self.session.add(Deed(at=self.now, by=self.by, door=self.door, what=what, about=about))

    async def refresh(self) -> None:
        """Read all changes of the base into `knowledge` anew, those of this transaction included."""
        await self.session.flush()
        self.knowledge = await as_changed(self.session, self.knowledge, self.hours.zone)


async def publish(act: Curation, change: Change) -> BaseChange | Refusal[StrEnum]:
    """Put a change of the base in service and return its row; return a Refusal where the base no longer allows it."""
    await act.begin()
    refusal = rules.why_not_now(act.knowledge, change)
    if refusal is not None:
        return refusal
    act.note(Did.CHANGED, change.entry)
    return await _add(act, change)


async def answer_questions(
    act: Curation, questions: Collection[int], wording: str, entry_id: str
) -> BaseChange | Refusal[StrEnum]:
    """Add a wording (a way of asking) to an entry, delete the questions that it answers, and return the change.

    `questions` are the numbers of those kept because they got no good answer. Where the wording cannot be added, return
    why, with nothing deleted.
    """
    made = await publish(act, Change(0, entry_id, ADDED, "", wording, "", act.by))
    if not isinstance(made, Refusal):
        await drop_questions(act.session, questions)
    return made


async def drop(act: Act, questions: Collection[int]) -> None:
    """Delete the kept questions of these numbers."""
    act.must_be_allowed(CURATE)
    await drop_questions(act.session, questions)


async def undo(act: Curation, entry_id: str, number: str) -> BaseChange | None:
    """Undo the change of this number and return it; return None, with nothing done, if it is not the entry's last."""
    await act.begin()
    last = await last_change(act.session, entry_id)
    if last is None or str(last.id) != number:
        return None
    act.note(Did.UNDID, entry_id)
    return await _end(act, last)


async def put_back(act: Curation, number: str) -> tuple[BaseChange | None, Refusal[StrEnum] | None]:
    """Put an outdated correction back in service, on the answer as it was rewritten in its file since.

    Return (the correction, None) where this was done, (the correction, why not) where it cannot be, (None, None) where
    no outdated correction has this number.
    """
    row = await _outdated(act, number)
    if row is None:
        return None, None
    change = change_of(row, act.hours.zone)
    if change.kind == WHOLE:
        served = act.knowledge.entries.get(row.entry)
        change = replace(change, old=written(served) if served is not None else "")
    refusal = rules.why_not_now(act.knowledge, change)
    if refusal is not None:
        is_of_sentence = row.kind == SENTENCE and row.entry in act.knowledge.entries
        return row, Refusal(NotNow.CANNOT_PUT_BACK) if is_of_sentence else refusal
    act.note(Did.PUT_BACK, row.entry)
    await _end(act, row)
    await _add(act, change)
    return row, None


async def let_go(act: Curation, number: str) -> BaseChange | None:
    """Give up a correction that is outdated since its file's answer was rewritten, and return it; None without one."""
    row = await _outdated(act, number)
    if row is None:
        return None
    act.note(Did.LET_GO, row.entry)
    return await _end(act, row)


async def approve_entry(act: Curation, entry_id: str, read: str) -> Entry | Refusal[NotNow]:
    """Approve an entry and return it; or return why not, with nothing done.

    `read` is the print of the entry that was read: a hash of all that it says.
    """
    return (await approve_entries(act, {entry_id: read}))[entry_id]


async def approve_entries(act: Curation, read: Mapping[str, str]) -> Mapping[str, Entry | Refusal[NotNow]]:
    """Approve entries, and return each by its id; or, of those that cannot be approved, why not.

    `read` is the print of each entry that was read: a hash of all that it says. Where the team file asks for a second
    person, whoever made an entry's last change may not approve it.
    """
    await act.begin()
    found = {entry_id: await _approvable(act, entry_id, print_) for entry_id, print_ in read.items()}
    for entry_id, entry in found.items():
        if not isinstance(entry, Refusal):
            act.note(Did.APPROVED, entry_id)
            approval = BaseApproval(entry=entry_id, text=read[entry_id], by=act.by, approved_at=act.now)
            await approve(act.session, approval)
    await act.refresh()
    return found


async def _approvable(act: Curation, entry_id: str, read: str) -> Entry | Refusal[NotNow]:
    entry = act.knowledge.entries.get(entry_id)
    if entry is None or print_of_entry(entry) != read:
        return Refusal(NotNow.CHANGED, entry.title if entry else entry_id)
    last = await last_change(act.session, entry_id) if act.knowledge.team.second_person else None
    return Refusal(NotNow.OWN_CHANGE, entry.title) if last is not None and last.by == act.by else entry


async def withdraw_approval(act: Curation, entry_id: str) -> None:
    """Withdraw the approval of an entry, which then awaits one again."""
    await act.begin()
    entry = act.knowledge.entries.get(entry_id)
    if entry is not None and entry.approval is not None:  # not so at the second of two taps
        act.note(Did.WITHDREW, entry_id)
    await end_approval(act.session, entry_id)
    await act.refresh()


async def note_unknown(act: Curation, completion: str) -> None:
    """Note that who acts does not know this fact either, so that they are not asked for it again."""
    await act.begin()
    await _add(act, Change(0, "", UNKNOWN, completion, "", "", act.by))


async def _add(act: Curation, change: Change) -> BaseChange:
    base = _base_of(act.knowledge, change)
    row = BaseChange(
        entry=change.entry,
        kind=change.kind,
        old=change.old,
        new=change.new,
        base=base,
        by=act.by,
        made_at=act.now,
        door=act.door,
    )
    act.session.add(row)
    await act.refresh()
    return row


def _base_of(knowledge: Knowledge, change: Change) -> str:
    """Return the print of what a change is made on: for a sentence the answer, for a whole entry its file."""
    file = knowledge.files.get(change.entry)
    if change.kind == WHOLE:
        return print_of_file(file)
    ground, _, _ = grounded(file, change.entry, knowledge.overlay.changes)
    return print_of(ground.text) if change.kind == SENTENCE and ground is not None else ""


async def _end(act: Curation, row: BaseChange) -> BaseChange:
    row.undone_at, row.undone_by = act.now, act.by
    await act.refresh()
    return row


async def _outdated(act: Curation, number: str) -> BaseChange | None:
    await act.begin()
    outdated = [str(change.id) for change in act.knowledge.outdated]
    return await change_numbered(act.session, int(number)) if number in outdated else None
