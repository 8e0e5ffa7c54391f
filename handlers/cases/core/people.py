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
    """The way of a case to its readers.

    `referent` answers for it, `recipients` get the card, `instead` answers in her place. With `is_team` nobody by name
    does, but the team.
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
    """Return the role and the name of who answers for an entry, else for the territory of a department.

    Without a territory it is the animation.
    """
    team = desk.knowledge.team
    entry = desk.knowledge.entries.get(entry_id or "")
    role = entry.referent if entry is not None else DELEGATE
    if role == DELEGATE and department not in team.delegates:
        role = ANIMATION
    return role, team.referent(role, department).name


async def route_for(desk: Desk, entry_id: str | None, department: str | None) -> Route | None:
    """Return the route of a subject and a department.

    None means that nobody can receive it, and that nothing may be promised.
    """
    role, name = referent_of(desk, entry_id, department)
    return await route_to(desk, role, name)


async def route_to(desk: Desk, role: str, name: str) -> Route | None:
    """Return the route to a member who can be reached, else to their stand-in, else to the team.

    None means that nobody can be reached.
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
    """Return the name of the owner; where nobody has taken the case, of who is expected to."""
    if case.owner_name:
        return case.owner_name
    route = await route_to(desk, case.role, case.referent)
    return route.expected if route is not None else case.referent


async def _stand_in_among(desk: Desk, ids: Sequence[int]) -> str | None:
    """Return the name of the team's stand-in, where they are among these Telegram ids, else None."""
    stand_in = desk.knowledge.team.stand_in
    linked, _ = await reachable(desk, stand_in)
    return stand_in if set(linked) & set(ids) else None


async def reachable(desk: Desk, name: str) -> tuple[tuple[int, ...], str | None]:
    """Return the Telegram ids of who is linked under this name and can be reached, and the stand-in of one who is away.

    Those who are away or have blocked the bot cannot be reached. The stand-in is a name, None where nobody is away.
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
    """Whether anybody of staff can be reached."""
    for telegram_id in await holders_of(desk.session, *STAFF):
        if await _is_there(desk, telegram_id):
            return True
    return False


async def overseers(desk: Desk) -> tuple[int, ...]:
    """Return the Telegram ids of the team and of its stand-in, as far as they can be reached."""
    stand_in, _ = await reachable(desk, desk.knowledge.team.stand_in)
    team = [one for one in await holders_of(desk.session, *who_may(SEE_ALL_CASES)) if await _is_there(desk, one)]
    return tuple(sorted({*stand_in, *team}))


async def _is_there(desk: Desk, telegram_id: int) -> bool:
    away = await absence_of(desk.session, telegram_id, desk.now) is not None
    return not away and not await has_blocked(desk.session, telegram_id)


async def is_staff(desk: Desk, telegram_id: int) -> bool:
    return any(role.role in STAFF for role in await roles_of(desk.session, telegram_id))


def staff_name(roles: Collection[Role]) -> str:
    """Return the name that cases show of a member of staff, that of a delegate first; "" without a role of staff."""
    return next((role.name for role in sorted(roles, key=_order) if role.role in STAFF), "")


def _order(role: Role) -> tuple[bool, str]:
    return role.role != Actor.DELEGATE, role.name


def sees_all(actors: Collection[Actor]) -> bool:
    return may(actors, SEE_ALL_CASES)
