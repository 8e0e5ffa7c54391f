"""Which cases a member of staff sees, and on whose they may act."""

from telegram import Update

from handlers.cases.core import staff_texts
from handlers.cases.core.desk import desk_of
from handlers.cases.core.people import overseers_of, sees_all, staff_name
from handlers.cases.core.rules import Why
from handlers.talk.codes import pressed
from handlers.talk.dates import hour
from handlers.talk.turn import Turn
from storage.base import Condition
from storage.case_search import is_seen, seen_by, seen_by_all
from storage.cases import Case, lock_case


def cases_seen(turn: Turn) -> Condition:
    """Return the SQL condition that this member of staff sees a case: the team sees all of them."""
    if sees_all(turn.actors):
        return seen_by_all()
    return seen_by(turn.known().telegram_id, staff_name(turn.roles), turn.now)


async def sees(turn: Turn, case: Case) -> bool:
    """Whether this member of staff sees a case."""
    return sees_all(turn.actors) or await is_seen(turn.session, case.id, cases_seen(turn))


async def oversees(turn: Turn, case: Case) -> bool:
    """Whether this member of staff is of the team or stands in for a case's owner, and may act on it in their place."""
    return sees_all(turn.actors) or turn.known().telegram_id in await overseers_of(desk_of(turn), case)


async def case_seen(turn: Turn, number: int) -> Case | None:
    """Return the case with this number, locked; None where it is gone or this member of staff does not see it."""
    case = await lock_case(turn.session, number)
    return case if case is not None and await sees(turn, case) else None


async def case_pressed(update: Update, turn: Turn) -> Case | None:
    """Return the case whose number is in the code of the button that staff pressed, locked.

    None, with a notice shown at the press, where it is gone or this member of staff does not see it.
    """
    number = pressed(update).number(0)
    case = await lock_case(turn.session, number) if number is not None else None
    if case is None:
        turn.notice = staff_texts.GONE
    elif not await sees(turn, case):
        case, turn.notice = None, staff_texts.NOT_YOURS
    return case


def refuse(turn: Turn, case: Case, why: Why) -> None:
    """Show staff in a notice why the step that they pressed is refused, and write that into the history of the case."""
    desk_of(turn).note(case, "refused", staff_name(turn.roles), why)
    at = hour(case.taken_at, turn.hours.zone) if case.taken_at else ""
    turn.notice = staff_texts.refused(why, case.owner_name or case.referent, at)
