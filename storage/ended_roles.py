"""The roles that ended, as keyed hashes, so that a restored backup does not give them back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record
from storage.erasures import ErasureSalt, first_salt, keyed_hash
from storage.roles import Role

RoleKey = tuple[int, str, str]
"""Telegram id, role, name."""


class EndedRole(Record):
    """The memory that a role ended and when, as a hash made with the salt of the erasures (`storage/erasures.py`)."""

    __tablename__ = "ended_roles"
    policy: ClassVar = Policy(person="role_hash", exported=False, erased=False)

    role_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    ended_at: Mapped[datetime] = mapped_column(Instant)


async def end_roles(session: AsyncSession, roles: Sequence[Role], now: datetime) -> None:
    """Delete these roles and remember that they ended, so that a restore ends them again.

    `now` is business time, as is the moment at which a role was given.
    """
    salt = await first_salt(session) if roles else ""
    for role in roles:
        await session.merge(EndedRole(role_hash=_hash(key_of(role), salt), ended_at=now))
        await session.delete(role)
    await session.flush()


async def all_ended(session: AsyncSession) -> Mapping[str, datetime]:
    """Return the moment at which each role ended, by the hash of the role."""
    rows = await session.execute(select(EndedRole.role_hash, EndedRole.ended_at))
    return {row.role_hash: row.ended_at for row in rows}


async def add_ended(session: AsyncSession, more: Mapping[str, datetime]) -> None:
    """Add the ended roles that another database remembers, by their hash.

    Of two moments for one role the later stays.
    """
    known = await all_ended(session)
    for role_hash, moment in more.items():
        if role_hash not in known or known[role_hash] < moment:
            await session.merge(EndedRole(role_hash=role_hash, ended_at=moment))
    await session.flush()


async def roles_ended_since(session: AsyncSession) -> Sequence[Role]:
    """Return the roles in this database that are remembered to have ended when they were given or later.

    A restored backup brings such roles back.
    """
    ended = await all_ended(session)
    salts = (await session.scalars(select(ErasureSalt.salt))).all()
    roles = (await session.scalars(select(Role))).all() if ended else []
    return [role for role in roles if _has_ended(role, ended, salts)]


def key_of(role: Role) -> RoleKey:
    """Return what identifies a role: Telegram id, role, name."""
    return role.telegram_id, role.role, role.name


def _has_ended(role: Role, ended: Mapping[str, datetime], salts: Sequence[str]) -> bool:
    """Return whether a role ended at the moment when it was given or later; `salts` are those of the hashes."""
    moments = [ended[one] for one in (_hash(key_of(role), salt) for salt in salts) if one in ended]
    return any(moment >= role.linked_at for moment in moments)


def _hash(role: RoleKey, salt: str) -> str:
    return keyed_hash("role:{}:{}:{}".format(*role), salt)
