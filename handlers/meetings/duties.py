"""Duties of meetings: reminders, freed seats, what follows a meeting, dates to propose.

Each `is_any_…` looks without locks whether its duty has work; the duty itself then locks one meeting at a time.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.meetings import buttons, staff_texts, texts
from handlers.meetings.priority import give_priority
from handlers.meetings.reminding import reminder
from handlers.meetings.rules import (
    THANKS_UNTIL,
    Reminder,
    called_in_vain,
    due_at,
    has_lapsed,
    is_last_day,
    offer_ends,
    reminder_topic,
    to_offer,
    too_late_from,
    waiting_line,
)
from handlers.meetings.seats import set_status
from handlers.meetings.sending import event_call, send_once, words_call
from handlers.talk.hours import Hours
from handlers.talk.replies import Reply
from handlers.talk.tick import Tick
from knowledge.base.monthly import MonthlyRule, NoDate
from storage.meetings import (
    Meeting,
    MeetingState,
    coming,
    keep_wish,
    lock_meeting,
    meetings_to_close,
    starts_of_kind,
)
from storage.registrations import (
    Registration,
    ReminderSent,
    Status,
    meetings_with_someone_in_line,
    reachable,
    registrations_of,
    registrations_to_remind,
)
from storage.roles import holders_of

EVERY = timedelta(seconds=1)
EVERY_PROPOSAL = timedelta(minutes=10)
MONTHS_AHEAD = 3


# ---- reminders


async def is_any_reminder_due(tick: Tick) -> bool:
    """Whether `send_reminders` has a reminder to send or to record; always False at night."""
    for meeting in await coming(tick.session, tick.now):
        for kind in _due(meeting, tick):
            if await registrations_to_remind(
                tick.session, meeting.id, kind, reminder_topic(kind, meeting.starts_at, tick.hours)
            ):
                return not tick.hours.is_quiet(tick.now)
    return False


def _due(meeting: Meeting, tick: Tick) -> list[Reminder]:
    return [kind for kind in Reminder if due_at(kind, meeting.starts_at, tick.hours) <= tick.now]


async def send_reminders(tick: Tick) -> None:
    """Queue the reminders of meetings that are due, for the registered; do nothing at night.

    A reminder that comes too late is recorded as missed instead of being sent.
    """
    if tick.hours.is_quiet(tick.now):
        return
    for meeting in await coming(tick.session, tick.now):
        for kind in _due(meeting, tick):
            await _remind(tick, meeting, kind)


async def _remind(tick: Tick, meeting: Meeting, kind: Reminder) -> None:
    topic = reminder_topic(kind, meeting.starts_at, tick.hours)
    rows = await registrations_to_remind(tick.session, meeting.id, kind, topic)
    if not rows:
        return
    due = due_at(kind, meeting.starts_at, tick.hours)
    is_late = tick.now >= too_late_from(kind, meeting.starts_at, tick.hours)
    there = await reachable(tick.session, [row.telegram_id for row in rows])
    waits = bool(waiting_line(await registrations_of(tick.session, meeting.id)))
    reply = reminder(kind, meeting, tick.now, tick.hours, waits)
    call = event_call(tick, reply, meeting) if kind is Reminder.DAY else words_call(reply)
    for row in rows:
        # Those who registered since know already. For those who want none a row is kept too, so that they are not
        # looked at again.
        wanted = row.reminders and row.since <= due and row.telegram_id in there
        note = ReminderSent(
            meeting_id=meeting.id,
            telegram_id=row.telegram_id,
            kind=kind,
            about=topic,
            due_at=due,
            missed=wanted and is_late,
        )
        tick.session.add(note)
        if wanted and not is_late:
            key = f"reminder:{meeting.uid}:{row.telegram_id}:{kind}:{topic}"
            await send_once(tick, row.telegram_id, call, key)
    await tick.session.flush()


# ---- freed places


async def is_any_seat_to_offer(tick: Tick) -> bool:
    """Whether `offer_seats` has an offer to end, a seat to offer, or people told in vain to put back in line."""
    for meeting_id in await meetings_with_someone_in_line(tick.session, tick.now):
        meeting = await tick.session.get(Meeting, meeting_id)
        rows = await registrations_of(tick.session, meeting_id)
        if meeting is None:
            continue
        ended = _lapsed(rows, tick.now) or called_in_vain(meeting, rows, tick.now)
        if ended or to_offer(meeting, rows, tick.hours, tick.now):
            return True
    return False


def _lapsed(rows: Sequence[Registration], now: datetime) -> list[Registration]:
    return [row for row in rows if has_lapsed(row, now)]


async def offer_seats(tick: Tick) -> None:
    """End the offers of seats that were not answered in time, and offer each free seat to the next person in line.

    On the last day all who wait are told at once, and the first to answer gets the seat; the others wait again.
    Meetings are locked one after the other.
    """
    for meeting_id in await meetings_with_someone_in_line(tick.session, tick.now):
        meeting = await lock_meeting(tick.session, meeting_id)
        if meeting is None:
            continue
        rows = await registrations_of(tick.session, meeting_id)
        for row in _lapsed(rows, tick.now):
            set_status(row, Status.PASSED, since=tick.now)
        for row in called_in_vain(meeting, rows, tick.now):
            set_status(row, Status.WAITING)
        for row in to_offer(meeting, rows, tick.hours, tick.now):
            await _offer(tick, meeting, row)
        await tick.session.flush()


async def _offer(tick: Tick, meeting: Meeting, row: Registration) -> None:
    if row.telegram_id not in await reachable(tick.session, [row.telegram_id]):
        # They cannot answer, so the next one is asked; on the last day everybody already was.
        set_status(row, Status.CALLED if is_last_day(meeting, tick.now) else Status.PASSED)
        return
    buttons_row = [[buttons.take(meeting.id), buttons.let_go(meeting.id)]]
    if is_last_day(meeting, tick.now):
        set_status(row, Status.CALLED)
        words = texts.called(meeting, tick.now, tick.hours)
    else:
        until = offer_ends(meeting, tick.hours, tick.now)
        set_status(row, Status.OFFERED, until=until)
        words = texts.offered(meeting, until, tick.now, tick.hours)
    key = f"offer:{meeting.uid}:{row.telegram_id}:{tick.now:%Y%m%d%H%M%S}"
    await send_once(tick, row.telegram_id, words_call(Reply(words, buttons_row)), key)


# ---- afterwards


async def is_day(tick: Tick) -> bool:
    """Whether it is no quiet hour, so that people may be written to."""
    return not tick.hours.is_quiet(tick.now)


async def close_ended(tick: Tick) -> None:
    """Close the meetings that are over: thank the registered, and ask for their opinion; do nothing at night.

    Those who still waited get priority at the next meeting of the kind. A meeting that ended more than three days ago
    is closed without thanks.
    """
    if tick.hours.is_quiet(tick.now):
        return
    for meeting in await meetings_to_close(tick.session, tick.now):
        meeting.closed_at = tick.now
        rows = await registrations_of(tick.session, meeting.id)
        await _give_priority_to(tick, meeting, [row.telegram_id for row in waiting_line(rows)])
        if tick.now - meeting.ends_at <= THANKS_UNTIL:
            await _thank(tick, meeting, [row.telegram_id for row in rows if row.status == Status.REGISTERED])


async def _give_priority_to(tick: Tick, missed: Meeting, waited: list[int]) -> None:
    """Give the people who waited in vain for the meeting `missed` priority at the next one of its kind.

    Where that is published, they are offered a seat or put at the head of its line, and told. Else, or if they blocked
    the bot, a request to be told of the next date is kept for them, with priority.
    """
    published = await coming(tick.session, tick.now, missed.kind)
    following = await lock_meeting(tick.session, published[0].id) if waited and published else None
    there = await reachable(tick.session, waited) if following is not None else set()
    for number, telegram_id in enumerate(waited):
        if following is None or telegram_id not in there:
            asked_at = tick.now + timedelta(microseconds=number)
            await keep_wish(tick.session, telegram_id, missed.kind, asked_at, has_priority=True)
            continue
        reply = await give_priority(tick, following, telegram_id, number)
        if reply is not None:
            key = f"first:{following.uid}:{telegram_id}:{missed.id}"
            await send_once(tick, telegram_id, words_call(reply), key)


async def _thank(tick: Tick, meeting: Meeting, people: list[int]) -> None:
    call = words_call(Reply(texts.thanks(meeting), [buttons.opinion(meeting.id)]))
    for telegram_id in sorted(await reachable(tick.session, people)):
        await send_once(tick, telegram_id, call, f"thanks:{meeting.uid}:{telegram_id}")


# ---- dates to propose


async def propose_dates(tick: Tick) -> None:
    """Create a proposed meeting for each month without one, on the date that the monthly rules give, and tell the team.

    It looks at this month and the next MONTHS_AHEAD, for each kind that has a rule. At night the team is not told.
    """
    made = [one for rule in tick.knowledge.monthly for one in await _propose(tick, rule)]
    if made and not tick.hours.is_quiet(tick.now):
        reply = Reply(staff_texts.proposed(made, tick.now, tick.hours), [[buttons.team(staff_texts.LABEL_SEE_ALL)]])
        for telegram_id in await holders_of(tick.session, "team"):
            key = f"proposed:{telegram_id}:{made[0].uid}"
            await send_once(tick, telegram_id, words_call(reply), key)


async def _propose(tick: Tick, rule: MonthlyRule) -> list[Meeting]:
    made = []
    for year, month in months_ahead(tick.now, tick.hours):
        if await _has_one(tick.session, rule.kind, year, month, tick.hours):
            continue
        when = rule.date_in(year, month)
        starts_at = None if isinstance(when, NoDate) else datetime.combine(when, rule.at, tick.hours.zone)
        if starts_at is not None and starts_at > tick.now:
            made.append(new_meeting(rule.kind, rule.title, starts_at, rule.minutes, tick.now, rule.capacity))
    tick.session.add_all(made)
    await tick.session.flush()
    return made


def months_ahead(now: datetime, hours: Hours) -> list[tuple[int, int]]:
    """Return (year, month) of this month, by local time, and of the next MONTHS_AHEAD."""
    local = now.astimezone(hours.zone)
    numbers = range(local.year * 12 + local.month - 1, local.year * 12 + local.month + MONTHS_AHEAD)
    return [(number // 12, number % 12 + 1) for number in numbers]


async def _has_one(session: AsyncSession, kind: str, year: int, month: int, hours: Hours) -> bool:
    begin = datetime(year, month, 1, tzinfo=hours.zone)
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=hours.zone)
    return bool(await starts_of_kind(session, kind, begin, end))


def new_meeting(
    kind: str, title: str, starts_at: datetime, minutes: int, now: datetime, capacity: int | None = None
) -> Meeting:
    """Return a new proposed meeting, not yet added to the session.

    `minutes` are counted in UTC, so that a change of clock does not change its length.
    """
    starts_at = starts_at.astimezone(UTC)
    return Meeting(
        uid=f"{uuid4()}",
        kind=kind,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        state=MeetingState.PROPOSED,
        created_at=now,
        capacity=capacity,
    )
