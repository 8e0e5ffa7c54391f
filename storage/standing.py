"""What is looked up at every update of who writes, in one query: their roles, their cases, and the base's version."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, bindparam, exists, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cases import OPEN, Case
from storage.curation import VERSION_NOW
from storage.roles import Role


@dataclass(frozen=True)
class Standing:
    """The roles of who writes, whether they have an open case, and the version of the base in the database."""

    roles: Sequence[Role]
    has_open_case: bool
    base_version: int


_WHO = bindparam("telegram_id", type_=BigInteger)
_HAS_OPEN_CASE = exists().where(Case.telegram_id == _WHO, Case.state.in_(OPEN))
_ONE_ROW = select(literal(1).label("one")).subquery()
_STANDING = (
    select(VERSION_NOW, _HAS_OPEN_CASE, Role)
    .select_from(_ONE_ROW)
    .outerjoin(Role, Role.telegram_id == _WHO)
    .order_by(Role.role, Role.name)
)


async def standing_of(session: AsyncSession, telegram_id: int | None) -> Standing:
    """Return the standing of a person; of None, as in a group, nothing but the version of the base is looked up."""
    rows = (await session.execute(_STANDING, {"telegram_id": telegram_id})).all()
    version, has_open_case, _ = rows[0]
    return Standing([role for _, _, role in rows if role is not None], bool(has_open_case), version or 0)
