"""The duty that reminds the team of a proposed meeting that nobody sees yet, ten days and three days before."""

from datetime import timedelta

from handlers.meetings import buttons, publishing_texts, staff_texts
from handlers.meetings.sending import send_once, words_call
from handlers.talk.permissions import Actor
from handlers.talk.replies import Reply
from handlers.talk.tick import Duty, Tick
from storage.base import Condition
from storage.meetings import Meeting, is_any_unpublished_before, unpublished_before
from storage.roles import holders_of

DAYS_BEFORE = (3, 10)
EVERY = timedelta(minutes=10)
JUST_PROPOSED = timedelta(days=1)  # the team was told of it then


async def remind_of_unpublished(tick: Tick) -> None:
    """Tell the team of each proposed meeting that is near, once ten days before and once three; never at night."""
    if tick.hours.is_quiet(tick.now):
        return
    for meeting in await unpublished_before(tick.session, tick.now, tick.now + timedelta(days=max(DAYS_BEFORE))):
        if tick.now - meeting.created_at > JUST_PROPOSED:
            await _remind(tick, meeting)


async def _remind(tick: Tick, meeting: Meeting) -> None:
    left = meeting.starts_at - tick.now
    near = next(days for days in DAYS_BEFORE if left <= timedelta(days=days))
    rows = [
        [buttons.team(staff_texts.LABEL_PUBLISH, meeting.id, "pub")],
        [buttons.team(staff_texts.LABEL_SEE, meeting.id)],
    ]
    reply = Reply(publishing_texts.not_published(meeting, tick.now, tick.hours), rows)
    for telegram_id in await holders_of(tick.session, Actor.TEAM):
        key = f"unpublished:{meeting.uid}:{near}:{telegram_id}"
        await send_once(tick, telegram_id, words_call(reply), key)


def is_any(tick: Tick) -> Condition:
    """Return the SQL condition that a proposed meeting is near."""
    return is_any_unpublished_before(tick.now, tick.now + timedelta(days=max(DAYS_BEFORE)))


DUTY = Duty("meetings unpublished", EVERY, remind_of_unpublished, is_any)
