"""The journal of what the team did to the base and to roles, in the chat and in the office."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record

CHAT, OFFICE = "chat", "office"


class Deed(Record):
    """Something that a member of the team did, through which door, and to what: an entry's id or a name of the team."""

    __tablename__ = "deeds"
    policy: ClassVar = Policy(lifetime="cases", since="at")

    at: Mapped[datetime] = mapped_column(Instant, index=True)
    by: Mapped[str] = mapped_column(String(80))
    door: Mapped[str] = mapped_column(String(8))
    what: Mapped[str] = mapped_column(String(24))
    about: Mapped[str] = mapped_column(String(80))
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


async def latest_deeds(session: AsyncSession, most: int) -> Sequence[Deed]:
    """Return the latest deeds, the last first."""
    return (await session.scalars(select(Deed).order_by(Deed.id.desc()).limit(most))).all()
