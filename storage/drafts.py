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
