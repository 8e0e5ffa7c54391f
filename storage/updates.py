"""The updates that were handled, and those set aside because they could not be handled."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import JSON, BigInteger, String, delete, func, select
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Json, Policy, Record, delete_some
from storage.upserts import Upsert, table_of


class UpdateDone(Record):
    """The memory that an update of Telegram was handled, by which a repeated one is recognised."""

    __tablename__ = "updates_done"
    policy: ClassVar = Policy(lifetime="updates")

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    done_at: Mapped[datetime] = mapped_column(Instant, index=True)


class UpdateSetAside(Record):
    """An update that could not be handled, kept whole with the error."""

    __tablename__ = "updates_set_aside"
    policy: ClassVar = Policy(person="telegram_id", lifetime="set_aside")

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    telegram_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    payload: Mapped[Json] = mapped_column(JSON)
    error: Mapped[str] = mapped_column(String(200))
    set_aside_at: Mapped[datetime] = mapped_column(Instant, index=True)


_BEGIN = Upsert(table_of(UpdateDone), lambda insert: insert.on_conflict_do_nothing())


async def begin_update(session: AsyncSession, bot_id: int, update_id: int, now: datetime) -> bool:
    """Note that this update is handled, and return True; return False where it was noted before.

    Two copies of one update that come at once wait for each other here.
    """
    values = {"bot_id": bot_id, "update_id": update_id, "done_at": now}
    result = await session.execute(_BEGIN.of(session), values)
    return isinstance(result, CursorResult) and result.rowcount == 1


async def forget_updates_before(session: AsyncSession, moment: datetime) -> bool:
    """Forget some of the updates handled before a moment; return True where more may be left."""
    return await delete_some(session, table_of(UpdateDone), UpdateDone.done_at < moment)


async def forget_set_aside_before(session: AsyncSession, moment: datetime) -> None:
    """Delete the updates that were set aside before a moment."""
    await session.execute(delete(UpdateSetAside).where(UpdateSetAside.set_aside_at < moment))


async def count_set_aside(session: AsyncSession) -> int:
    """Return how many updates are set aside."""
    return await session.scalar(select(func.count()).select_from(UpdateSetAside)) or 0
