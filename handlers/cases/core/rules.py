"""The rules of a case: its states, the table of allowed steps, who may act, when each thing is due.

Pure: rules take values and `now`. `docs/cases.md` draws the table, and a test compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from handlers.talk.refusal import Refusal
from handlers.talk.worktime import WorkTime
from storage.cases import State

NUDGE_AFTER = timedelta(days=14)  # of waiting for the person, who is then asked once whether they still need help
EXPIRE_AFTER = timedelta(days=3)  # without an answer to that question
REOPEN_WITHIN = timedelta(days=30)
REMIND_BEFORE = timedelta(hours=1)  # of work, before a promise breaks
SWITCH_LASTS = timedelta(minutes=30)
DELETABLE_FOR = timedelta(hours=47)  # Telegram allows 48 hours; the deletion may wait a little to leave


class Step(StrEnum):
    """A step of the person, staff or the bot on a case; `STEPS` tells in which state it is allowed and what follows."""

    TAKE = "take"
    ASK = "ask"  # the person writes, or the answer that they had was taken back
    ANSWERED = "answered"  # a reply of its owner arrived at the person
    TRANSFER = "transfer"  # to a colleague, who has yet to take it
    RELEASE = "release"  # its owner has left, is away or cannot be reached
    LATER = "later"
    NOTE = "note"
    CLOSE = "close"
    WITHDRAW = "withdraw"  # the person takes it back
    EXPIRE = "expire"  # the person is silent
    REOPEN = "reopen"


class Gone(StrEnum):
    """Why a case is taken from its owner, the member of staff who had it."""

    BLOCKED = "blocked"  # they have blocked the bot
    LEFT = "left"  # they are no longer staff
    REOPENED = "reopened"  # somebody else reopened the case, and has it now


_NEW, _TAKEN, _WAITING, _CLOSED = State
STEPS: Mapping[tuple[State, Step], State] = {
    (_NEW, Step.TAKE): _TAKEN,
    (_NEW, Step.ASK): _NEW,
    (_NEW, Step.TRANSFER): _NEW,
    (_NEW, Step.LATER): _NEW,
    (_NEW, Step.NOTE): _NEW,
    (_NEW, Step.CLOSE): _CLOSED,
    (_NEW, Step.WITHDRAW): _CLOSED,
    (_TAKEN, Step.ASK): _TAKEN,
    (_TAKEN, Step.ANSWERED): _WAITING,
    (_TAKEN, Step.TRANSFER): _NEW,
    (_TAKEN, Step.RELEASE): _NEW,
    (_TAKEN, Step.LATER): _TAKEN,
    (_TAKEN, Step.NOTE): _TAKEN,
    (_TAKEN, Step.CLOSE): _CLOSED,
    (_TAKEN, Step.WITHDRAW): _CLOSED,
    (_WAITING, Step.ASK): _TAKEN,
    (_WAITING, Step.ANSWERED): _WAITING,
    (_WAITING, Step.TRANSFER): _NEW,
    (_WAITING, Step.RELEASE): _NEW,
    (_WAITING, Step.NOTE): _WAITING,
    (_WAITING, Step.CLOSE): _CLOSED,
    (_WAITING, Step.WITHDRAW): _CLOSED,
    (_WAITING, Step.EXPIRE): _CLOSED,
    (_CLOSED, Step.NOTE): _CLOSED,
    (_CLOSED, Step.REOPEN): _NEW,
}


class Why(StrEnum):
    """Why a step on a case is refused. Staff are told by a sentence for each, in `staff_texts.py`."""

    TAKEN = "taken"  # by somebody else
    OWN = "own"  # already yours
    CLOSED = "closed"
    NOT_NOW = "not_now"
    TOO_LATE = "too_late"


class CaseLike(Protocol):
    """The fields of a case that the rules read: its state, the Telegram id of its owner, the moment of its closing."""

    @property
    def state(self) -> str: ...
    @property
    def owner_id(self) -> int | None: ...
    @property
    def closed_at(self) -> datetime | None: ...


def next_state(case: CaseLike, step: Step, now: datetime) -> State | Refusal[Why]:
    """Return the state in which a step puts a case, or why its state forbids the step, whoever makes it.

    A closed case cannot be reopened once `REOPEN_WITHIN` has passed since the closing.
    """
    if step is Step.REOPEN and case.closed_at is not None and now - case.closed_at > REOPEN_WITHIN:
        return Refusal(Why.TOO_LATE)
    state = State(case.state)
    following = STEPS.get((state, step))
    if following is not None:
        return following
    if state is State.CLOSED:
        return Refusal(Why.CLOSED)
    return Refusal(Why.TAKEN if step is Step.TAKE else Why.NOT_NOW)


def staff_step(
    case: CaseLike, step: Step, actor: int, now: datetime, *, oversees: bool = False
) -> State | Refusal[Why]:
    """Return the state in which a step by a member of staff puts a case, or why they may not make that step.

    `actor` is their Telegram id. In an open case that a colleague owns they may only add notes; with `oversees`, as for
    the team, they may make every step but TAKE. Whether they may see the case is not checked here.
    """
    others = case.owner_id is not None and case.owner_id != actor
    if step is Step.TAKE and case.owner_id == actor and case.state != State.CLOSED:
        return Refusal(Why.OWN)
    if others and step is not Step.NOTE and (step is Step.TAKE or not oversees) and case.state != State.CLOSED:
        return Refusal(Why.TAKEN)
    return next_state(case, step, now)


def may_reply(case: CaseLike, actor: int) -> Refusal[Why] | None:
    """Return None where this member of staff may write to the person of a case, else why not.

    They may where they own the case or nobody does: whoever replies to an unowned case takes it. A closed case is
    refused.
    """
    if case.state == State.CLOSED:
        return Refusal(Why.CLOSED)
    return Refusal(Why.TAKEN) if case.owner_id not in (None, actor) else None


@dataclass(frozen=True)
class Due:
    """When staff are reminded of an unanswered question, before its promise breaks, and by when an answer is promised.

    At `promise_at` without an answer, the team is told too.
    """

    remind_at: datetime
    promise_at: datetime


def due_for(asked_at: datetime, work: WorkTime) -> Due:
    """Return the promise of a question, a day of work after it was asked, and its reminder, an hour of work before."""
    return Due(work.add(asked_at, max(work.day - REMIND_BEFORE, work.day / 2)), work.add(asked_at, work.day))


def remind_again_at(now: datetime, work: WorkTime) -> datetime:
    """Return when to look again for somebody who can be reminded of a case: after one more day of work."""
    return work.add(now, work.day)


class Later(StrEnum):
    """The three moments to which staff may put a case off, as the code of a button writes them."""

    EVENING = "soir"
    TOMORROW = "demain"
    MONDAY = "lundi"


def later_until(choice: Later, now: datetime, work: WorkTime) -> datetime:
    """Return the moment until which a case is put off, by the choice of a member of staff.

    EVENING is an hour before today's closing where that is still to come. Otherwise EVENING, like TOMORROW, is the next
    opening from tomorrow on. MONDAY is the first opening of next week.
    """
    today = work.local_day(now)
    opening = work.opening_on(today)
    if choice is Later.EVENING and opening is not None:
        evening = work.add(opening, work.day) - timedelta(hours=1)
        if evening > now:
            return evening
    days = 7 - today.weekday() if choice is Later.MONDAY else 1
    return work.next_open(work.midnight(today + timedelta(days=days)))


class Stays(StrEnum):
    """Why a message cannot be taken back by its author any more."""

    GONE = "gone"  # it was taken back before
    TOO_OLD = "too_old"  # for Telegram, which deletes nothing older than two days


def may_take_back(written_at: datetime, withdrawn_at: datetime | None, now: datetime) -> Refusal[Stays] | None:
    """Return None where the author of a message may take it back now, else why not."""
    if withdrawn_at is not None:
        return Refusal(Stays.GONE)
    return Refusal(Stays.TOO_OLD) if now - written_at >= DELETABLE_FOR else None


def switch_is_over(since: datetime | None, now: datetime) -> bool:
    """Whether an author last wrote to the case or bot that they chose longer ago than `SWITCH_LASTS`.

    `since` is when they did, None where they chose nothing, which returns False.
    """
    return since is not None and now - since > SWITCH_LASTS
