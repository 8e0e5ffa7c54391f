"""What the team changes of the base while the bot runs: changes, approvals, and the version that grows with them.

A change is undone by marking its row. `knowledge/base/overlay.py` decides how changes are laid over the files.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import String, Text, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record
from storage.deeds import CHAT
from storage.upserts import Upsert, table_of

_ONLY = 1


class BaseChange(Record):
    """A change that a member of the team made to the knowledge base, undone or not.

    `kind`, `old`, `new` and `base` are those of `knowledge/base/overlay.py`; `by` is the member's name in the team
    file; `door` is where it was made (`storage/deeds.py`).
    """

    __tablename__ = "base_changes"
    policy: ClassVar = Policy()

    entry: Mapped[str] = mapped_column(String(64), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    old: Mapped[str] = mapped_column(Text)
    new: Mapped[str] = mapped_column(Text)
    base: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    undone_by: Mapped[str | None] = mapped_column(String(80), default=None)
    door: Mapped[str] = mapped_column(String(8), default=CHAT)
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


class BaseApproval(Record):
    """The approval of an entry by a member of the team; `text` is the print (a short hash) of what was approved."""

    __tablename__ = "base_approvals"
    policy: ClassVar = Policy()

    entry: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(String(80))
    approved_at: Mapped[datetime] = mapped_column(Instant)


class BaseVersion(Record):
    """The one row with the number of changes made to the base; a transaction that changes the base locks it first."""

    __tablename__ = "base_version"
    policy: ClassVar = Policy()

    version: Mapped[int]
    id: Mapped[int] = mapped_column(primary_key=True, default=_ONLY)


_VERSION = table_of(BaseVersion).c.version
_RAISE = Upsert(
    table_of(BaseVersion),
    lambda insert: (
        insert.values(id=_ONLY, version=1)
        .on_conflict_do_update(index_elements=["id"], set_={"version": _VERSION + 1})
        .returning(_VERSION)
    ),
)


# The version of the base, which grows with each change of the team; NULL before the first.
VERSION_NOW = select(_VERSION).where(table_of(BaseVersion).c.id == _ONLY).scalar_subquery()
_ASK_VERSION = select(VERSION_NOW)


async def base_version(session: AsyncSession) -> int:
    """Return the version of the base in the database, which grows with each change of the team; 0 before the first."""
    return await session.scalar(_ASK_VERSION) or 0


async def begin_change(session: AsyncSession) -> int:
    """Raise the version of the base by one and return it; until the commit no other transaction can change the base."""
    return int((await session.execute(_RAISE.of(session))).scalar_one())


async def changes_in_service(session: AsyncSession) -> Sequence[BaseChange]:
    """Return the changes of the base that were not undone, oldest first."""
    standing = select(BaseChange).where(BaseChange.undone_at.is_(None))
    return (await session.scalars(standing.order_by(BaseChange.id))).all()


async def approvals(session: AsyncSession) -> Sequence[BaseApproval]:
    """Return the approvals of all entries, by the id of the entry."""
    return (await session.scalars(select(BaseApproval).order_by(BaseApproval.entry))).all()


async def last_change(session: AsyncSession, entry: str) -> BaseChange | None:
    """Return the latest change of an entry that was not undone; None where there is none."""
    standing = select(BaseChange).where(BaseChange.entry == entry, BaseChange.undone_at.is_(None))
    return await session.scalar(standing.order_by(BaseChange.id.desc()).limit(1))


async def changes_of(session: AsyncSession, entry: str) -> Sequence[BaseChange]:
    """Return all changes of an entry, those undone included, the latest first."""
    every = select(BaseChange).where(BaseChange.entry == entry).order_by(BaseChange.id.desc())
    return (await session.scalars(every)).all()


async def change_numbered(session: AsyncSession, number: int) -> BaseChange | None:
    """Return the change of the base with this number, undone or not; None where there is none."""
    return await session.get(BaseChange, number)


async def end_approval(session: AsyncSession, entry: str) -> None:
    """Delete the approval of an entry, if it has one."""
    await session.execute(delete(BaseApproval).where(BaseApproval.entry == entry))


async def approve(session: AsyncSession, approval: BaseApproval) -> None:
    """Keep the approval of an entry, in place of an earlier one."""
    await session.merge(approval)
