"""To whom a case goes: who answers for the subject or the territory, who is linked and not away, who stands in."""

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
    """`referent`: who answers for it. `recipients`: who get the card. `instead`: who does so in her place.

    `is_team`: nobody by name does, but the team.
    """

    role: str
    referent: str
    recipients: tuple[int, ...]
    instead: str | None = None
    is_team: bool = False

    @property
    def expected(self) -> str:
        """Who is expected to answer."""
        return self.instead or self.referent


def referent_of(desk: Desk, entry_id: str | None, department: str | None) -> tuple[str, str]:
    """The role and the name: of the subject, else of the territory; the animation for what is nowhere here."""
    team = desk.knowledge.team
    entry = desk.knowledge.entries.get(entry_id or "")
    role = entry.referent if entry is not None else DELEGATE
    if role == DELEGATE and department not in team.delegates:
        role = ANIMATION
    return role, team.referent(role, department).name


async def route_for(desk: Desk, entry_id: str | None, department: str | None) -> Route | None:
    """None where nobody can receive it: nothing may be promised."""
    role, name = referent_of(desk, entry_id, department)
    return await route_to(desk, role, name)


async def route_to(desk: Desk, role: str, name: str) -> Route | None:
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
    """Its owner; where nobody has taken it, who is expected to now."""
    if case.owner_name:
        return case.owner_name
    route = await route_to(desk, case.role, case.referent)
    return route.expected if route is not None else case.referent


async def _stand_in_among(desk: Desk, ids: Sequence[int]) -> str | None:
    """The name of the stand-in, where linked."""
    stand_in = desk.knowledge.team.stand_in
    linked, _ = await reachable(desk, stand_in)
    return stand_in if set(linked) & set(ids) else None


async def reachable(desk: Desk, name: str) -> tuple[tuple[int, ...], str | None]:
    """Those linked under this name who are neither away nor have blocked the bot; and who stands in for one away."""
    ids, stand_in = [], None
    for telegram_id in await holders_named(desk.session, name, *STAFF):
        absence = await absence_of(desk.session, telegram_id, desk.now)
        if absence is not None:
            stand_in = absence.stand_in
        elif not await has_blocked(desk.session, telegram_id):
            ids.append(telegram_id)
    return tuple(ids), stand_in


async def anybody(desk: Desk) -> bool:
    """Whether somebody of staff can be reached at all."""
    for telegram_id in await holders_of(desk.session, *STAFF):
        if await _is_there(desk, telegram_id):
            return True
    return False


async def overseers(desk: Desk) -> tuple[int, ...]:
    """The stand-in and the team, those who can be reached."""
    stand_in, _ = await reachable(desk, desk.knowledge.team.stand_in)
    team = [one for one in await holders_of(desk.session, *who_may(SEE_ALL_CASES)) if await _is_there(desk, one)]
    return tuple(sorted({*stand_in, *team}))


async def _is_there(desk: Desk, telegram_id: int) -> bool:
    away = await absence_of(desk.session, telegram_id, desk.now) is not None
    return not away and not await has_blocked(desk.session, telegram_id)


async def is_staff(desk: Desk, telegram_id: int) -> bool:
    return any(role.role in STAFF for role in await roles_of(desk.session, telegram_id))


def staff_name(roles: Collection[Role]) -> str:
    """The name that cases show of a member of staff."""
    return next((role.name for role in sorted(roles, key=_order) if role.role in STAFF), "")


def _order(role: Role) -> tuple[bool, str]:
    return role.role != Actor.DELEGATE, role.name


def sees_all(actors: Collection[Actor]) -> bool:
    return may(actors, SEE_ALL_CASES)
