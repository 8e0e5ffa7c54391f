"""The consents of people, with their date and the words they agreed to."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record


class Consent(Record):
    """The consent of a person, with the words agreed to; `subject` is what it is about, such as "place"."""

    __tablename__ = "consents"
    policy: ClassVar = Policy(person="telegram_id", lifetime="person")

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    subject: Mapped[str] = mapped_column(String(24), primary_key=True)
    wording: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(Instant)


async def keep_consent(session: AsyncSession, telegram_id: int, subject: str, wording: str, now: datetime) -> None:
    """Keep a person's consent about a subject, with the words agreed to, in place of an earlier one."""
    await session.merge(Consent(telegram_id=telegram_id, subject=subject, wording=wording, given_at=now))


async def has_consented(session: AsyncSession, telegram_id: int, subject: str) -> bool:
    """Return whether a person's consent about this subject is kept."""
    return await session.get(Consent, (telegram_id, subject)) is not None


async def withdraw_consent(session: AsyncSession, telegram_id: int, subject: str) -> None:
    """Delete a person's consent about a subject, if it is kept."""
    consent = await session.get(Consent, (telegram_id, subject))
    if consent is not None:
        await session.delete(consent)
