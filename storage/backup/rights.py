"""Rights after a restore: a role that ended since the backup ends again, and an invitation used since stays used.

Ends of roles are remembered (`storage/ended_roles.py`). Invitations are not: one that the database before the restore
does not know to be unused is closed, which closes all of them where that database is a new one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialogues import end_dialogues
from storage.ended_roles import RoleKey, add_ended, all_ended, key_of, roles_ended_since
from storage.office import close_office
from storage.roles import Invitation, Role


@dataclass(frozen=True)
class PresentRights:
    """The roles and invitations read from the database just before a restore replaces them.

    `ended` gives the moment at which a role ended, by its hash; `roles` are those held; `used` gives when and by whom
    an invitation was used, and `unused` the others, by the hash of their token.
    """

    ended: Mapping[str, datetime]
    roles: frozenset[RoleKey]
    used: Mapping[str, tuple[datetime, int | None]]
    unused: frozenset[str]


async def present_rights(session: AsyncSession) -> PresentRights:
    """Read the roles and invitations that a restore is about to replace."""
    links = (await session.execute(select(Invitation.token_hash, Invitation.used_at, Invitation.used_by))).all()
    return PresentRights(
        ended=await all_ended(session),
        roles=frozenset(key_of(role) for role in await session.scalars(select(Role))),
        used={link.token_hash: (link.used_at, link.used_by) for link in links if link.used_at is not None},
        unused=frozenset(link.token_hash for link in links if link.used_at is None),
    )


async def end_rights_again(session: AsyncSession, present: PresentRights) -> int:
    """Delete the restored roles that are remembered as ended since they were given; return how many.

    Roles that were held just before the restore are kept. Call it once the restored tables hold the salts of both
    databases, by which the ends of roles are hashed.
    """
    session.expunge_all()  # rows read before are not those of the backup
    await add_ended(session, present.ended)
    over = [role for role in await roles_ended_since(session) if key_of(role) not in present.roles]
    await end_dialogues(session, {role.telegram_id for role in over})
    await _delete_roles(session, over)
    return len(over)


async def close_links(session: AsyncSession, present: PresentRights, moment: datetime) -> int:
    """Close the restored invitations that were used after the backup, or may have been; return how many.

    Only those that `present` knows to be unused stay open. The office is closed too. `moment` is when the backup was
    made.
    """
    open_links = select(Invitation).where(Invitation.used_at.is_(None), Invitation.expires_at > moment)
    closed = 0
    for link in await session.scalars(open_links):
        if link.token_hash in present.unused:
            continue
        link.used_at, link.used_by = present.used.get(link.token_hash, (None, None))
        link.expires_at = moment
        closed += 1
    await session.flush()
    await close_office(session, moment)
    return closed


async def _delete_roles(session: AsyncSession, roles: Sequence[Role]) -> None:
    for role in roles:
        await session.delete(role)
    await session.flush()
