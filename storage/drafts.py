"""Entries that the team is writing in the office, kept until they are published, and what each would alter."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import JSON, BigInteger, String, Text, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Json, Policy, Record

ASKED, SHOWN, FAILED = "asked", "shown", "failed"


class EntryDraft(Record):
    """An entry being written by a member of the team, new or known.

    `seen` is the file of the entry as it was when the writing began, "" for a new one; `written` the file that the
    draft makes. `fields` are the words as they were typed. `moved` are the known questions that would be answered
    otherwise, once they are computed: `state` tells whether they are ASKED for, SHOWN or FAILED.
    """

    __tablename__ = "entry_drafts"
    policy: ClassVar = Policy(person="telegram_id", lifetime="messages", since="touched_at")

    telegram_id: Mapped[int] = mapped_column(BigInteger, index=True)
    entry: Mapped[str] = mapped_column(String(64))
    seen: Mapped[str] = mapped_column(Text)
    written: Mapped[str] = mapped_column(Text)
    fields: Mapped[Json] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(8))
    touched_at: Mapped[datetime] = mapped_column(Instant)
    moved: Mapped[list[list[str]]] = mapped_column(JSON, default_factory=list)
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


async def drafts_of(session: AsyncSession, telegram_id: int) -> Sequence[EntryDraft]:
    """Return the drafts of a member of the team, the latest first."""
    own = select(EntryDraft).where(EntryDraft.telegram_id == telegram_id)
    return (await session.scalars(own.order_by(EntryDraft.touched_at.desc()))).all()


def write_draft(draft: EntryDraft, seen: str, written: str, fields: Json, now: datetime, *, asks: bool) -> None:
    """Note what a draft is made on and what it says; with `asks` it is to be computed what it would alter."""
    draft.seen, draft.written, draft.fields, draft.touched_at = seen, written, fields, now
    draft.state, draft.moved = ASKED if asks else SHOWN, []


async def note_preview(session: AsyncSession, draft: EntryDraft, moved: list[list[str]] | None) -> None:
    """Note what a draft would alter, None where that could not be computed; nothing where it was written anew since."""
    kept = await session.get(EntryDraft, draft.id, with_for_update=True)
    if kept is not None and kept.written == draft.written and kept.state == ASKED:
        kept.state, kept.moved = (SHOWN, moved) if moved is not None else (FAILED, [])


async def draft_numbered(session: AsyncSession, number: int, telegram_id: int) -> EntryDraft | None:
    """Return the draft of this number, None where it is gone or somebody else's."""
    found = await session.get(EntryDraft, number)
    return found if found is not None and found.telegram_id == telegram_id else None


async def drafts_to_preview(session: AsyncSession) -> Sequence[EntryDraft]:
    """Return the drafts of which it is to be computed what they would alter, oldest first."""
    return (await session.scalars(select(EntryDraft).where(EntryDraft.state == ASKED).order_by(EntryDraft.id))).all()
