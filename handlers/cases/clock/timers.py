"""The timers of cases: reminders, escalations, the question after a silence, the closing. Only while the team works."""

from datetime import datetime, timedelta

from handlers.cases.core import buttons, staff_texts, steps, texts
from handlers.cases.core.cards import refresh, show_card
from handlers.cases.core.desk import ROBOT, Desk, desk_of
from handlers.cases.core.opening import tell_person
from handlers.cases.core.outcomes import note_outcomes, tell_nobody_reached
from handlers.cases.core.people import overseers, who_answers
from handlers.cases.core.relay import say_of_case, send_earlier_messages
from handlers.cases.core.rules import Gone, remind_again_at
from handlers.cases.core.switch import end_silent_switches, is_any_silent
from handlers.cases.core.writing import readers_of
from handlers.cases.staff.leaving import is_anybody_lost, release_cases_of_the_gone
from handlers.talk.dates import day_and_hour
from handlers.talk.public_contact import public_contact
from handlers.talk.replies import Reply
from handlers.talk.tick import Duty, Tick
from storage.case_copies import CARD, copies_of, is_any_case_with_news
from storage.cases import Case, State, ids_of_due_cases, is_any_case_due, lock_case
from storage.outbox import Priority
from storage.people import has_blocked


async def is_working_time(tick: Tick) -> bool:
    """Whether the cooperative is at work now."""
    return desk_of(tick).work.is_open(tick.now)


async def _end_switches(tick: Tick) -> None:
    await end_silent_switches(desk_of(tick))


def case_duties() -> tuple[Duty, ...]:
    """Return the ticker's duties for cases.

    They note what was delivered, end the choices of a case to write to that were long not used, find others for the
    cases of owners who are gone, and run the timers.
    """
    return (
        Duty("case deliveries", timedelta(0), note_outcomes, lambda _: is_any_case_with_news(), reads_outcomes=True),
        Duty("case switches", timedelta(0), _end_switches, lambda tick: is_any_silent(tick.now)),
        Duty("case owners", timedelta(0), release_cases_of_the_gone, lambda _: is_anybody_lost()),
        Duty("case timers", timedelta(0), do_what_is_due, lambda tick: is_any_case_due(tick.now), is_working_time),
    )


async def do_what_is_due(tick: Tick) -> None:
    """Remind staff of the cases that are due or late, and ask silent people whether they still need help.

    The case of a person who did not answer that question in time is closed. Outside working hours nothing is done.
    """
    desk = desk_of(tick)
    if not desk.work.is_open(tick.now):
        return
    for case_id in await ids_of_due_cases(tick.session, tick.now):
        case = await lock_case(tick.session, case_id)
        if case is not None and case.is_open:
            await _do_what_case_needs(desk, case)


async def _do_what_case_needs(desk: Desk, case: Case) -> None:
    if _is_due(case.escalate_at, desk):
        await escalate(desk, case)
    elif _is_due(case.remind_at, desk):
        await remind(desk, case)
    if case.state == State.WAITING:
        await _ask_or_expire(desk, case)


def _is_due(moment: datetime | None, desk: Desk) -> bool:
    return moment is not None and moment <= desk.now


async def remind(desk: Desk, case: Case) -> None:
    """Remind the members of staff who own a case, or are offered the case, of the promised answer.

    Where the owner has blocked the bot, the case is taken from that owner instead and offered to others.
    """
    case.later_until, case.remind_at = None, remind_again_at(desk.now, desk.work)
    if await _owner_is_lost(desk, case):
        return
    readers = await readers_of(desk, case)
    if not readers:
        return
    desk.note(case, "remind", ROBOT)
    moment = case.promise_at or desk.now
    words = staff_texts.reminder(case.id, case.person_name, day_and_hour(moment, desk.now, desk.hours.zone))
    rows = buttons.staff_rows(case.id, case.state, is_owner=case.owner_id is not None, oversees=False)[:1]
    for chat_id in readers:
        await say_of_case(desk, case, chat_id, Reply(words, rows), priority=Priority.REMINDER)


async def _owner_is_lost(desk: Desk, case: Case) -> bool:
    """Take a case from an owner who has blocked the bot, and offer it to others; return False for any other owner."""
    if case.owner_id is None or not await has_blocked(desk.session, case.owner_id):
        return False
    if not await steps.release(desk, case, Gone.BLOCKED):
        await tell_nobody_reached(desk, case)
    return True


async def escalate(desk: Desk, case: Case) -> None:
    """Send the card of a case not answered in time to the team and the team's stand-in; tell the person of the delay.

    Where none of these can be reached, the person is given the public contact.
    """
    promised = day_and_hour(case.promise_at or desk.now, desk.now, desk.hours.zone)
    case.escalate_at, case.escalated_at, case.remind_at = None, desk.now, remind_again_at(desk.now, desk.work)
    desk.note(case, "escalate", ROBOT)
    late = await who_answers(desk, case)
    others = [chat_id for chat_id in await overseers(desk) if chat_id != case.owner_id]
    known = {copy.chat_id for copy in await copies_of(desk.session, case.id, CARD)}
    await desk.session.flush()
    for chat_id in others:
        await desk.send(chat_id, Reply(staff_texts.escalated(case.id, late)), forget=True)
        await show_card(desk, case, chat_id)
        if chat_id not in known:
            await send_earlier_messages(desk, case, chat_id)
    await refresh(desk, case)
    await _tell_late(desk, case, promised, late, bool(others))


async def _tell_late(desk: Desk, case: Case, promised: str, late: str, is_told: bool) -> None:
    if is_told:
        told = desk.knowledge.team.stand_in
        words = texts.late(case.id, promised, late, told if told != late else None)
        await tell_person(desk, case, words, priority=Priority.REMINDER)
    else:
        contact = public_contact(desk.knowledge.team)
        await tell_person(
            desk, case, texts.late_and_alone(case.id, promised, late, contact), priority=Priority.REMINDER
        )


async def _ask_or_expire(desk: Desk, case: Case) -> None:
    if _is_due(case.expire_at, desk):
        await steps.expire(desk, case)
    elif _is_due(case.nudge_at, desk):
        await steps.nudge(desk, case)
        rows = buttons.still_rows(case.id)
        words = texts.nudge(case.id, case.owner_name or case.referent)
        await tell_person(desk, case, words, priority=Priority.REMINDER, rows=rows)
