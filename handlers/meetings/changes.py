"""What the team changes, from the chat or the command line: each refused whole with its reason, or done and told."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.meetings import buttons, texts
from handlers.meetings.duties import new_meeting
from handlers.meetings.first import put_first
from handlers.meetings.rules import Fault, is_link_given, may_be_at, may_change, may_hold
from handlers.meetings.sending import event_call, send_once, words_call
from handlers.talk.hours import Hours
from handlers.talk.replies import Reply, paragraphs
from storage.meetings import Meeting, MeetingState, lock_meeting, overlapping, take_wishes
from storage.registrations import (
    IN_LINE,
    Registration,
    Status,
    cancel_all_of,
    places_taken,
    reachable,
    registration,
    registrations_of,
)

Moments = tuple[datetime, datetime]  # business time, machine time


async def create(
    session: AsyncSession,
    kind: str,
    title: str,
    starts_at: datetime,
    minutes: int,
    now: datetime,
    *,
    capacity: int | None = None,
    link: str | None = None,
    place: str | None = None,
    programme: str = "",
) -> Meeting | Fault:
    """Not published yet."""
    starts_at = starts_at.astimezone(UTC)
    ends_at = starts_at + timedelta(minutes=minutes)
    fault = may_be_at(starts_at, ends_at, now, await overlapping(session, starts_at, ends_at))
    if fault is not None:
        return fault
    made = new_meeting(kind, title, starts_at, minutes, now, capacity)
    made.link, made.place, made.programme = link, place, programme
    session.add(made)
    await session.flush()
    return made


async def publish(session: AsyncSession, meeting_id: int, moments: Moments, hours: Hours) -> Meeting | Fault:
    """Those who asked are told; who waited in vain last time has a place kept. Twice is once."""
    now, _ = moments
    found = await lock_meeting(session, meeting_id)
    if found is None or may_change(found, now) is not None:
        return Fault.NOT_OPEN
    if found.state == MeetingState.PUBLISHED:
        return found
    fault = may_be_at(found.starts_at, found.ends_at, now, await overlapping(session, found.starts_at, found.ends_at))
    if fault is not None:
        return fault
    found.state, found.published_at = MeetingState.PUBLISHED, now
    await session.flush()
    await _tell_those_who_asked(session, found, moments, hours)
    return found


async def _tell_those_who_asked(session: AsyncSession, found: Meeting, moments: Moments, hours: Hours) -> None:
    now, machine_now = moments
    asked = await take_wishes(session, found.kind)
    there = await reachable(session, [telegram_id for telegram_id, _ in asked])
    for number, (telegram_id, first) in enumerate(asked):
        if telegram_id not in there:
            continue
        reply = await put_first(session, found, telegram_id, number, now, hours) if first else None
        if reply is None:
            reply = Reply(texts.published(found, now, hours), [[buttons.register(found.id)]])
        key = f"published:{found.uid}:{telegram_id}"
        await send_once(session, telegram_id, words_call(reply), key, machine_now, silent=hours.is_quiet(now))


async def against_moving(session: AsyncSession, found: Meeting, starts_at: datetime, now: datetime) -> Fault | None:
    """Why it cannot begin then; it lasts as long as before."""
    ends_at = starts_at + (found.ends_at - found.starts_at)
    other = await overlapping(session, starts_at, ends_at, found.id)
    return may_change(found, now) or may_be_at(starts_at, ends_at, now, other)


async def move(
    session: AsyncSession, meeting_id: int, starts_at: datetime, moments: Moments, hours: Hours
) -> Meeting | Fault:
    """The registered are told, with the next SEQUENCE."""
    now, _ = moments
    starts_at = starts_at.astimezone(UTC)
    found = await lock_meeting(session, meeting_id)
    if found is None:
        return Fault.NOT_OPEN
    fault = await against_moving(session, found, starts_at, now)
    if fault is not None:
        return fault
    ends_at = starts_at + (found.ends_at - found.starts_at)
    if starts_at == found.starts_at:
        return found
    before = texts.when(found, now, hours)
    found.starts_at, found.ends_at, found.sequence = starts_at, ends_at, found.sequence + 1
    await session.flush()
    rows = [[buttons.coming(found.id), buttons.not_coming(found.id)]]
    with_link = is_link_given(found, hours, now)
    await _tell(session, found, Reply(texts.moved(found, before, now, hours, with_link), rows), moments, hours)
    return found


async def change(
    session: AsyncSession, meeting_id: int, moments: Moments, hours: Hours, **fields: str | int | None
) -> Meeting | Fault:
    """`title`, `link`, `place`, `programme`, `capacity`. A new place or link is told; more places are offered."""
    found = await lock_meeting(session, meeting_id)
    if found is None or may_change(found, moments[0]) is not None:
        return Fault.NOT_OPEN
    if "capacity" in fields:
        capacity = fields["capacity"]
        fault = may_hold(int(capacity) if capacity is not None else None, await places_taken(session, meeting_id))
        if fault is not None:
            return fault
    told = [name for name in ("place", "link") if name in fields and fields[name] != getattr(found, name)]
    for name, value in fields.items():
        setattr(found, name, value)
    found.sequence += 1
    await session.flush()
    if found.state == MeetingState.PUBLISHED and ("place" in told or is_link_given(found, hours, moments[0])) and told:
        await _tell(session, found, Reply(texts.changed(found, moments[0], hours)), moments, hours)
    return found


async def cancel(session: AsyncSession, meeting_id: int, moments: Moments, hours: Hours) -> Meeting | Fault:
    """Everybody who comes or waits is told; nothing more leaves for it."""
    now, _ = moments
    found = await lock_meeting(session, meeting_id)
    if found is None or may_change(found, now) is not None:
        return Fault.NOT_OPEN
    was_published = found.state == MeetingState.PUBLISHED
    found.state = MeetingState.CANCELLED if was_published else MeetingState.DROPPED
    found.sequence += 1
    rows = await registrations_of(session, meeting_id)
    await session.flush()
    if was_published:
        reply = Reply(texts.cancelled(found, now, hours), [[buttons.kind(found.kind, buttons.LABEL_OTHER_DATES)]])
        call = event_call(reply, found, hours, now, cancelled=True)
        registered = [row for row in rows if row.status == Status.REGISTERED]
        await _send_all(session, found, call, registered, moments, hours)
        words = words_call(Reply(texts.cancelled(found, now, hours, in_agenda=False), reply.rows))
        others = [row for row in rows if row.status in (Status.OFFERED, Status.APPLIED, *IN_LINE)]
        await _send_all(session, found, words, others, moments, hours)
    await cancel_all_of(session, meeting_id, now)
    return found


async def document(
    session: AsyncSession, meeting_id: int, link: str, moments: Moments, hours: Hours
) -> Meeting | Fault:
    """Posts the documentation: the registered get it, and it stands in the answer about replays."""
    found = await lock_meeting(session, meeting_id)
    if found is None or found.state != MeetingState.PUBLISHED:
        return Fault.NOT_OPEN
    found.documentation = link
    await session.flush()
    people = [row.telegram_id for row in await registrations_of(session, meeting_id, Status.REGISTERED)]
    call = words_call(Reply(texts.documented(found)))
    for telegram_id in sorted(await reachable(session, people)):
        key = f"documented:{found.uid}:{telegram_id}:{link}"[:120]
        await send_once(session, telegram_id, call, key, moments[1], silent=hours.is_quiet(moments[0]))
    return found


async def decide(
    session: AsyncSession, meeting_id: int, telegram_id: int, accepted: bool, moments: Moments, hours: Hours
) -> Meeting | Fault:
    """The team's answer to an application; the person is told."""
    now, machine_now = moments
    found = await lock_meeting(session, meeting_id)
    row = await registration(session, meeting_id, telegram_id) if found is not None else None
    if found is None or row is None or row.status != Status.APPLIED or may_change(found, now) is not None:
        return Fault.NOT_OPEN
    if accepted and found.capacity is not None and await places_taken(session, meeting_id) >= found.capacity:
        return Fault.TOO_SMALL
    row.status, row.since = (Status.REGISTERED if accepted else Status.REFUSED), now
    await session.flush()
    if accepted:
        words = texts.accepted(found, now, hours, is_link_given(found, hours, now))
        call = event_call(Reply(words, [[buttons.mine()]]), found, hours, now)
    else:
        call = words_call(Reply(texts.not_accepted(found)))
    key = f"decided:{found.uid}:{telegram_id}"
    await send_once(session, telegram_id, call, key, machine_now, silent=hours.is_quiet(now))
    return found


