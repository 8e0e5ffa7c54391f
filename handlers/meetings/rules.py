"""The rules of the meetings: who gets a place, who waits, when each reminder is due. Pure: they are given the moment.

Every moment is UTC; "the same hour a week before" is by the clock on the wall (March and October).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handlers.talk.hours import Hours
from knowledge.base.kinds import kinds
from storage.meetings import Meeting, MeetingState
from storage.registrations import IN_LINE, Registration, Status

OFFER_LASTS = timedelta(hours=4)  # of daytime
LAST_DAY = timedelta(hours=24)  # a place freed so late goes to the first who answers
FIRST_LASTS = timedelta(hours=48)  # of daytime: the place kept for who waited in vain the time before
THANKS_UNTIL = timedelta(days=3)  # thanks that late are none


class Reminder(StrEnum):
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


_LATE = {Reminder.WEEK: timedelta(hours=24), Reminder.DAY: timedelta(hours=6), Reminder.HOUR: timedelta(minutes=30)}


class Refusal(StrEnum):
    """Why somebody cannot register; the words are in texts.py."""

    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    OVER = "over"
    REFUSED = "refused"


@dataclass(frozen=True)
class Place:
    """`rank`: 1 for the first who waits, None where one does not wait."""

    status: Status
    rank: int | None = None
    already: bool = False


def may_register(meeting: Meeting | None, now: datetime) -> Refusal | None:
    if meeting is None or meeting.state in (MeetingState.PROPOSED, MeetingState.DROPPED):
        return Refusal.UNKNOWN
    if meeting.state == MeetingState.CANCELLED:
        return Refusal.CANCELLED
    return Refusal.OVER if meeting.starts_at <= now else None


def is_gone(meeting: Meeting | None, now: datetime) -> Refusal | None:
    """Why a button of a meeting does nothing any more; while it lasts, one may still leave it."""
    refused = may_register(meeting, now)
    return None if refused is Refusal.OVER and meeting is not None and meeting.ends_at > now else refused


def admitted(meeting: Meeting, taken: int, in_line: int) -> Status:
    """`taken`: places held; `in_line`: those before whom nobody gets a place."""
    if kinds()[meeting.kind].by_application:
        return Status.APPLIED
    is_full = meeting.capacity is not None and (taken >= meeting.capacity or in_line > 0)
    return Status.WAITING if is_full else Status.REGISTERED


def line(rows: Sequence[Registration]) -> list[Registration]:
    """Who waits, in the order in which places are offered; those who let one pass come last."""
    waiting = [row for row in rows if row.status in IN_LINE]
    return sorted(
        waiting, key=lambda row: (row.status == Status.PASSED, not row.has_priority, row.since, row.telegram_id)
    )


def rank_of(rows: Sequence[Registration], telegram_id: int) -> int | None:
    ranked = [row.telegram_id for row in line(rows)]
    return ranked.index(telegram_id) + 1 if telegram_id in ranked else None


def free_places(meeting: Meeting, rows: Sequence[Registration]) -> int | None:
    """Places that nobody holds; None: without limit."""
    if meeting.capacity is None:
        return None
    return meeting.capacity - sum(row.status in (Status.REGISTERED, Status.OFFERED) for row in rows)


def is_last_day(meeting: Meeting, now: datetime) -> bool:
    return meeting.starts_at - now <= LAST_DAY


def to_offer(meeting: Meeting, rows: Sequence[Registration], hours: Hours, now: datetime) -> list[Registration]:
    """Who is told now of a place freed: the first in line, one a place; on the last day everybody who waits."""
    free = free_places(meeting, rows)
    if hours.is_quiet(now) or free == 0 or meeting.starts_at <= now:
        return []
    if is_last_day(meeting, now):
        return [row for row in line(rows) if row.status != Status.CALLED]
    waiting = [row for row in line(rows) if row.status == Status.WAITING]
    return waiting if free is None else waiting[: max(0, free)]


def called_in_vain(meeting: Meeting, rows: Sequence[Registration], now: datetime) -> list[Registration]:
    """The place they were called for is taken, or the meeting was moved away: they wait again, to hear of the next."""
    free = free_places(meeting, rows)
    is_over = not is_last_day(meeting, now) or (free is not None and free <= 0)
    return [row for row in rows if row.status == Status.CALLED and is_over]


def offer_ends(meeting: Meeting, hours: Hours, now: datetime, lasts: timedelta = OFFER_LASTS) -> datetime:
    return min(hours.add_daytime(now, lasts), meeting.starts_at)


def has_lapsed(row: Registration, now: datetime) -> bool:
    return row.status == Status.OFFERED and row.offered_until is not None and row.offered_until <= now


def may_take(meeting: Meeting, row: Registration, rows: Sequence[Registration], now: datetime) -> bool:
    """Whether somebody who was offered a place, or called on the last day, gets it."""
    if may_register(meeting, now) is not None:
        return False
    if row.status == Status.OFFERED:
        return not has_lapsed(row, now)
    free = free_places(meeting, rows)
    if row.status not in IN_LINE or (free is not None and free <= 0):
        return False
    return is_last_day(meeting, now) or (row.status == Status.PASSED and not in_turn(meeting, rows, now))


def in_turn(meeting: Meeting, rows: Sequence[Registration], now: datetime) -> list[Registration]:
    """Before whom nobody gets a place: not those who let one pass, nor, on the last day, those who were called."""
    had_theirs = (Status.PASSED, Status.CALLED) if is_last_day(meeting, now) else (Status.PASSED,)
    return [row for row in line(rows) if row.status not in had_theirs]


def due_at(reminder: Reminder, starts_at: datetime, hours: Hours) -> datetime:
    """When it leaves; where people sleep then, at the last daytime hour before."""
    local = starts_at.astimezone(hours.zone)
    if reminder is Reminder.HOUR:
        moment = starts_at - timedelta(hours=1)
    else:
        moment = (local - timedelta(days=7 if reminder is Reminder.WEEK else 1)).astimezone(starts_at.tzinfo)
    return hours.last_daytime_before(moment) if hours.is_quiet(moment) else moment


def too_late_from(reminder: Reminder, starts_at: datetime, hours: Hours) -> datetime:
    """From then on it is noted as missed, and never sent."""
    return min(due_at(reminder, starts_at, hours) + _LATE[reminder], starts_at)


def about(reminder: Reminder, starts_at: datetime, hours: Hours) -> str:
    """What a reminder speaks of: moved to another day, a meeting is recalled anew; within the day, the hour before."""
    local = starts_at.astimezone(hours.zone)
    return local.strftime("%Y-%m-%dT%H:%M" if reminder is Reminder.HOUR else "%Y-%m-%d")


def is_link_given(meeting: Meeting, hours: Hours, now: datetime) -> bool:
    """The registered get the link from the day before."""
    return now >= due_at(Reminder.DAY, meeting.starts_at, hours)


class Fault(StrEnum):
    """Why the team cannot make a change; the words are in staff_texts.py."""

    PAST = "past"
    ENDS_FIRST = "ends_first"
    OVERLAPS = "overlaps"
    TOO_SMALL = "too_small"
    NOT_OPEN = "not_open"


def may_change(meeting: Meeting, now: datetime) -> Fault | None:
    """What is over or cancelled stays as it was."""
    open_states = (MeetingState.PUBLISHED, MeetingState.PROPOSED)
    return None if meeting.state in open_states and meeting.starts_at > now else Fault.NOT_OPEN


def may_be_at(starts_at: datetime, ends_at: datetime, now: datetime, other: Meeting | None) -> Fault | None:
    """`other`: a published meeting at the same time."""
    if starts_at <= now:
        return Fault.PAST
    if ends_at <= starts_at:
        return Fault.ENDS_FIRST
    return Fault.OVERLAPS if other is not None else None


def may_hold(capacity: int | None, taken: int) -> Fault | None:
    return Fault.TOO_SMALL if capacity is not None and capacity < taken else None
