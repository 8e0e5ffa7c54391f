"""The steps of a case: the one place that assigns its state, does what goes with that, and writes its history.

The caller has locked the case (`lock_case`); the rules decide whether a step is allowed.
"""

from collections.abc import Sequence
from datetime import datetime

from handlers.cases.core import buttons, staff_texts, texts
from handlers.cases.core.alarm import numbers_given
from handlers.cases.core.cards import refresh, show_card
from handlers.cases.core.desk import PERSON as BY_PERSON
from handlers.cases.core.desk import ROBOT, Desk
from handlers.cases.core.opening import promise_of, tell_person
from handlers.cases.core.people import overseers, reachable, route_to
from handlers.cases.core.relay import chats_with_card, say_of_case, send_earlier_messages
from handlers.cases.core.rules import (
    EXPIRE_AFTER,
    NUDGE_AFTER,
    Gone,
    Later,
    Step,
    Why,
    later_until,
    next_state,
    staff_step,
)
from handlers.cases.core.switch import end_switches
from handlers.cases.core.timing import hand_on_timer, start_timer, stop_timers
from handlers.talk.danger.texts import again
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply
from storage.case_copies import cards_in
from storage.cases import Case, Outcome, State


async def take(desk: Desk, case: Case, actor: int, name: str) -> Refusal[Why] | None:
    """Make a member of staff the owner of a case, and tell the person; return why where the rules refuse it.

    `actor` is their Telegram id. The card is queued to them where they lack it, and all its copies are brought up to
    date.
    """
    state = staff_step(case, Step.TAKE, actor, desk.now)
    if isinstance(state, Refusal):
        return state
    _make_owner(desk, case, state, actor, name)
    desk.note(case, Step.TAKE, name)
    if await cards_in(desk.session, case.id, actor) is None:  # the team takes cases whose card they do not have
        await show_card(desk, case, actor, silent=True)
        await send_earlier_messages(desk, case, actor)
    await tell_person(desk, case, texts.taken(case.id, name))
    await refresh(desk, case)
    return None


def _move(case: Case, state: State) -> None:
    """Assign a new state to a case; no other code does."""
    case.state = state


def _make_owner(desk: Desk, case: Case, state: State, actor: int, name: str) -> None:
    _move(case, state)
    case.owner_id, case.owner_name, case.taken_at = actor, name, desk.now


def _remove_owner(case: Case, state: State) -> None:
    _move(case, state)
    case.owner_id = case.owner_name = case.taken_at = None


async def ask(desk: Desk, case: Case, by: str = BY_PERSON) -> Refusal[Why] | None:
    """Note that an answer is due in a case, and set its reminder and promise anew; return why the rules refuse it.

    The person has asked something, or staff, named in `by`, took their answer back.
    """
    state = next_state(case, Step.ASK, desk.now)
    if isinstance(state, Refusal):
        return state
    _move(case, state)
    await start_timer(desk, case)
    desk.note(case, Step.ASK, by)
    return None


def note_answered(desk: Desk, case: Case, name: str) -> None:
    """Note that a reply of staff has reached the person: the case now waits for them, and no answer is due.

    Where the rules refuse that, as in a case given away meanwhile, only the history and the time of the first reply are
    written.
    """
    state = next_state(case, Step.ANSWERED, desk.now)
    case.first_reply_at = case.first_reply_at or desk.now
    if isinstance(state, Refusal):
        desk.note(case, "answered late", name)
        return
    desk.note(case, Step.ANSWERED, name)
    _wait_for_person(desk, case, state)


def note_question_taken_back(desk: Desk, case: Case) -> None:
    """Note that the person took back what they had asked since the last answer: no answer is due any more."""
    state = next_state(case, Step.ANSWERED, desk.now)
    if not isinstance(state, Refusal):
        desk.note(case, "unasked", BY_PERSON)
        _wait_for_person(desk, case, state)


