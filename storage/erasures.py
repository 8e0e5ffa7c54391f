"""The people who were erased, as keyed hashes of their Telegram ids, so that a restored backup erases them again.

There may be several salts: the backup of another database brings its own, and a hash belongs to one salt.
"""

import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import String, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record
from storage.upserts import Upsert, table_of


class Erasure(Record):
    """The memory that a person was erased and when, by a keyed hash of their Telegram id."""

    __tablename__ = "erasures"
    policy: ClassVar = Policy(person="person_hash", exported=False, erased=False)

    person_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    erased_at: Mapped[datetime] = mapped_column(Instant)


class ErasureSalt(Record):
    """A secret key of the hashes; without it, anybody could find whose hash it is by trying all Telegram ids."""

    __tablename__ = "erasure_salt"
    policy: ClassVar = Policy()

    salt: Mapped[str] = mapped_column(String(64))
    id: Mapped[int] = mapped_column(primary_key=True, default=1)


@dataclass(frozen=True)
class Erasures:
    """All erasures that one database remembers: when each was, by the person's hash, and the salts of the hashes."""

    salts: Sequence[str]
    moments: Mapping[str, datetime]

    def last_of(self, telegram_id: int) -> datetime | None:
        """Return when this person was last erased, None for a person who never was."""
        hashes = (hash_person(telegram_id, salt) for salt in self.salts)
        return max((self.moments[one] for one in hashes if one in self.moments), default=None)


def hash_person(telegram_id: int, salt: str) -> str:
    """Return the keyed hash of a person's Telegram id, in hexadecimal."""
    return keyed_hash(str(telegram_id), salt)


def keyed_hash(words: str, salt: str) -> str:
    """Return the HMAC-SHA256 of a text under a salt, in hexadecimal."""
    return hmac.digest(salt.encode(), words.encode(), "sha256").hex()


async def remember_erasure(session: AsyncSession, telegram_id: int, now: datetime) -> None:
    """Keep the hash of an erased person's Telegram id, with the moment of the erasure."""
    await session.merge(Erasure(person_hash=hash_person(telegram_id, await first_salt(session)), erased_at=now))


async def all_erasures(session: AsyncSession) -> Erasures:
    """Return all erasures that this database remembers."""
    salts = (await session.scalars(select(ErasureSalt.salt).order_by(ErasureSalt.id))).all()
    rows = await session.execute(select(Erasure.person_hash, Erasure.erased_at))
    return Erasures(salts, {row.person_hash: row.erased_at for row in rows})


async def add_erasures(session: AsyncSession, more: Erasures) -> None:
    """Add the erasures that another database remembers, and its salts.

    Of two erasures of a person the later one stays.
    """
    known = await all_erasures(session)
    last = await session.scalar(select(func.max(ErasureSalt.id))) or 0
    new = [salt for salt in more.salts if salt not in known.salts]
    session.add_all(ErasureSalt(salt=salt, id=number) for number, salt in enumerate(new, start=last + 1))
    for person_hash, moment in more.moments.items():
        if person_hash not in known.moments or known.moments[person_hash] < moment:
            await session.merge(Erasure(person_hash=person_hash, erased_at=moment))
    await session.flush()


_KEEP_SALT = Upsert(table_of(ErasureSalt), lambda insert: insert.on_conflict_do_nothing())


async def first_salt(session: AsyncSession) -> str:
    """Return the first salt of this database, made when first needed.

    Two processes that make it at once get the same one.
    """
    first = select(ErasureSalt.salt).order_by(ErasureSalt.id).limit(1)
    salt = await session.scalar(first)
    if salt is None:
        await session.execute(_KEEP_SALT.of(session), {"id": 1, "salt": secrets.token_hex(32)})
        salt = (await session.scalars(first)).one()
    return salt
