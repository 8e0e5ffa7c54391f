"""Mails to send, written in the transaction that decided them; their text is deleted once they are sent or given up."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import String, Text, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record


class MailState(StrEnum):
    """Whether a mail waits to be sent, was sent or was given up."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Mail(Record):
    """A mail to send.

    `key` makes it unique, `next_at` (machine time) is when it may be tried; `qr`, where it is not None, is a link that
    the mail has attached as a QR code.
    """

    __tablename__ = "mails"
    policy: ClassVar = Policy(lifetime="messages", since="next_at", by_machine=True)

    key: Mapped[str] = mapped_column(String(120), unique=True)
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    next_at: Mapped[datetime] = mapped_column(Instant, index=True)
    state: Mapped[str] = mapped_column(String(16), default=MailState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(200), default="")
    qr: Mapped[str | None] = mapped_column(String(200), default=None)
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


async def is_mail_known(session: AsyncSession, key: str) -> bool:
    """Return whether a mail with this key is kept, sent or not."""
    return await session.scalar(select(Mail.id).where(Mail.key == key)) is not None


async def due_mails(session: AsyncSession, now: datetime, most: int) -> Sequence[Mail]:
    """Return the waiting mails that may be tried now, the longest due first, at most `most`."""
    rows = select(Mail).where(Mail.state == MailState.WAITING, Mail.next_at <= now)
    return (await session.scalars(rows.order_by(Mail.next_at, Mail.id).limit(most))).all()


async def drop_waiting_mails(session: AsyncSession) -> None:
    """Mark as failed, and empty, all waiting mails of a restored backup.

    They may have been sent since the backup was made, and the links in them are closed by the restore.
    """
    waiting = update(Mail).where(Mail.state == MailState.WAITING)
    await session.execute(waiting.values(state=MailState.FAILED, body="", qr=None, error="dropped by a restore"))
