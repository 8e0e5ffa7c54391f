"""The messages of a case: where Telegram has the original, and an excerpt for the card. No file is kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, ForeignKey, Index, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record
from storage.outbox import RowId

PERSON, STAFF, NOTE = "person", "staff", "note"
EXCERPT = 300  # characters


class CaseMessage(Record):
    """A message of a case, with an excerpt of its text and where Telegram has the original.

    `author` is person, staff or note (which only staff see); `telegram_id` is who wrote it, in their own chat with the
    bot.
    """

    __tablename__ = "case_messages"
    __table_args__ = (Index("ix_case_messages_original", "telegram_id", "message_id"),)
    policy: ClassVar = Policy(person="telegram_id", lifetime="cases")

    case_id: Mapped[int] = mapped_column(RowId, ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    author: Mapped[str] = mapped_column(String(8))
    telegram_id: Mapped[int] = mapped_column(BigInteger)
    author_name: Mapped[str] = mapped_column(String(80))
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(16))
    written_at: Mapped[datetime] = mapped_column(Instant)
    excerpt: Mapped[str] = mapped_column(String(EXCERPT), default="")
    is_cut: Mapped[bool] = mapped_column(default=False)
    edited_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    # When its author took it back: its words are then forgotten, and only that it was there stays.
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    # The answer of the base that was passed on, by its id and the print of its text, and when that was corrected since.
    entry: Mapped[str | None] = mapped_column(String(64), default=None)
    entry_print: Mapped[str | None] = mapped_column(String(16), default=None)
    outdated_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)


async def messages_of(session: AsyncSession, case_id: int) -> Sequence[CaseMessage]:
    """Return the messages of a case, oldest first."""
    found = select(CaseMessage).where(CaseMessage.case_id == case_id).order_by(CaseMessage.id)
    return (await session.scalars(found)).all()


async def message_written(session: AsyncSession, telegram_id: int, message_id: int) -> Sequence[CaseMessage]:
    """Return the messages of cases that came from one message of a person, given by its id at Telegram.

    There is one for each case that took the message, and none where no case did.
    """
    found = select(CaseMessage).where(CaseMessage.telegram_id == telegram_id, CaseMessage.message_id == message_id)
    return (await session.scalars(found.order_by(CaseMessage.id))).all()


def spoken(messages: Sequence[CaseMessage]) -> list[CaseMessage]:
    """Return which of a case's messages its two sides still read: no notes, and nothing that was taken back."""
    return [one for one in messages if one.author != NOTE and one.withdrawn_at is None]
