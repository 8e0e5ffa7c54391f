"""The moments at which something is due in a case: set anew by a question, cleared once none waits."""

from handlers.cases.core.desk import Desk
from handlers.cases.core.rules import due_for
from storage.absences import absence_of
from storage.cases import Case


async def start_timer(desk: Desk, case: Case) -> None:
    """Set anew when staff are reminded of a case and by when an answer is promised, counted from now.

    Where the owner is away, both are counted from the owner's return.
    """
    away = await absence_of(desk.session, case.owner_id, desk.now) if case.owner_id is not None else None
    due = due_for(away.ends_at if away is not None else desk.now, desk.work)
    case.asked_at, case.promise_at = desk.now, due.promise_at
    case.remind_at, case.escalate_at = due.remind_at, due.promise_at
    case.waiting_since = case.nudge_at = case.expire_at = case.escalated_at = None


def hand_on_timer(desk: Desk, case: Case) -> None:
    """Keep the promise of a case that passes to a colleague, and remind them where the reminder is still to come.

    A case that was put off no longer is.
    """
    case.later_until = None
    due = due_for(case.asked_at or desk.now, desk.work)
    case.remind_at = due.remind_at if due.remind_at > desk.now and case.escalate_at is not None else None


def stop_timers(case: Case) -> None:
    """Clear all moments at which the ticker would act on a case: reminder, escalation, question, closing."""
    case.asked_at = case.remind_at = case.escalate_at = case.later_until = case.escalated_at = None
    case.nudge_at = case.expire_at = case.waiting_since = None
