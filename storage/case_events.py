"""The history of a case: one row for each thing that happened to it. It names staff, never the person."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record
from storage.outbox import RowId


class CaseEvent(Record):
    """One thing that happened to a case, and when.

    `what` is a step of the rules or another word of `handlers/cases`; `who` is "person", "robot" or a name of the team
    file.
    """

    __tablename__ = "case_events"
    policy: ClassVar = Policy(lifetime="cases")

    case_id: Mapped[int] = mapped_column(RowId, ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    what: Mapped[str] = mapped_column(String(24))
    who: Mapped[str] = mapped_column(String(80))
    detail: Mapped[str] = mapped_column(String(160), default="")
    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)


async def history_of(session: AsyncSession, case_id: int) -> Sequence[CaseEvent]:
    """Return all that happened to a case, oldest first."""
    return (await session.scalars(select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.id))).all()


async def cases_with(session: AsyncSession, what: str, case_ids: Collection[int]) -> set[int]:
    """Return the numbers of those of these cases to which this has happened."""
    found = select(CaseEvent.case_id).where(CaseEvent.what == what, CaseEvent.case_id.in_(case_ids))
    return set(await session.scalars(found))
