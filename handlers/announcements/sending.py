"""Sending of announcements: those due begin, their recipients enter the outbox a few at a time, those done end.

A few at a time, so that a pause or a stop acts within seconds, and nothing waits in the outbox through a night.
"""

from collections.abc import Sequence
from datetime import timedelta

from handlers.announcements.content import edit_call, rows_under, send_call
from handlers.announcements.rules import Departure, Transition, advance, audience_of, departure, segment_of
from handlers.talk.tick import Tick
from knowledge.snapshot import Knowledge
from storage.announcements import Announcement, Progress, lock_announcement, numbers_in
from storage.audiences import Audience, people_in
from storage.base import Json
from storage.deliveries import (
    Delivery,
    Fate,
    close_ledger,
    count_in_outbox,
    counts_of,
    messages_of,
    next_outdated,
    next_waiting,
    note_outcomes,
    open_ledger,
    still_among,
)
from storage.outbox import Priority, message_with_key
from storage.pauses import ANNOUNCEMENTS, pause

QUIET_PAUSE = timedelta(seconds=5)  # renewed each second of the night
MOST_IN_OUTBOX = 150  # what leaves in five seconds at Telegram's pace
UNDER_WAY = (Progress.SENDING, Progress.CORRECTING)


async def send_due(tick: Tick) -> None:
    """Start the announcements that are due, and queue the next messages of those under way.

    First it is noted which messages arrived. All announcements share the room in the outbox. At night none of their
    messages leaves.
    """
    await note_outcomes(tick.session, tick.machine_now)
    for number in await numbers_in(tick.session, Progress.SCHEDULED):
        await _begin(tick, number)
    under_way = await numbers_in(tick.session, *UNDER_WAY)
    if under_way and tick.hours.is_quiet(tick.now):
        # What Telegram did not take by day must not leave at night, once it is back.
        await pause(tick.session, ANNOUNCEMENTS, tick.machine_now + QUIET_PAUSE, tick.machine_now)
    room = MOST_IN_OUTBOX - await count_in_outbox(tick.session)
    for place, number in enumerate(under_way):
        share = max(0, room) // (len(under_way) - place)
        room -= await _go_on(tick, number, share)


async def _begin(tick: Tick, number: int) -> None:
    one = await lock_announcement(tick.session, number)
    if one is None or one.state != Progress.SCHEDULED:
        return
    leaves = departure(one.due_at, one.not_after, tick.hours, tick.now)
    if leaves is Departure.TOO_LATE:
        advance(one, Transition.EXPIRE, tick.now)
    elif leaves is Departure.NOW:
        advance(one, Transition.START, tick.now)
        people = people_in(audience(one, tick.knowledge))
        await open_ledger(tick.session, one.id, people, one.version)


def audience(one: Announcement, knowledge: Knowledge) -> Audience:
    """Return the recipients of an announcement, as conditions for a query."""
    return audience_of(one.subject, segment_of(one), knowledge.team, one.corrects)


async def _go_on(tick: Tick, number: int, room: int) -> int:
    """Queue the next edits and messages of an announcement under way, at most `room`, and return how many were queued.

    It ends once each of its messages was sent or failed, and expires after its last moment.
    """
    one = await lock_announcement(tick.session, number)
    if one is None or one.state not in UNDER_WAY:
        return 0
    leaves = departure(one.started_at or one.due_at, one.not_after, tick.hours, tick.now)
    if leaves is Departure.TOO_LATE and one.state == Progress.SENDING:
        await close_ledger(tick.session, one.id, tick.machine_now)
        advance(one, Transition.EXPIRE, tick.now)
        return 0
    if leaves is Departure.LATER:
        return 0
    outdated = await next_outdated(tick.session, one.id, one.version, room)
    await _correct(tick, one, outdated)
    waiting = await next_waiting(tick.session, one.id, room - len(outdated)) if one.state == Progress.SENDING else ()
    await _enqueue(tick, one, waiting)
    if room and not outdated and not waiting:
        await _end_if_all_settled(tick, one)
    return len(outdated) + len(waiting)


async def _enqueue(tick: Tick, one: Announcement, rows: Sequence[Delivery]) -> None:
    """Queue the announcement for the recipients of these rows.

    Those who unsubscribed or blocked the bot since it began are marked LEFT instead.
    """
    ids = [row.telegram_id for row in rows]
    still = await still_among(tick.session, people_in(audience(one, tick.knowledge)), ids) if ids else set()
    rows_of_buttons = rows_under(one.content, one.subject, one.segment, one.id, titles(tick.knowledge))
    method, params = send_call(one.content, one.subject, rows_of_buttons)
    answered = await messages_of(tick.session, one.corrects, ids) if one.corrects is not None else {}
    for row in rows:
        if row.telegram_id not in still:
            row.state, row.settled_at = Fate.LEFT, tick.machine_now
            continue
        key = f"announcement:{one.token}:{row.telegram_id}"
        row.outbox_id = await _queue(
            tick, row.telegram_id, key, method, params | _answering(answered.get(row.telegram_id))
        )
        row.state, row.version = Fate.QUEUED, one.version
    await tick.session.flush()


def _answering(message_id: int | None) -> Json:
    if message_id is None:
        return {}
    return {"reply_parameters": {"message_id": message_id, "allow_sending_without_reply": True}}


async def _correct(tick: Tick, one: Announcement, rows: Sequence[Delivery]) -> None:
    rows_of_buttons = rows_under(one.content, one.subject, one.segment, one.id, titles(tick.knowledge))
    for row in rows:
        method, params = edit_call(one.content, one.subject, rows_of_buttons, row.message_id or 0)
        key = f"correction:{one.token}:{one.version}:{row.telegram_id}"
        await _queue(tick, row.telegram_id, key, method, params)
        row.version = one.version
    await tick.session.flush()


async def _queue(tick: Tick, chat_id: int, key: str, method: str, params: Json) -> int:
    """Queue a message unless a restored backup has the row with this key; return the number of its outbox row."""
    known = await message_with_key(tick.session, key)
    if known is not None:
        return known.id
    return (await tick.sender.send(chat_id, method, params, priority=Priority.ANNOUNCEMENT, key=key)).id


async def _end_if_all_settled(tick: Tick, one: Announcement) -> None:
    counts = await counts_of(tick.session, one.id)
    if not counts.get(Fate.WAITING) and not counts.get(Fate.QUEUED):
        advance(one, Transition.END, tick.now)


def titles(knowledge: Knowledge) -> dict[str, str]:
    """Return the title of each entry, short where it has a short one, by its id."""
    return {entry_id: entry.short or entry.title for entry_id, entry in knowledge.entries.items()}
