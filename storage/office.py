"""The door of the office: one-time links and open sessions, both kept as hashes of their tokens alone."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, String, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record


class OfficeLink(Record):
    """A link that opens the office once, until `expires_at`, for the person who asked for it in the chat."""

    __tablename__ = "office_links"
    policy: ClassVar = Policy(person="telegram_id", lifetime="rates", since="expires_at", by_machine=True)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, index=True)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant, default=None)


class OfficeSession(Record):
    """A browser in which the office is open until `ends_at`; `device` says what sort of machine it is, in a word."""

    __tablename__ = "office_sessions"
    policy: ClassVar = Policy(person="telegram_id", lifetime="rates", since="ends_at", by_machine=True)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, index=True)
    device: Mapped[str] = mapped_column(String(16))
    begun_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)


async def find_link(session: AsyncSession, token_hash: str) -> OfficeLink | None:
    """Return the link whose token has this hash, used or not; None where there is none."""
    return await session.get(OfficeLink, token_hash)


async def spend_link(session: AsyncSession, token_hash: str, now: datetime) -> int | None:
    """Mark a link as used and return whose it is; None where it was used before, is too old or does not exist.

    Two who use it at once wait for each other here.
    """
    fresh = OfficeLink.token_hash == token_hash, OfficeLink.used_at.is_(None), OfficeLink.expires_at > now
    spent = update(OfficeLink).where(*fresh).values(used_at=now).returning(OfficeLink.telegram_id)
    return (await session.execute(spent, execution_options={"synchronize_session": False})).scalar_one_or_none()


async def end_links_of(session: AsyncSession, telegram_ids: Collection[int]) -> None:
    """Delete the links of these people, used or not."""
    await session.execute(delete(OfficeLink).where(OfficeLink.telegram_id.in_(telegram_ids)))


async def session_of(session: AsyncSession, token_hash: str, now: datetime) -> OfficeSession | None:
    """Return the session whose token has this hash, None where there is none or it is over."""
    found = await session.get(OfficeSession, token_hash)
    return found if found is not None and found.ends_at > now else None


async def close_office(session: AsyncSession, moment: datetime) -> None:
    """Delete the links and sessions of a backup made at this moment that were open then: they may have ended since."""
    await session.execute(delete(OfficeLink).where(OfficeLink.expires_at > moment))
    await session.execute(delete(OfficeSession).where(OfficeSession.ends_at > moment))


async def open_sessions(session: AsyncSession, now: datetime) -> Sequence[OfficeSession]:
    """Return the sessions that are open, the latest first."""
    standing = select(OfficeSession).where(OfficeSession.ends_at > now)
    return (await session.scalars(standing.order_by(OfficeSession.begun_at.desc()))).all()


async def end_session(session: AsyncSession, token_hash: str) -> None:
    """Delete the session whose token has this hash, if any."""
    await session.execute(delete(OfficeSession).where(OfficeSession.token_hash == token_hash))


async def end_sessions_of(session: AsyncSession, telegram_ids: Collection[int]) -> int:
    """Delete all sessions of these people, and return how many there were."""
    ended = delete(OfficeSession).where(OfficeSession.telegram_id.in_(telegram_ids)).returning(OfficeSession.token_hash)
    return len((await session.execute(ended, execution_options={"synchronize_session": False})).all())
