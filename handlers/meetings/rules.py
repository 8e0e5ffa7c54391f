"""Rules of meetings: who gets a seat, who waits, when each reminder is due. Pure functions of the moment given.

Moments are in UTC; "the same hour a week before" is by local time, across changes of clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handlers.talk.hours import Hours
from handlers.talk.refusal import Refusal
from knowledge.base.kinds import kind_of
from storage.meetings import Meeting, MeetingState
from storage.registrations import IN_LINE, Registration, Status

OFFER_LASTS = timedelta(hours=4)  # of daytime
LAST_DAY = timedelta(hours=24)  # a seat freed so late goes to the first who answers
PRIORITY_LASTS = timedelta(hours=48)  # of daytime: how long a seat is kept for somebody with priority
THANKS_UNTIL = timedelta(days=3)  # after the end of the meeting


class Reminder(StrEnum):
    """A reminder of a meeting: a week, a day or an hour before it begins."""

    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


_LATE = {Reminder.WEEK: timedelta(hours=24), Reminder.DAY: timedelta(hours=6), Reminder.HOUR: timedelta(minutes=30)}


class NoSeat(StrEnum):
    """Why somebody cannot register for a meeting, or answer about it where they are NOT_REGISTERED.

    REFUSED is that the team refused their application.
    """

    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    OVER = "over"
    REFUSED = "refused"
    NOT_REGISTERED = "not_registered"


@dataclass(frozen=True)
class Standing:
    """What a person has by registering for a meeting: a seat, an application or a rank on the waiting list.

    `rank` is 1 for the first who waits, None for those who do not wait. `already` is True where they had it before and
    nothing changed.
    """

    status: Status
    rank: int | None = None
    already: bool = False


def may_register(meeting: Meeting | None, now: datetime) -> Refusal[NoSeat] | None:
    """Return why nobody can register for a meeting (not published, cancelled, begun), None where people can."""
    if meeting is None or meeting.state in (MeetingState.PROPOSED, MeetingState.DROPPED):
        return Refusal(NoSeat.UNKNOWN)
    if meeting.state == MeetingState.CANCELLED:
        return Refusal(NoSeat.CANCELLED)
    return Refusal(NoSeat.OVER) if meeting.starts_at <= now else None


def why_gone(meeting: Meeting | None, now: datetime) -> Refusal[NoSeat] | None:
    """Return why the person can no longer answer or leave a meeting that they are on the list of, None while they can.

    They can until it ends, unless it is cancelled: later than they could register, since one may leave a meeting under
    way.
    """
    refused = may_register(meeting, now)
    return None if refused == Refusal(NoSeat.OVER) and meeting is not None and meeting.ends_at > now else refused


def status_on_registering(meeting: Meeting, taken: int, in_line: int) -> Status:
    """Return the status that somebody gets who registers for a meeting now.

    It is APPLIED where the kind takes applications. Else it is WAITING where all seats are taken or somebody in line
    comes first, and REGISTERED otherwise. `taken` counts the seats taken, `in_line` the people who come first.
    """
    if kind_of(meeting.kind).by_application:
        return Status.APPLIED
    is_full = meeting.capacity is not None and (taken >= meeting.capacity or in_line > 0)
    return Status.WAITING if is_full else Status.REGISTERED


def waiting_line(rows: Sequence[Registration]) -> list[Registration]:
    """Return the registrations of the people who wait for a seat, in the order of their ranks.

    Those with priority come first, those who let an offer pass last.
    """
    waiting = [row for row in rows if row.status in IN_LINE]
    return sorted(
        waiting, key=lambda row: (row.status == Status.PASSED, not row.has_priority, row.since, row.telegram_id)
    )


def rank_of(rows: Sequence[Registration], telegram_id: int) -> int | None:
    """Return a person's rank on the waiting list, 1 for the first; None where they do not wait."""
    ranked = [row.telegram_id for row in waiting_line(rows)]
    return ranked.index(telegram_id) + 1 if telegram_id in ranked else None


def free_seats(meeting: Meeting, rows: Sequence[Registration]) -> int | None:
    """Return how many seats of a meeting are neither taken nor offered, None for a meeting without limit."""
    if meeting.capacity is None:
        return None
    return meeting.capacity - sum(row.status in (Status.REGISTERED, Status.OFFERED) for row in rows)


def is_last_day(meeting: Meeting, now: datetime) -> bool:
    """Whether a meeting begins within 24 hours: freed seats then go to the first who answers."""
    return meeting.starts_at - now <= LAST_DAY


def to_offer(meeting: Meeting, rows: Sequence[Registration], hours: Hours, now: datetime) -> list[Registration]:
    """Return the registrations of the people to tell now that a seat is free.

    They are the first in line, as many as there are free seats; on the last day all who wait and were not told that
    day. There are none at night, or once the meeting has begun.
    """
    free = free_seats(meeting, rows)
    if hours.is_quiet(now) or free == 0 or meeting.starts_at <= now:
        return []
    if is_last_day(meeting, now):
        return [row for row in waiting_line(rows) if row.status != Status.CALLED]
    waiting = [row for row in waiting_line(rows) if row.status == Status.WAITING]
    return waiting if free is None else waiting[: max(0, free)]