def _wait_for_person(desk: Desk, case: Case, state: State) -> None:
    _move(case, state)
    stop_timers(case)
    case.waiting_since, case.nudge_at = desk.now, desk.work.next_open(desk.now + NUDGE_AFTER)


async def transfer(
    desk: Desk, case: Case, actor: int, by: str, to: str, *, oversees: bool, promised_anew: bool = False
) -> Refusal[Why] | bool:
    """Offer a case to the colleague named `to`, who has yet to take it; the case loses its owner; tell the person.

    `actor` and `by` are the id and name of who transfers it; with `oversees` they may do so with a colleague's case.
    The answer promised stays due when it was, unless `promised_anew`. Return True once the case is offered, False where
    `to` cannot be reached, else why the rules refuse this.
    """
    state = staff_step(case, Step.TRANSFER, actor, desk.now, oversees=oversees)
    if isinstance(state, Refusal):
        return state
    chats, _ = await reachable(desk, to)
    if not chats:
        return False
    member = desk.knowledge.team.member(to)
    desk.note(case, Step.TRANSFER, by, to)
    await _offer_to(desk, case, state, to, chats, keeps_promise=not promised_anew)
    case.role = member.roles[0] if member and member.roles else case.role
    is_late = case.promise_at is not None and case.promise_at <= desk.now
    await tell_person(desk, case, texts.moved(case.id, to, "" if is_late else promise_of(desk, case)))
    return True


async def _offer_to(
    desk: Desk, case: Case, state: State, to: str, chats: tuple[int, ...], *, keeps_promise: bool = False
) -> None:
    """Take a case from its owner and offer it to the member of staff named `to`, who has yet to take it.

    The card is queued to `chats`, and staff who had chosen to write into the case no longer do. The timer starts anew,
    unless with `keeps_promise` an answer is due.
    """
    await end_switches(desk, case, staff_only=True)
    _remove_owner(case, state)
    case.referent = to
    if case.asked_at is None or not keeps_promise:
        await start_timer(desk, case)
    else:
        hand_on_timer(desk, case)
    await show_to(desk, case, chats)


async def show_to(desk: Desk, case: Case, chats: Sequence[int]) -> None:
    """Queue the card and the earlier messages of a case to those of these chats that lack the card.

    All cards already sent are edited to what is true now.
    """
    known = await chats_with_card(desk, case)
    await desk.session.flush()
    for chat_id in chats:
        if chat_id not in known:
            await show_card(desk, case, chat_id)
            await send_earlier_messages(desk, case, chat_id)
    await refresh(desk, case)


async def release(desk: Desk, case: Case, why: Gone, *, tell: bool = True) -> bool:
    """Take a case from its owner, who is gone, and offer it to its referent, else to a stand-in or the team.

    Return False where nobody is left to offer it to. In a state that allows no release nothing is done, and True is
    returned. With `tell` the person learns who is expected to answer now.
    """
    state = next_state(case, Step.RELEASE, desk.now)
    if isinstance(state, Refusal):
        return True
    owner = case.owner_name or ""
    route = await route_to(desk, case.role, case.referent)
    desk.note(case, Step.RELEASE, ROBOT, why)
    if route is None:
        _remove_owner(case, state)
        return False
    await _offer_to(desk, case, state, case.referent if route.is_team else route.expected, route.recipients)
    for chat_id in route.recipients:
        told = Reply(staff_texts.released(case.id, owner, why))
        await say_of_case(desk, case, chat_id, told, silent=desk.is_quiet)
    if tell:
        await tell_person(desk, case, texts.moved(case.id, route.expected, promise_of(desk, case)))
    return True


def later(desk: Desk, case: Case, state: State, choice: Later, name: str) -> datetime:
    """Put a case off, and return until when staff are not reminded of it; `state` is what `staff_step` returned."""
    until = later_until(choice, desk.now, desk.work)
    _move(case, state)
    case.later_until = case.remind_at = until
    desk.note(case, Step.LATER, name, choice)
    return until


