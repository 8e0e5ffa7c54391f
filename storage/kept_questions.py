"""Questions that got no answer or a bad one, without personal data, and without a way to find who asked."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import String, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record

UNKNOWN, UNSURE, REFUSED = "unknown", "unsure", "refused"
MOST_READ = 1000


class KeptQuestion(Record):
    """A question that a person asked the bot and that got no good answer, kept for the team without the person's name.

    `reason` says what went wrong: no entry fitted, none of the suggestions was chosen, or the person said that the
    answer `entry` did not help.
    """

    __tablename__ = "kept_questions"
    policy: ClassVar = Policy(person="author_hash", lifetime="questions", since="asked_at", hashed=True)

    text: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime] = mapped_column(Instant, index=True)
    entry: Mapped[str | None] = mapped_column(String(64), default=None)
    department: Mapped[str | None] = mapped_column(String(3), default=None)
    # A keyed hash of the author's account, by which an erasure finds the question; nobody can be found by it.
    author_hash: Mapped[str | None] = mapped_column(String(64), default=None, index=True)
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


async def kept_questions(session: AsyncSession) -> Sequence[KeptQuestion]:
    """Return the `MOST_READ` latest kept questions, oldest first."""
    latest = await session.scalars(select(KeptQuestion).order_by(KeptQuestion.id.desc()).limit(MOST_READ))
    return latest.all()[::-1]


async def count_kept_by(session: AsyncSession, author_hash: str, since: datetime) -> int:
    """Return how many questions of the person with this hash, asked since a moment, are kept."""
    theirs = select(func.count()).where(KeptQuestion.author_hash == author_hash, KeptQuestion.asked_at >= since)
    return await session.scalar(theirs) or 0


async def count_kept_questions(session: AsyncSession) -> int:
    """Return how many questions are kept."""
    return await session.scalar(select(func.count()).select_from(KeptQuestion)) or 0


async def drop_questions(session: AsyncSession, numbers: Collection[int]) -> None:
    """Delete the kept questions with these numbers."""
    await session.execute(delete(KeptQuestion).where(KeptQuestion.id.in_(numbers)))


async def forget_questions_by(session: AsyncSession, hashes: Collection[str]) -> None:
    """Delete the kept questions of the persons with these hashes."""
    await session.execute(delete(KeptQuestion).where(KeptQuestion.author_hash.in_(hashes)))
