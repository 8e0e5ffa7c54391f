"""Pauses: until when nothing is sent to a chat. `chat_id` 0 stands for the whole bot, -1 for all announcements."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record
from storage.news import news_of

WHOLE_BOT = 0
ANNOUNCEMENTS = -1


class Pause(Record):
    """The moment until which nothing is sent to a chat, to anybody (WHOLE_BOT), or no announcement (ANNOUNCEMENTS)."""

    __tablename__ = "pauses"
    policy: ClassVar = Policy(person="chat_id", lifetime="messages")

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    until: Mapped[datetime] = mapped_column(Instant)


async def pause(session: AsyncSession, chat_id: int, until: datetime) -> None:
    """Pause a chat until a moment; a pause that lasts longer stays."""
    row = await session.get(Pause, chat_id)
    if row is None:
        row = Pause(chat_id=chat_id, until=until)
        session.add(row)
    else:
        row.until = max(row.until, until)
    await session.flush()
    news_of(session).pauses[chat_id] = row.until


async def lift_pause(session: AsyncSession, chat_id: int, until: datetime) -> None:
    """End the pause of a chat that lasts until exactly this moment; a pause that was prolonged since stays."""
    await session.execute(delete(Pause).where(Pause.chat_id == chat_id, Pause.until == until))
    news_of(session).anew = True


async def pauses_under_way(session: AsyncSession, now: datetime) -> Mapping[int, datetime]:
    """Return until when each paused chat is paused."""
    rows = await session.execute(select(Pause.chat_id, Pause.until).where(Pause.until > now))
    return {row[0]: row[1] for row in rows}


async def forget_pauses_before(session: AsyncSession, moment: datetime) -> None:
    """Delete the pauses that ended before a moment."""
    await session.execute(delete(Pause).where(Pause.until < moment))
