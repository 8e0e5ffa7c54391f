"""A person who writes to the bot: the least that lets a conversation go on."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, String, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Record


class Person(Record):
    __tablename__ = "people"

    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    first_seen_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    # Where the project is: the official code of the commune where known, and the department's code.
    commune: Mapped[str | None] = mapped_column(String(5), default=None)
    department: Mapped[str | None] = mapped_column(String(3), default=None)
    # The conversation: the entry served last and the nearest others, so that "et combien ?" can be understood.
    last_entry: Mapped[str | None] = mapped_column(String(64), default=None)
    last_suggestions: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    last_answer_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    # What the bot asked last and waits for: "place", or nothing.
    awaiting: Mapped[str | None] = mapped_column(String(16), default=None)
    source: Mapped[str | None] = mapped_column(String(32), default=None)
    blocked_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


async def meet(session: AsyncSession, telegram_id: int, now: datetime) -> Person:
    """The person's row, made at the first word, locked until the transaction ends: a person's acts are in order."""
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    statement = insert(Person).values(telegram_id=telegram_id, first_seen_at=now, last_seen_at=now, last_suggestions=[])
    statement = statement.on_conflict_do_update(
        index_elements=[Person.telegram_id], set_={"last_seen_at": now, "blocked_at": None}
    )
    found = await session.scalars(statement.returning(Person), execution_options={"populate_existing": True})
    return found.one()


async def mark_blocked(session: AsyncSession, telegram_id: int, now: datetime) -> None:
    await session.execute(update(Person).where(Person.telegram_id == telegram_id).values(blocked_at=now))


async def count_people(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(Person)) or 0