async def close(desk: Desk, case: Case, actor: int, name: str, *, oversees: bool) -> Refusal[Why] | None:
    """Close a case as done by a member of staff, and tell the person; return why where the rules refuse it."""
    state = staff_step(case, Step.CLOSE, actor, desk.now, oversees=oversees)
    if isinstance(state, Refusal):
        return state
    await _end_case(desk, case, state, "done", name)
    await _tell_closed(desk, case, name)
    return None


async def _tell_closed(desk: Desk, case: Case, by: str = "") -> None:
    """Tell the person that their case is closed, by the member of staff `by` or, where "", by the bot.

    They are asked whether the case helped; where a danger was told in it, help numbers are repeated instead.
    """
    numbers = again(await numbers_given(desk, case))
    rows = [] if numbers else buttons.rating_rows(case.id)
    await tell_person(desk, case, texts.closed(case.id, by, numbers), rows=rows)


async def withdraw(desk: Desk, case: Case) -> Refusal[Why] | None:
    """Close a case because its person takes it back; tell its owner, else all who have the card.

    Return why where the rules refuse it.
    """
    state = next_state(case, Step.WITHDRAW, desk.now)
    if isinstance(state, Refusal):
        return state
    await _end_case(desk, case, state, "withdrawn", BY_PERSON)
    told = [case.owner_id] if case.owner_id is not None else await chats_with_card(desk, case)
    for chat_id in told:
        told_of = Reply(staff_texts.withdrawn(case.id, case.person_name))
        await say_of_case(desk, case, chat_id, told_of, silent=desk.is_quiet)
    return None


async def expire(desk: Desk, case: Case) -> None:
    """Close a case whose person did not answer whether they still need help, and ask them whether the case helped.

    In a state that does not allow the closing, nothing is done.
    """
    state = next_state(case, Step.EXPIRE, desk.now)
    if not isinstance(state, Refusal):
        case.outcome = Outcome.SILENT
        await _end_case(desk, case, state, "expired", ROBOT)
        await _tell_closed(desk, case)


async def _end_case(desk: Desk, case: Case, state: State, why: str, who: str) -> None:
    steps = {"done": Step.CLOSE, "withdrawn": Step.WITHDRAW, "expired": Step.EXPIRE}
    _move(case, state)
    case.closed_at, case.closed_why = desk.now, why
    stop_timers(case)
    desk.note(case, steps[why], who)
    await end_switches(desk, case)
    await refresh(desk, case)


async def nudge(desk: Desk, case: Case) -> None:
    """Note that a silent person is asked now whether they still need help; unanswered, the case closes in three days.

    The question itself is sent by the caller.
    """
    case.nudge_at, case.expire_at = None, desk.now + EXPIRE_AFTER
    desk.note(case, "nudge", ROBOT)


async def reopen(desk: Desk, case: Case, who: str) -> Refusal[Why] | None:
    """Reopen a closed case and give it to its last owner where they can be reached, otherwise offer it as a new one.

    Return why where the rules refuse it, as too long after the closing. `who` is PERSON, and then staff are told, or
    the name of the member of staff who reopens it.
    """
    state = next_state(case, Step.REOPEN, desk.now)
    if isinstance(state, Refusal):
        return state
    owner, owner_id = case.owner_name, case.owner_id
    _move(case, state)
    case.closed_at = case.closed_why = case.outcome = case.satisfied = None
    desk.note(case, Step.REOPEN, who)
    route = await route_to(desk, case.role, owner or case.referent)
    chats = route.recipients if route is not None else await overseers(desk)
    await _offer_to(desk, case, state, owner or case.referent, chats)
    for chat_id in chats if who == BY_PERSON else ():
        await say_of_case(desk, case, chat_id, Reply(staff_texts.reopened(case.id)), silent=desk.is_quiet)
    if owner_id in chats and owner is not None and owner_id is not None:
        _make_owner(desk, case, State.TAKEN, owner_id, owner)
        desk.note(case, Step.TAKE, owner)
        await refresh(desk, case)
    return None