def called_in_vain(meeting: Meeting, rows: Sequence[Registration], now: datetime) -> list[Registration]:
    """Return the registrations to set back to waiting: of people told on the last day of a free seat, in vain.

    It was in vain where the seats are gone, or where the meeting was moved so that it no longer begins within 24 hours.
    """
    free = free_seats(meeting, rows)
    is_over = not is_last_day(meeting, now) or (free is not None and free <= 0)
    return [row for row in rows if row.status == Status.CALLED and is_over]


def offer_ends(meeting: Meeting, hours: Hours, now: datetime, lasts: timedelta = OFFER_LASTS) -> datetime:
    """Return when an offer made now ends: after `lasts` of daytime, but at the latest when the meeting begins."""
    return min(hours.add_daytime(now, lasts), meeting.starts_at)


def has_lapsed(row: Registration, now: datetime) -> bool:
    """Whether this registration is an offered seat whose time to answer is over."""
    return row.status == Status.OFFERED and row.offered_until is not None and row.offered_until <= now


def may_take(meeting: Meeting, row: Registration, rows: Sequence[Registration], now: datetime) -> bool:
    """Whether a person who waits or has an offer gets a seat by asking for it now.

    An offer must not have lapsed. Without one there must be a free seat; and it must be the last day, or they let an
    offer pass and nobody else waits.
    """
    if may_register(meeting, now) is not None:
        return False
    if row.status == Status.OFFERED:
        return not has_lapsed(row, now)
    free = free_seats(meeting, rows)
    if row.status not in IN_LINE or (free is not None and free <= 0):
        return False
    return is_last_day(meeting, now) or (row.status == Status.PASSED and not ahead_of_newcomers(meeting, rows, now))


def ahead_of_newcomers(meeting: Meeting, rows: Sequence[Registration], now: datetime) -> list[Registration]:
    """Return the registrations of the people in line who come before somebody who registers now.

    Those who let an offer pass do not, nor on the last day those who were told of a free seat.
    """
    had_theirs = (Status.PASSED, Status.CALLED) if is_last_day(meeting, now) else (Status.PASSED,)
    return [row for row in waiting_line(rows) if row.status not in had_theirs]


def due_at(reminder: Reminder, starts_at: datetime, hours: Hours) -> datetime:
    """Return when a reminder is due: a week, a day or an hour before the meeting begins, by local time.

    One that would be due at night is due an hour before that night begins.
    """
    local = starts_at.astimezone(hours.zone)
    if reminder is Reminder.HOUR:
        moment = starts_at - timedelta(hours=1)
    else:
        moment = (local - timedelta(days=7 if reminder is Reminder.WEEK else 1)).astimezone(starts_at.tzinfo)
    return hours.last_daytime_before(moment) if hours.is_quiet(moment) else moment


def too_late_from(reminder: Reminder, starts_at: datetime, hours: Hours) -> datetime:
    """Return the moment from which a reminder is no longer sent, but recorded as missed."""
    return min(due_at(reminder, starts_at, hours) + _LATE[reminder], starts_at)


def reminder_topic(reminder: Reminder, starts_at: datetime, hours: Hours) -> str:
    """Return the day of a meeting, such as "2026-12-03", with the hour for the last reminder.

    It is kept with each reminder sent, so that nobody gets one twice: a meeting moved to another day is reminded of
    again, one moved within the day only an hour before.
    """
    local = starts_at.astimezone(hours.zone)
    return local.strftime("%Y-%m-%dT%H:%M" if reminder is Reminder.HOUR else "%Y-%m-%d")


def is_link_given(meeting: Meeting, hours: Hours, now: datetime) -> bool:
    """Whether the registered may have the link of the video call now: from the reminder of the day before on."""
    return now >= due_at(Reminder.DAY, meeting.starts_at, hours)


class Fault(StrEnum):
    """Why the team cannot create or change a meeting: TOO_SMALL is too few seats, NOT_OPEN begun or cancelled."""

    PAST = "past"
    ENDS_FIRST = "ends_first"
    OVERLAPS = "overlaps"
    TOO_SMALL = "too_small"
    NOT_OPEN = "not_open"


def may_change(meeting: Meeting, now: datetime) -> Refusal[Fault] | None:
    """Return Refusal(NOT_OPEN) for a meeting that has begun, was cancelled or was dropped, else None."""
    open_states = (MeetingState.PUBLISHED, MeetingState.PROPOSED)
    return None if meeting.state in open_states and meeting.starts_at > now else Refusal(Fault.NOT_OPEN)


def may_be_at(starts_at: datetime, ends_at: datetime, now: datetime, other: Meeting | None) -> Refusal[Fault] | None:
    """Return why a meeting cannot be at this time, None where it can.

    `other` is a published meeting at the same time, None where there is none.
    """
    if starts_at <= now:
        return Refusal(Fault.PAST)
    if ends_at <= starts_at:
        return Refusal(Fault.ENDS_FIRST)
    return Refusal(Fault.OVERLAPS) if other is not None else None


def may_hold(capacity: int | None, taken: int) -> Refusal[Fault] | None:
    """Return Refusal(TOO_SMALL) where more seats are taken than `capacity` (None: no limit), else None."""
    return Refusal(Fault.TOO_SMALL) if capacity is not None and capacity < taken else None
