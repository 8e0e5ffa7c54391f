"""What happens when an absence begins: the new cases go to the stand-in, the taken ones wait for the return."""

from datetime import datetime

from handlers.cases.core import buttons, staff_texts, steps, texts
from handlers.cases.core.cards import refresh
from handlers.cases.core.desk import ROBOT, Desk, desk_of
from handlers.cases.core.opening import promise_of, tell_person
from handlers.cases.core.people import route_to, staff_name
from handlers.talk.codes import code_for
from handlers.talk.dates import day
from handlers.talk.replies import Button, Reply
from handlers.talk.tick import Tick
from storage.absences import Absence, absences_to_offer
from storage.cases import Case, State, cases_owned_by, new_cases_for
from storage.roles import roles_of


async def begin_absences(tick: Tick) -> None:
    """Handle each absence that has started, once, in working time: its cases go to the stand-in or wait for the return.

    New cases addressed to the absent member are shown to the stand-in. Their taken cases have the timers postponed, and
    the absent member gets a button that offers all these cases to the stand-in.
    """
    desk = desk_of(tick)
    if not desk.work.is_open(tick.now):
        return
    for one in await absences_to_offer(tick.session, tick.now):
        one.offered = True
        name = staff_name(await roles_of(tick.session, one.telegram_id))
        for case in await new_cases_for(tick.session, name):
            await _to_stand_in(desk, case)
        cases = await cases_owned_by(tick.session, [one.telegram_id])
        for case in cases:
            await _pause(desk, case, one)
        if cases:
            button = Button(staff_texts.hand_all_over(one.stand_in), code_for(buttons.ABSENCE, "tout"))
            words = staff_texts.offer_hand_over(len(cases), one.stand_in)
            await desk.to_staff(one.telegram_id, Reply(words, [[button]]))


async def _to_stand_in(desk: Desk, case: Case) -> None:
    """Show an untaken case to who stands in for its absent addressee, and tell its person whose answer to expect.

    The colleague named in the absence stands in, else the team. Do nothing where nobody can receive the case, or where
    its addressee can.
    """
    route = await route_to(desk, case.role, case.referent)
    if route is None or route.instead is None:
        return
    await steps.show_to(desk, case, route.recipients)
    desk.note(case, "stand-in", ROBOT, route.expected)
    promise, is_late = "", case.promise_at is not None and case.promise_at <= desk.now
    if case.promise_at is not None:
        promise = promise_of(desk, case)
    await tell_person(desk, case, texts.stand_in(case.id, case.referent, route.expected, promise, is_late=is_late))


async def _pause(desk: Desk, case: Case, away: Absence) -> None:
    """Postpone the timers of a taken case until its absent owner is back, and tell the person when that will be.

    The reminder, the escalation and the promised answer keep the working time that each had left. A case in another
    state stays as it is.
    """
    if case.state != State.TAKEN:
        return
    back = desk.work.next_open(away.ends_at)
    for name in ("remind_at", "escalate_at", "promise_at"):
        moment: datetime | None = getattr(case, name)
        if moment is not None and moment > desk.now:
            setattr(case, name, desk.work.add(back, desk.work.between(desk.now, moment)))
    desk.note(case, "pause", ROBOT, away.stand_in)
    await refresh(desk, case)
    until = day(back.astimezone(desk.hours.zone).date())
    promise = promise_of(desk, case) if case.promise_at and case.promise_at > desk.now else ""
    words = texts.paused(case.id, case.owner_name or case.referent, until, promise)
    await tell_person(desk, case, words)
