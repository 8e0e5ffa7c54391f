"""Changes that the team makes to meetings, from the chat or the command line.

Each act either makes the whole change and tells the people concerned, or changes nothing and returns the Fault. Each
raises NotAllowed where the actor may not manage meetings.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from handlers.meetings import buttons, texts
from handlers.meetings.actions import MANAGE_MEETINGS
from handlers.meetings.duties import new_meeting
from handlers.meetings.priority import give_priority
from handlers.meetings.rules import Fault, is_link_given, may_be_at, may_change, may_hold
from handlers.meetings.seats import set_status
from handlers.meetings.sending import Call, event_call, send_once, words_call
from handlers.talk.act import Act
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply, paragraphs
from storage.meetings import Meeting, MeetingState, lock_meeting, note_change, overlapping, take_wishes
from storage.registrations import (
    IN_LINE,
    Registration,
    Status,
    cancel_all_of,
    reachable,
    registration,
    registrations_of,
    seats_taken,
)


async def create(
    act: Act,
    kind: str,
    title: str,
    starts_at: datetime,
    minutes: int,
    *,
    capacity: int | None = None,
    link: str | None = None,
    place: str | None = None,
    programme: str = "",
) -> Meeting | Refusal[Fault]:
    """Create a proposed meeting, which only the team sees until it is published, and return it.

    `minutes` is the meeting's length. Return a Refusal where the meeting would begin in the past or overlap a published
    one.
    """
    act.must_be_allowed(MANAGE_MEETINGS)
    starts_at = starts_at.astimezone(UTC)
    ends_at = starts_at + timedelta(minutes=minutes)
    fault = may_be_at(starts_at, ends_at, act.now, await overlapping(act.session, starts_at, ends_at))
    if fault is not None:
        return fault
    made = new_meeting(kind, title, starts_at, minutes, act.now, capacity)
    made.link, made.place, made.programme = link, place, programme
    act.session.add(made)
    await act.session.flush()
    return made


async def publish(act: Act, meeting_id: int) -> Meeting | Refusal[Fault]:
    """Publish a proposed meeting and return it; tell the people who asked to be told of the next one of this kind.

    Those of them who waited in vain last time are offered a seat or put at the head of the line. A meeting already
    published is returned unchanged. Return a Refusal where the meeting has begun, was cancelled or dropped, or overlaps
    a published one.
    """
    act.must_be_allowed(MANAGE_MEETINGS)
    found = await lock_meeting(act.session, meeting_id)
    if found is None or may_change(found, act.now) is not None:
        return Refusal(Fault.NOT_OPEN)
    if found.state == MeetingState.PUBLISHED:
        return found
    fault = may_be_at(
        found.starts_at, found.ends_at, act.now, await overlapping(act.session, found.starts_at, found.ends_at)
    )
    if fault is not None:
        return fault
    _set_state(found, MeetingState.PUBLISHED)
    found.published_at = act.now
    await act.session.flush()
    await _tell_those_who_asked(act, found)
    return found


def _set_state(found: Meeting, state: MeetingState) -> None:
    """Set the state of a meeting. No other code assigns it."""
    found.state = state


async def _tell_those_who_asked(act: Act, found: Meeting) -> None:
    asked = await take_wishes(act.session, found.kind)
    there = await reachable(act.session, [telegram_id for telegram_id, _ in asked])
    for number, (telegram_id, has_priority) in enumerate(asked):
        if telegram_id not in there:
            continue
        reply = await give_priority(act, found, telegram_id, number) if has_priority else None
        if reply is None:
            reply = Reply(texts.published(found, act.now, act.hours), [[buttons.register(found.id)]])
        key = f"published:{found.uid}:{telegram_id}"
        await send_once(act, telegram_id, words_call(reply), key)


async def against_moving(act: Act, found: Meeting, starts_at: datetime) -> Refusal[Fault] | None:
    """Return why a meeting cannot be moved to begin at `starts_at`, with the same length; None where it can."""
    ends_at = starts_at + (found.ends_at - found.starts_at)
    other = await overlapping(act.session, starts_at, ends_at, found.id)
    return may_change(found, act.now) or may_be_at(starts_at, ends_at, act.now, other)


async def move(act: Act, meeting_id: int, starts_at: datetime) -> Meeting | Refusal[Fault]:
    """Move a meeting to begin at `starts_at`, with the same length; return the meeting, or why it cannot be moved.

    If the meeting is published, the registered are sent the new calendar file and asked whether they still come; those
    who wait, applied or have an offer are told. A meeting that begins at `starts_at` already is returned unchanged, and
    nobody is told.
    """
    act.must_be_allowed(MANAGE_MEETINGS)
    starts_at = starts_at.astimezone(UTC)
    found = await lock_meeting(act.session, meeting_id)
    if found is None:
        return Refusal(Fault.NOT_OPEN)
    fault = await against_moving(act, found, starts_at)
    if fault is not None:
        return fault
    ends_at = starts_at + (found.ends_at - found.starts_at)
    if starts_at == found.starts_at:
        return found
    before = texts.when(found, act.now, act.hours)
    found.starts_at, found.ends_at = starts_at, ends_at
    note_change(found, act.now)
    await act.session.flush()
    rows = [[buttons.coming(found.id), buttons.not_coming(found.id)]]
    with_link = is_link_given(found, act.hours, act.now)
    await _tell(act, found, Reply(texts.moved(found, before, act.now, act.hours, with_link), rows))
    return found


async def change(act: Act, meeting_id: int, **fields: str | int | None) -> Meeting | Refusal[Fault]:
    """Set what `fields` gives of `title`, `link`, `place`, `programme` and `capacity` of a meeting; return the meeting.

    A `capacity` of None means no limit. If the meeting is published, the people on its list are told of a new place at
    once, but of a new link only from the day before the meeting on, since nobody has the link earlier. Seats gained are
    not offered here: the duty `offer_seats` does that later. Return a Refusal where the meeting has begun or was
    cancelled, or where more seats are taken than the new capacity.
    """
    act.must_be_allowed(MANAGE_MEETINGS)
    found = await lock_meeting(act.session, meeting_id)
    if found is None or may_change(found, act.now) is not None:
        return Refusal(Fault.NOT_OPEN)
    if "capacity" in fields:
        capacity = fields["capacity"]
        fault = may_hold(int(capacity) if capacity is not None else None, await seats_taken(act.session, meeting_id))
        if fault is not None:
            return fault
    told = [name for name in ("place", "link") if name in fields and fields[name] != getattr(found, name)]
    for name, value in fields.items():
        setattr(found, name, value)
    note_change(found, act.now)
    await act.session.flush()
    if found.state == MeetingState.PUBLISHED and ("place" in told or is_link_given(found, act.hours, act.now)) and told:
        await _tell(act, found, Reply(texts.changed(found, act.now, act.hours)))
    return found


async def cancel(act: Act, meeting_id: int, reason: str = "") -> Meeting | Refusal[Fault]:
    """Cancel a published meeting with all its registrations, and tell each person; drop a proposed one, telling nobody.

    They read the `reason` too, a line, where there is one. The registered are sent a file that removes the meeting from
    their calendar. Return the meeting, or a Refusal where the meeting has begun or was cancelled before.
    """
    act.must_be_allowed(MANAGE_MEETINGS)
    found = await lock_meeting(act.session, meeting_id)
    if found is None or may_change(found, act.now) is not None:
        return Refusal(Fault.NOT_OPEN)
    was_published = found.state == MeetingState.PUBLISHED
    _set_state(found, MeetingState.CANCELLED if was_published else MeetingState.DROPPED)
    note_change(found, act.now)
    rows = await registrations_of(act.session, meeting_id)
    await act.session.flush()
    if was_published:
        reply = Reply(
            texts.cancelled(found, act.now, act.hours, reason), [[buttons.kind(found.kind, buttons.LABEL_OTHER_DATES)]]
        )
        call = event_call(act, reply, found, cancelled=True)
        registered = [row for row in rows if row.status == Status.REGISTERED]
        await _send_all(act, found, call, registered)
        words = words_call(Reply(texts.cancelled(found, act.now, act.hours, reason, in_agenda=False), reply.rows))
        others = [row for row in rows if row.status in (Status.OFFERED, Status.APPLIED, *IN_LINE)]
        await _send_all(act, found, words, others)
    await cancel_all_of(act.session, meeting_id, act.now)
    return found


async def document(act: Act, meeting_id: int, link: str) -> Meeting | Refusal[Fault]:
    """Keep `link` as the documentation of a published meeting, send it to the registered, and return the meeting.

    Answers about recordings show the link once the meeting has begun. Return a Refusal where the meeting is not
    published.
    """
    act.must_be_allowed(MANAGE_MEETINGS)
    found = await lock_meeting(act.session, meeting_id)
    if found is None or found.state != MeetingState.PUBLISHED:
        return Refusal(Fault.NOT_OPEN)
    found.documentation = link
    await act.session.flush()
    people = [row.telegram_id for row in await registrations_of(act.session, meeting_id, Status.REGISTERED)]
    call = words_call(Reply(texts.documented(found)))
    for telegram_id in sorted(await reachable(act.session, people)):
        key = f"documented:{found.uid}:{telegram_id}:{link}"[:120]
        await send_once(act, telegram_id, call, key)
    return found


async def decide(act: Act, meeting_id: int, telegram_id: int, accepted: bool) -> Meeting | Refusal[Fault]:
    """Accept or refuse a person's application for a meeting, tell them, and return the meeting.

    Return a Refusal: NOT_OPEN where no application waits or the meeting has begun, TOO_SMALL where no seat is left.
    """
    act.must_be_allowed(MANAGE_MEETINGS)
    found = await lock_meeting(act.session, meeting_id)
    row = await registration(act.session, meeting_id, telegram_id) if found is not None else None
    if found is None or row is None or row.status != Status.APPLIED or may_change(found, act.now) is not None:
        return Refusal(Fault.NOT_OPEN)
    if accepted and found.capacity is not None and await seats_taken(act.session, meeting_id) >= found.capacity:
        return Refusal(Fault.TOO_SMALL)
    set_status(row, Status.REGISTERED if accepted else Status.REFUSED, since=act.now)
    await act.session.flush()
    if accepted:
        words = texts.accepted(found, act.now, act.hours, is_link_given(found, act.hours, act.now))
        call = event_call(act, Reply(words, [[buttons.mine()]]), found)
    else:
        call = words_call(Reply(texts.not_accepted(found)))
    key = f"decided:{found.uid}:{telegram_id}"
    await send_once(act, telegram_id, call, key)
    return found


async def switch_attended(act: Act, meeting_id: int, telegram_id: int) -> None:
    """Note that a registered person attended a meeting, or take that note back; do nothing for anybody else."""
    act.must_be_allowed(MANAGE_MEETINGS)
    row = await registration(act.session, meeting_id, telegram_id)
    if row is not None and row.status == Status.REGISTERED:
        row.attended = not row.attended
        await act.session.flush()


async def _tell(act: Act, found: Meeting, reply: Reply) -> None:
    """Tell the people on the list of a published meeting of a change; do nothing for a meeting that is not published.

    The registered get `reply` with the new calendar file. Those who wait, applied or have an offer get only the first
    paragraph of `reply`, and are told that their place on the list stays.
    """
    if found.state != MeetingState.PUBLISHED:
        return
    rows = await registrations_of(act.session, found.id)
    call = event_call(act, reply, found)
    await _send_all(act, found, call, (r for r in rows if r.status == Status.REGISTERED))
    heading = reply.html.partition("\n\n")[0]
    for statuses, words in texts.STAYS.items():
        call = words_call(Reply(paragraphs(heading, words), [[buttons.mine()]]))
        await _send_all(act, found, call, (r for r in rows if r.status in statuses))


async def _send_all(act: Act, found: Meeting, call: Call, rows: Iterable[Registration]) -> None:
    """Queue `call` once for each person of `rows` who has not blocked the bot.

    `found` is the meeting. Its `sequence` is part of the key, so that a later change is not taken for one sent before.
    """
    there = await reachable(act.session, [row.telegram_id for row in rows])
    for telegram_id in sorted(there):
        key = f"changed:{found.uid}:{found.sequence}:{telegram_id}"
        await send_once(act, telegram_id, call, key)
