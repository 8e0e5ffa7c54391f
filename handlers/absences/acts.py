"""Acts on the absence of a member of staff: announce it, end it, offer all cases to the stand-in.

Each either does all of it, or changes nothing and returns a Refusal. Each raises NotAllowed where the actor may not say
absences.
"""

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from enum import StrEnum

from handlers.absences.actions import SAY_ABSENCE
from handlers.cases.core import steps
from handlers.cases.core.desk import Desk
from handlers.cases.core.people import staff_name
from handlers.talk.act import Act
from handlers.talk.refusal import Refusal
from storage.absences import Absence, end_absence
from storage.cases import Case, cases_owned_by
from storage.roles import roles_of


class Why(StrEnum):
    """Why an act on an absence is refused: NOT_AWAY where none is announced, the others where it cannot be announced.

    With STAND_IN_UNKNOWN, `Refusal.about` is the name that is not in the team file.
    """

    ENDS_FIRST = "ends_first"
    PAST = "past"
    STAND_IN_UNKNOWN = "stand_in_unknown"
    STAND_IN_SELF = "stand_in_self"
    NOT_AWAY = "not_away"


@dataclass(frozen=True)
class HandedOver:
    """How many cases were offered to the stand-in, whose name is `to`."""

    count: int
    to: str


async def announce(desk: Desk, telegram_id: int, first: date, last: date, stand_in: str) -> Absence | Refusal[Why]:
    """Record that a member of staff is away from the day `first` to the day `last`, both included, and return it.

    It replaces the absence that they had announced. `stand_in` is the name, in the team file, of the colleague who gets
    their new cases meanwhile. Nobody is told before it begins.
    """
    desk.must_be_allowed(SAY_ABSENCE)
    refusal = _against_days(desk, first, last) or await _against_stand_in(desk, telegram_id, stand_in)
    if refusal is not None:
        return refusal
    away = Absence(
        telegram_id=telegram_id,
        begins_at=desk.work.midnight(first),
        ends_at=desk.work.midnight(last + timedelta(days=1)),
        stand_in=stand_in,
        offered=False,
    )
    return await desk.session.merge(away)


def _against_days(desk: Desk, first: date, last: date) -> Refusal[Why] | None:
    if last < first:
        return Refusal(Why.ENDS_FIRST)
    return Refusal(Why.PAST) if last < desk.work.local_day(desk.now) else None


def days_of(away: Absence, zone: tzinfo) -> tuple[date, date]:
    """Return the first and the last day of an absence."""
    return away.begins_at.astimezone(zone).date(), (away.ends_at - timedelta(hours=1)).astimezone(zone).date()


async def _against_stand_in(desk: Desk, telegram_id: int, stand_in: str) -> Refusal[Why] | None:
    if desk.knowledge.team.member(stand_in) is None:
        return Refusal(Why.STAND_IN_UNKNOWN, stand_in)
    return Refusal(Why.STAND_IN_SELF) if stand_in == await _name_of(desk, telegram_id) else None


async def end(act: Act, telegram_id: int) -> Absence | Refusal[Why]:
    """End the absence of a member of staff, whether it has begun or not, and return it; Refusal(NOT_AWAY) without one.

    Cases that were offered to the stand-in stay with them.
    """
    act.must_be_allowed(SAY_ABSENCE)
    known = await act.session.get(Absence, telegram_id)
    if known is None:
        return Refusal(Why.NOT_AWAY)
    await end_absence(act.session, telegram_id)
    return known


async def hand_over(desk: Desk, telegram_id: int) -> HandedOver | Refusal[Why]:
    """Offer each open case that a member of staff owns to the stand-in of their absence; return how many were offered.

    The stand-in gets the cards, and each person is told. A case that cannot be offered, as when the stand-in cannot be
    reached, stays with its owner. Return Refusal(NOT_AWAY) where no absence is announced.
    """
    desk.must_be_allowed(SAY_ABSENCE)
    known = await desk.session.get(Absence, telegram_id)
    if known is None:
        return Refusal(Why.NOT_AWAY)
    name, count = await _name_of(desk, telegram_id), 0
    for case in await cases_owned_by(desk.session, [telegram_id]):
        count += await _give(desk, case, telegram_id, name, known.stand_in)
    return HandedOver(count, known.stand_in)


async def _give(desk: Desk, case: Case, telegram_id: int, name: str, stand_in: str) -> bool:
    """Offer a case to a stand-in, with a promise of its own: the former one waited for the return."""
    given = await steps.transfer(desk, case, telegram_id, name, stand_in, oversees=False, promised_anew=True)
    return given is True


async def _name_of(desk: Desk, telegram_id: int) -> str:
    return staff_name(await roles_of(desk.session, telegram_id))
