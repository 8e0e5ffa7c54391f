"""The timers of cases: reminders, escalations, the question after a silence, the closing. Only while the team works."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.cases.clock import digest_texts
from handlers.cases.core import buttons, staff_texts, steps, texts
from handlers.cases.core.alarm import in_danger
from handlers.cases.core.card_texts import marked
from handlers.cases.core.cards import refresh, show_card
from handlers.cases.core.desk import ROBOT, Desk, desk_of
from handlers.cases.core.opening import tell_person
from handlers.cases.core.outcomes import note_outcomes, tell_nobody_reached
from handlers.cases.core.people import overseers, who_answers
from handlers.cases.core.relay import say_of_case, send_earlier_messages, town_of
from handlers.cases.core.rules import Gone, remind_again_at
from handlers.cases.core.switch import end_silent_switches, is_any_silent
from handlers.cases.core.writing import readers_of
from handlers.cases.staff.leaving import is_anybody_lost, release_cases_of_the_gone
from handlers.cases.staff.list_texts import LABEL_ALL_CASES
from handlers.cases.staff.naming import case_rows, say_of_cases
from handlers.talk.dates import day_and_hour
from handlers.talk.public_contact import public_contact
from handlers.talk.replies import Reply
from handlers.talk.tick import Duty, Tick
from storage.case_copies import CARD, copies_of, is_any_case_with_news
from storage.cases import Case, State, ids_of_due_cases, is_any_case_due, lock_case
from storage.outbox import Priority
from storage.people import has_blocked

MOST_REMINDED = 10  # cases, each with a line and a button


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
    """Remind staff of the answers that are due soon, escalate late ones, ask silent people whether they need more help.

    The case of a person who did not answer that question in time is closed. Outside working hours nothing is done.
    """
    desk = desk_of(tick)
    if not desk.work.is_open(tick.now):
        return
    to_remind: defaultdict[int, list[Case]] = defaultdict(list)
    for case_id in await ids_of_due_cases(tick.session, tick.now):
        case = await lock_case(tick.session, case_id)
        if case is not None and case.is_open:
            for chat_id in await _do_what_case_needs(desk, case):
                to_remind[chat_id].append(case)
    for chat_id, cases in sorted(to_remind.items()):
        await _remind(desk, chat_id, cases)


async def _do_what_case_needs(desk: Desk, case: Case) -> Sequence[int]:
    """Do what is due in a case, and return the chats of staff to be reminded of it."""
    readers: Sequence[int] = ()
    if _is_due(case.escalate_at, desk):
        await escalate(desk, case)
    elif _is_due(case.remind_at, desk):
        readers = await readers_to_remind(desk, case)
    if case.state == State.WAITING:
        await _ask_or_expire(desk, case)
    return readers


def _is_due(moment: datetime | None, desk: Desk) -> bool:
    return moment is not None and moment <= desk.now


async def readers_to_remind(desk: Desk, case: Case) -> Sequence[int]:
    """Note that staff are reminded of a case, and return the chats of who owns it or is offered it.

    Where the owner has blocked the bot, the case is taken from them instead and offered to others. Where nobody can be
    reached, somebody is looked for again a day of work later.
    """
    case.later_until = case.remind_at = None
    if await _owner_is_lost(desk, case):
        return ()
    readers = await readers_of(desk, case)
    if readers:
        desk.note(case, "remind", ROBOT)
    else:
        case.remind_at = remind_again_at(desk.now, desk.work)
    return readers


async def _remind(desk: Desk, chat_id: int, cases: Sequence[Case]) -> None:
    """Remind a member of staff of cases in one message: of one by its buttons, of several by one for each.

    Those in which a danger was told are marked and come first.
    """
    alarmed = await in_danger(desk, cases)
    if len(cases) > 1:
        shown = sorted(cases, key=lambda one: one.id not in alarmed)[:MOST_REMINDED]
        rows = [*case_rows(shown), [buttons.all_cases(LABEL_ALL_CASES)]]
        lines = [_line(desk, one, is_in_danger=one.id in alarmed) for one in shown]
        told = Reply(digest_texts.reminder(len(cases), lines), rows)
        await say_of_cases(desk, chat_id, told, cases, priority=Priority.REMINDER)
        return
    (case,) = cases
    rows = buttons.staff_rows(case.id, case.state, is_owner=case.owner_id is not None, oversees=False)[:1]
    html = staff_texts.reminder(case.id, case.person_name, _promise(desk, case))
    told = Reply(marked(html, in_danger=bool(alarmed)), rows)
    await say_of_case(desk, case, chat_id, told, priority=Priority.REMINDER)


def _line(desk: Desk, case: Case, *, is_in_danger: bool) -> str:
    return digest_texts.reminded(case.person_name, town_of(case), _promise(desk, case), in_danger=is_in_danger)


def _promise(desk: Desk, case: Case) -> str:
    return day_and_hour(case.promise_at or desk.now, desk.now, desk.hours.zone)


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
    case.escalate_at, case.escalated_at = None, desk.now
    desk.note(case, "escalate", ROBOT)
    late = await who_answers(desk, case)
    others = [chat_id for chat_id in await overseers(desk) if chat_id != case.owner_id]
    # Whom nobody hears of now is looked for again; the others have it in their digest.
    case.remind_at = None if others else remind_again_at(desk.now, desk.work)
    known = {copy.chat_id for copy in await copies_of(desk.session, case.id, CARD)}
    await desk.session.flush()
    to_overseers = Reply(staff_texts.escalated(case.id, late, is_told=case.telegram_id is not None))
    for chat_id in others:
        await desk.send(chat_id, to_overseers, forget=True)
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
