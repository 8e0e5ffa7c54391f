"""Pauses: until when nothing is sent to a chat. `chat_id` 0 stands for the whole bot, -1 for all announcements."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import BigInteger, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record
from storage.news import news_of

WHOLE_BOT = 0
ANNOUNCEMENTS = -1
_ASTRAY = timedelta(minutes=1)  # how far the clocks of two machines may be apart


class Pause(Record):
    """The moment until which nothing is sent to a chat, to anybody (WHOLE_BOT), or no announcement (ANNOUNCEMENTS).

    `since` is when it was asked for. One from the future was written by a clock that has been put back, and is over.
    """

    __tablename__ = "pauses"
    policy: ClassVar = Policy(person="chat_id", lifetime="messages")

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    until: Mapped[datetime] = mapped_column(Instant)
    since: Mapped[datetime | None] = mapped_column(Instant, default=None)


async def pause(session: AsyncSession, chat_id: int, until: datetime, since: datetime | None = None) -> None:
    """Pause a chat until a moment; a pause that lasts longer stays, unless it was asked for after `since`."""
    row = await session.get(Pause, chat_id)
    if row is None:
        row = Pause(chat_id=chat_id, until=until, since=since)
        session.add(row)
    elif until > row.until or (since is not None and row.since is not None and row.since > since + _ASTRAY):
        row.until, row.since = until, since
    await session.flush()
    news_of(session).pauses[chat_id] = row.until


async def lift_pause(session: AsyncSession, chat_id: int, until: datetime) -> None:
    """End the pause of a chat that lasts until exactly this moment; a pause that was prolonged since stays."""
    await session.execute(delete(Pause).where(Pause.chat_id == chat_id, Pause.until == until))
    news_of(session).anew = True


async def pauses_under_way(session: AsyncSession, now: datetime) -> Mapping[int, datetime]:
    """Return until when each paused chat is paused."""
    has_begun = or_(Pause.since.is_(None), Pause.since <= now + _ASTRAY)
    rows = await session.execute(select(Pause.chat_id, Pause.until).where(Pause.until > now, has_begun))
    return {row[0]: row[1] for row in rows}


async def forget_pauses_before(session: AsyncSession, moment: datetime) -> None:
    """Delete the pauses that ended before a moment."""
    await session.execute(delete(Pause).where(Pause.until < moment))
