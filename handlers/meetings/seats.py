"""Acts on seats: take one, give it up. Each locks the meeting, applies the rules and writes.

All of them may be repeated: a second call changes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.meetings.actions import REGISTER
from handlers.meetings.rules import (
    NoSeat,
    Standing,
    ahead_of_newcomers,
    has_lapsed,
    is_last_day,
    may_register,
    may_take,
    rank_of,
    status_on_registering,
)
from handlers.talk.act import Act
from handlers.talk.refusal import Refusal
from storage.meetings import Meeting, drop_wish, lock_meeting, note_change
from storage.registrations import (
    HOLDS_A_SEAT,
    IN_LINE,
    Registration,
    Status,
    registration,
    registrations_of,
    seats_taken,
)

# The statuses that may follow these; any may follow the others.
_LEFT_BY: Mapping[Status, Collection[Status]] = {
    Status.REGISTERED: (Status.CANCELLED,),
    Status.APPLIED: (Status.REGISTERED, Status.REFUSED, Status.CANCELLED),
    Status.REFUSED: (),
}


def set_status(
    row: Registration, status: Status, *, since: datetime | None = None, until: datetime | None = None
) -> None:
    """Set the status of a registration. No other code assigns it.

    `since` is when the new status begins, None to leave that as it was; `until` is how long an offered seat is kept.
    Raises ValueError where the status cannot follow the present one.
    """
    before = Status(row.status)
    if before != status and status not in _LEFT_BY.get(before, Status):
        raise ValueError(f"a registration that is {before} does not become {status}")
    row.status, row.since, row.offered_until = status, since or row.since, until


async def take_seat(
    act: Act, meeting_id: int, telegram_id: int, source: str | None = None
) -> tuple[Meeting | None, Standing | Refusal[NoSeat]]:
    """Register somebody for a meeting; return the locked meeting, and what they have now or why they cannot register.

    They get a seat, an application or a rank on the waiting list. Somebody on the list already takes a seat offered to
    them, or keeps what they have. Their request to be told of a date of this kind is dropped. The meeting is None where
    there is none of this number. Raise NotAllowed where the actor may not register.
    """
    act.must_be_allowed(REGISTER)
    session, now = act.session, act.now
    meeting = await lock_meeting(session, meeting_id)
    refused = may_register(meeting, now)
    if meeting is None or refused is not None:
        return meeting, refused or Refusal(NoSeat.UNKNOWN)
    row = await registration(session, meeting_id, telegram_id)
    if row is not None and row.status == Status.REFUSED:
        return meeting, Refusal(NoSeat.REFUSED)
    if row is not None and row.status != Status.CANCELLED:
        return meeting, await _ask_again(act, meeting, row)
    others = await registrations_of(session, meeting_id)
    status = status_on_registering(
        meeting, await seats_taken(session, meeting_id), len(ahead_of_newcomers(meeting, others, now))
    )
    if row is not None:
        note_change(meeting, now)  # their calendar removed the event, and accepts it again only with a higher number
    _write_registration(session, row, meeting_id, telegram_id, status, _behind_all(others, now), source)
    await drop_wish(session, telegram_id, meeting.kind)
    await session.flush()
    rank = rank_of(await registrations_of(session, meeting_id), telegram_id)
    return meeting, Standing(status, rank)


def _behind_all(others: Sequence[Registration], now: datetime) -> datetime:
    """Return now, or a moment just after all others began to wait, so that nobody's rank grows once it was told."""
    return max([now, *(other.since + timedelta(microseconds=1) for other in others)])


async def _ask_again(act: Act, meeting: Meeting, row: Registration) -> Standing:
    """Return what somebody on the list has after registering again: a seat that they may take, else what they had.

    Somebody who let an offer pass waits again, behind the others.
    """
    if row.status in (Status.OFFERED, *IN_LINE) and await _take_offered(act, meeting, row):
        return Standing(Status.REGISTERED)
    others = await registrations_of(act.session, meeting.id)
    waits_again = row.status == Status.PASSED and not is_last_day(meeting, act.now)
    if waits_again:
        set_status(row, Status.WAITING, since=_behind_all(others, act.now))
        row.has_priority = False
        await act.session.flush()
    return Standing(Status(row.status), rank_of(others, row.telegram_id), already=not waits_again)


def _write_registration(
    session: AsyncSession,
    row: Registration | None,
    meeting_id: int,
    telegram_id: int,
    status: Status,
    now: datetime,
    source: str | None,
) -> None:
    """Add a registration with this status, or give the status to `row`, a cancelled one, as if it were new."""
    if row is None:
        session.add(
            Registration(meeting_id=meeting_id, telegram_id=telegram_id, status=status, since=now, source=source)
        )
        return
    set_status(row, status, since=now)
    row.source = source or row.source
    row.has_priority, row.coming, row.reminders = False, None, True


async def _take_offered(act: Act, meeting: Meeting, row: Registration) -> bool:
    if has_lapsed(row, act.now):
        set_status(row, Status.PASSED, since=act.now)
        await act.session.flush()
    if not may_take(meeting, row, await registrations_of(act.session, meeting.id), act.now):
        return False
    set_status(row, Status.REGISTERED, since=act.now)
    await act.session.flush()
    return True


async def give_up_seat(act: Act, meeting_id: int, telegram_id: int) -> tuple[Meeting | None, Status | None]:
    """Cancel somebody's registration for a meeting; return the locked meeting, and the status that they had.

    The status is None where nothing was cancelled: they had no registration, or the meeting is over. Raise NotAllowed
    where the actor may not register.
    """
    act.must_be_allowed(REGISTER)
    meeting = await lock_meeting(act.session, meeting_id)
    row = await registration(act.session, meeting_id, telegram_id) if meeting is not None else None
    if meeting is None or row is None or row.status in (Status.CANCELLED, Status.REFUSED):
        return meeting, None
    if meeting.ends_at <= act.now:
        return meeting, None
    was = Status(row.status)
    set_status(row, Status.CANCELLED, since=act.now)
    if was is Status.REGISTERED:
        # the file that removes the event from their calendar must be newer than all that they have
        note_change(meeting, act.now)
    await act.session.flush()
    return meeting, was


def holds_a_seat(row: Registration | None) -> bool:
    """Whether a registration has a seat, taken or offered; False without a registration."""
    return row is not None and row.status in HOLDS_A_SEAT
