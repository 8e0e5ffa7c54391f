"""A dialogue in progress and what was said in it so far: one a person, kept through restarts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, String, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Record
from storage.people import Person


class Dialogue(Record):
    """`kind` names the form, such as "invite"; `data` holds the answers given, by the form's own names."""

    __tablename__ = "dialogues"

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(24))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    touched_at: Mapped[datetime] = mapped_column(Instant, index=True)


async def keep_dialogue(
    session: AsyncSession, telegram_id: int, kind: str, data: dict[str, Any], now: datetime
) -> None:
    """Begins a dialogue or keeps its next answers; another kind takes the place of the one before."""
    await session.merge(Dialogue(telegram_id=telegram_id, kind=kind, data=data, touched_at=now))


async def dialogue_of(session: AsyncSession, telegram_id: int, kind: str) -> dict[str, Any] | None:
    """The answers so far, a copy; None where no dialogue of this kind is open."""
    row = await session.get(Dialogue, telegram_id)
    return dict(row.data) if row is not None and row.kind == kind else None


async def dialogues_of_kind(session: AsyncSession, kind: str) -> Sequence[Dialogue]:
    return (await session.scalars(select(Dialogue).where(Dialogue.kind == kind))).all()


async def end_dialogue(session: AsyncSession, telegram_id: int) -> None:
    row = await session.get(Dialogue, telegram_id)
    if row is not None:
        await session.delete(row)


async def end_dialogues(session: AsyncSession, telegram_ids: Collection[int]) -> None:
    """Of these people: nothing is awaited of them any more. Locks them first, as everywhere."""
    await session.execute(update(Person).where(Person.telegram_id.in_(telegram_ids)).values(awaiting=None))
    await session.execute(delete(Dialogue).where(Dialogue.telegram_id.in_(telegram_ids)))


async def forget_dialogues_before(session: AsyncSession, moment: datetime) -> None:
    await session.execute(delete(Dialogue).where(Dialogue.touched_at < moment))