async def _tell(session: AsyncSession, found: Meeting, reply: Reply, moments: Moments, hours: Hours) -> None:
    """The registered get the event as it stands now; those who wait, the words alone."""
    if found.state != MeetingState.PUBLISHED:
        return
    rows = await registrations_of(session, found.id)
    call = event_call(reply, found, hours, moments[0])
    await _send_all(session, found, call, (r for r in rows if r.status == Status.REGISTERED), moments, hours)
    heading = reply.html.partition("\n\n")[0]
    for statuses, words in texts.STAYS.items():
        call = words_call(Reply(paragraphs(heading, words), [[buttons.mine()]]))
        await _send_all(session, found, call, (r for r in rows if r.status in statuses), moments, hours)


async def _send_all(
    session: AsyncSession,
    found: Meeting,
    call: tuple[str, dict[str, object]],
    rows: Iterable[Registration],
    moments: Moments,
    hours: Hours,
) -> None:
    """The team's act does not wait for the morning; at night it wakes nobody."""
    there = await reachable(session, [row.telegram_id for row in rows])
    for telegram_id in sorted(there):
        key = f"changed:{found.uid}:{found.sequence}:{telegram_id}"
        await send_once(session, telegram_id, call, key, moments[1], silent=hours.is_quiet(moments[0]))
