"""Who was erased, as hashes that nobody can read back: a restored backup erases them again."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Record


class Erasure(Record):
    __tablename__ = "erasures"

    person_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    erased_at: Mapped[datetime] = mapped_column(Instant)


class ErasureSalt(Record):
    """A random secret of this database: Telegram's numbers could otherwise be tried one after the other."""

    __tablename__ = "erasure_salt"

    salt: Mapped[str] = mapped_column(String(64))
    id: Mapped[int] = mapped_column(primary_key=True, default=1)


async def salt_of(session: AsyncSession) -> str:
    kept = await session.get(ErasureSalt, 1)
    if kept is None:
        kept = ErasureSalt(salt=secrets.token_hex(32))
        session.add(kept)
        await session.flush()
    return kept.salt


def hash_person(telegram_id: int, salt: str) -> str:
    return hmac.new(salt.encode(), str(telegram_id).encode(), hashlib.sha256).hexdigest()


async def remember_erasure(session: AsyncSession, telegram_id: int, now: datetime) -> None:
    await session.merge(Erasure(person_hash=hash_person(telegram_id, await salt_of(session)), erased_at=now))


async def erased_among(session: AsyncSession, telegram_ids: Iterable[int]) -> list[int]:
    """Those of these people who were erased."""
    salt = await salt_of(session)
    hashes = set((await session.scalars(select(Erasure.person_hash))).all())
    return [one for one in telegram_ids if hash_person(one, salt) in hashes]
