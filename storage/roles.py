"""Roles, and the invitations that lead to one. A token is kept only as its hash."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, String, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record


class Role(Record):
    """A role that a person holds: delegate, team or partner.

    `name` is that of the team file, or the one under which a partner was invited.
    """

    __tablename__ = "roles"
    policy: ClassVar = Policy(person="telegram_id")

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    linked_at: Mapped[datetime] = mapped_column(Instant)


class Invitation(Record):
    """A one-time link that gives a role under a name; only a hash of its token is kept."""

    __tablename__ = "invitations"
    policy: ClassVar = Policy(person="used_by", lifetime="invitations", since="expires_at")

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(80))
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
    used_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    used_by: Mapped[int | None] = mapped_column(BigInteger, default=None, index=True)


async def roles_of(session: AsyncSession, telegram_id: int) -> Sequence[Role]:
    """Return the roles that a person holds."""
    found = await session.scalars(select(Role).where(Role.telegram_id == telegram_id).order_by(Role.role, Role.name))
    return found.all()


async def holders_of(session: AsyncSession, *roles: str) -> Sequence[int]:
    """Return the Telegram ids of the people who hold at least one of these roles."""
    held = select(Role.telegram_id).where(Role.role.in_(roles)).distinct().order_by(Role.telegram_id)
    return (await session.scalars(held)).all()


async def holders_named(session: AsyncSession, name: str, *roles: str) -> Sequence[int]:
    """Return the Telegram ids of the people who hold at least one of these roles under this name."""
    held = select(Role.telegram_id).where(Role.name == name, Role.role.in_(roles)).distinct()
    return (await session.scalars(held.order_by(Role.telegram_id))).all()


async def all_with_role(session: AsyncSession, role: str) -> Sequence[Role]:
    """Return all rows of this role; a person who holds it under two names has two."""
    return (await session.scalars(select(Role).where(Role.role == role).order_by(Role.telegram_id, Role.name))).all()


async def all_roles(session: AsyncSession) -> Sequence[Role]:
    """Return the roles that anybody holds, one row for each person, role and name."""
    return (await session.scalars(select(Role).order_by(Role.telegram_id, Role.role, Role.name))).all()


async def count_holders(session: AsyncSession, role: str) -> int:
    """Return how many people hold this role."""
    return await session.scalar(select(func.count(Role.telegram_id.distinct())).where(Role.role == role)) or 0


async def find_invitation(session: AsyncSession, token_hash: str) -> Invitation | None:
    """Return the invitation whose token has this hash, used or not; None where there is none."""
    return await session.get(Invitation, token_hash)


async def use_invitation(session: AsyncSession, token_hash: str, telegram_id: int, now: datetime) -> bool:
    """Mark an invitation as used by a person; return False where it was used before or does not exist.

    Two people who use it at once wait for each other here.
    """
    statement = update(Invitation).where(Invitation.token_hash == token_hash, Invitation.used_at.is_(None))
    statement = statement.values(used_at=now, used_by=telegram_id).returning(Invitation.token_hash)
    used = await session.execute(statement, execution_options={"synchronize_session": False})
    return used.one_or_none() is not None


async def lock_team(session: AsyncSession) -> set[int]:
    """Return the Telegram ids of the members of the team, with their rows locked until the transaction ends.

    So two members who remove each other at once cannot leave the team empty.
    """
    team = select(Role.telegram_id).where(Role.role == "team").order_by(Role.telegram_id, Role.name)
    return set(await session.scalars(team.with_for_update()))


async def linked_names(session: AsyncSession) -> Sequence[tuple[str, str]]:
    """Return each pair of name and role that somebody holds, once."""
    found = await session.execute(select(Role.name, Role.role).distinct().order_by(Role.name, Role.role))
    return [(row.name, row.role) for row in found]


async def invited_names(session: AsyncSession, now: datetime) -> Sequence[tuple[str, str]]:
    """Return each pair of name and role that an unused invitation valid at `now` would give, once."""
    waits = select(Invitation.name, Invitation.role).where(Invitation.used_at.is_(None), Invitation.expires_at >= now)
    found = await session.execute(waits.distinct().order_by(Invitation.name, Invitation.role))
    return [(row.name, row.role) for row in found]


async def roles_named(session: AsyncSession, name: str) -> Sequence[Role]:
    """Return all roles that are held under this name."""
    return (await session.scalars(select(Role).where(Role.name == name).order_by(Role.telegram_id, Role.role))).all()


async def drop_invitations_named(session: AsyncSession, name: str) -> None:
    """Delete the invitations of this name, used or not."""
    await session.execute(delete(Invitation).where(Invitation.name == name))


async def has_invitation_named(session: AsyncSession, name: str) -> bool:
    """Return whether there is an invitation of this name, used or not."""
    return await session.scalar(select(Invitation.token_hash).where(Invitation.name == name).limit(1)) is not None
