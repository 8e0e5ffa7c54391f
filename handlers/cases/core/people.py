"""The people to whom a case goes: who answers for its subject or territory, who can be reached, who stands in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handlers.cases.core.actions import SEE_ALL_CASES
from handlers.cases.core.desk import Desk
from handlers.cases.core.texts import TEAM
from handlers.talk.permissions import STAFF, Actor, may, who_may
from storage.absences import absence_of
from storage.cases import Case
from storage.people import has_blocked
from storage.roles import Role, holders_named, holders_of, roles_of

ANIMATION, DELEGATE = "animation", "delegate"


@dataclass(frozen=True)
class Route:
    """Which members of staff get a case, and who of them is expected to answer.

    `referent` is the name of who answers for it, and `recipients` are the chats that get the card. `instead` is the
    name of who answers in the referent's place, None where the referent can be reached. With `is_team` the whole team
    gets it, and nobody by name.
    """

    role: str
    referent: str
    recipients: tuple[int, ...]
    instead: str | None = None
    is_team: bool = False

    @property
    def expected(self) -> str:
        """The name of who is expected to answer."""
        return self.instead or self.referent


def referent_of(desk: Desk, entry_id: str | None, department: str | None) -> tuple[str, str]:
    """Return the role and the name of who answers for an entry of the base and a department.

    Where the entry is for delegates, or there is none, it is the delegate of the department, without one the animation.
    """
    team = desk.knowledge.team
    entry = desk.knowledge.entries.get(entry_id or "")
    role = entry.referent if entry is not None else DELEGATE
    if role == DELEGATE and department not in team.delegates:
        role = ANIMATION
    return role, team.referent(role, department).name


async def route_for(desk: Desk, entry_id: str | None, department: str | None) -> Route | None:
    """Return which of staff get a case on this entry, from this department; None where nobody can be reached."""
    role, name = referent_of(desk, entry_id, department)
    return await route_to(desk, role, name)


async def route_to(desk: Desk, role: str, name: str) -> Route | None:
    """Return who gets a case meant for this member of staff: they if reachable, else their stand-in, else the team.

    `role` is only kept in the result. None means that nobody can be reached.
    """
    own, stand_in = await reachable(desk, name)
    if own:
        return Route(role, name, own)
    for other in dict.fromkeys(filter(None, (stand_in, desk.knowledge.team.stand_in))):
        if other != name:
            found, _ = await reachable(desk, other)
            if found and other == stand_in:
                return Route(role, name, found, instead=other)
    everybody = await overseers(desk)
    if not everybody:
        return None
    named = await _stand_in_among(desk, everybody)
    return Route(role, name, everybody, instead=named or TEAM, is_team=named is None)


async def who_answers(desk: Desk, case: Case) -> str:
    """Return the name of a case's owner, or of who is expected to take it where it has none.

    Where nobody can be reached, that is its addressee all the same.
    """
    if case.owner_name:
        return case.owner_name
    route = await route_to(desk, case.role, case.referent)
    return route.expected if route is not None else case.referent


async def _stand_in_among(desk: Desk, ids: Sequence[int]) -> str | None:
    """Return the name of the team's stand-in where one of these Telegram ids is theirs, else None."""
    stand_in = desk.knowledge.team.stand_in
    linked, _ = await reachable(desk, stand_in)
    return stand_in if set(linked) & set(ids) else None


async def reachable(desk: Desk, name: str) -> tuple[tuple[int, ...], str | None]:
    """Return the Telegram ids of the staff linked under this name who can be reached, and who stands in for them.

    Who is away or has blocked the bot cannot be reached. The stand-in is a name, None where nobody of that name is
    away.
    """
    ids, stand_in = [], None
    for telegram_id in await holders_named(desk.session, name, *STAFF):
        absence = await absence_of(desk.session, telegram_id, desk.now)
        if absence is not None:
            stand_in = absence.stand_in
        elif not await has_blocked(desk.session, telegram_id):
            ids.append(telegram_id)
    return tuple(ids), stand_in


async def is_anybody_reachable(desk: Desk) -> bool:
    """Whether at least one member of staff is neither away nor has blocked the bot."""
    for telegram_id in await holders_of(desk.session, *STAFF):
        if await _is_there(desk, telegram_id):
            return True
    return False


async def overseers(desk: Desk) -> tuple[int, ...]:
    """Return the Telegram ids of the team and of its stand-in, without those who are away or have blocked the bot."""
    stand_in, _ = await reachable(desk, desk.knowledge.team.stand_in)
    team = [one for one in await holders_of(desk.session, *who_may(SEE_ALL_CASES)) if await _is_there(desk, one)]
    return tuple(sorted({*stand_in, *team}))


async def overseers_of(desk: Desk, case: Case) -> tuple[int, ...]:
    """Return the Telegram ids of `overseers`, and of who stands in for the owner of a case where they are away."""
    away = await absence_of(desk.session, case.owner_id, desk.now) if case.owner_id is not None else None
    stand_in, _ = await reachable(desk, away.stand_in) if away is not None else ((), None)
    return tuple(sorted({*await overseers(desk), *stand_in}))


async def _is_there(desk: Desk, telegram_id: int) -> bool:
    away = await absence_of(desk.session, telegram_id, desk.now) is not None
    return not away and not await has_blocked(desk.session, telegram_id)


async def is_staff(desk: Desk, telegram_id: int) -> bool:
    """Whether this Telegram id holds a role of staff."""
    return any(role.role in STAFF for role in await roles_of(desk.session, telegram_id))


def staff_name(roles: Collection[Role]) -> str:
    """Return the name under which cases show a member of staff with these roles, "" where none is a role of staff.

    The name of a delegate's role comes first.
    """
    return next((role.name for role in sorted(roles, key=_order) if role.role in STAFF), "")


def _order(role: Role) -> tuple[bool, str]:
    return role.role != Actor.DELEGATE, role.name


def sees_all(actors: Collection[Actor]) -> bool:
    """Whether somebody acting in these roles sees every case, as the team does."""
    return may(actors, SEE_ALL_CASES)
