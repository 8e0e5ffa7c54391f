"""Priority of those who waited in vain, at the next meeting of the same kind.

They get a seat kept for two days, or the head of the waiting list.
"""

from datetime import timedelta

from handlers.meetings import buttons, texts
from handlers.meetings.rules import PRIORITY_LASTS, free_seats, is_last_day, offer_ends, rank_of
from handlers.meetings.seats import set_status
from handlers.talk.act import Act
from handlers.talk.replies import Reply
from storage.meetings import Meeting
from storage.registrations import IN_LINE, Registration, Status, registration, registrations_of


async def give_priority(act: Act, following: Meeting, telegram_id: int, number: int) -> Reply | None:
    """Offer a person who waited in vain a seat at the meeting `following`, or put them at the head of its line.

    Return what to tell them. `number` orders those with priority, from 0. The caller has locked `following`. Return
    None, with nothing done, where the person has a seat, an offer or an application there already, or left it.
    """
    session, now, hours = act.session, act.now, act.hours
    row = await registration(session, following.id, telegram_id)
    if row is not None and row.status not in IN_LINE:
        return None
    if row is None:
        row = Registration(meeting_id=following.id, telegram_id=telegram_id, status=Status.WAITING, since=now)
        session.add(row)
    free = free_seats(following, await registrations_of(session, following.id))
    row.has_priority, row.since = True, now + timedelta(microseconds=number)
    if (free is None or free > 0) and not is_last_day(following, now):
        until = offer_ends(following, hours, now, PRIORITY_LASTS)
        set_status(row, Status.OFFERED, until=until)
        rows = [[buttons.take(following.id), buttons.let_go(following.id)]]
        reply = Reply(texts.offered_with_priority(following, until, now, hours), rows)
    else:
        set_status(row, Status.CALLED if row.status == Status.CALLED else Status.WAITING)
        await session.flush()
        rank = rank_of(await registrations_of(session, following.id), telegram_id)
        reply = Reply(texts.waits_with_priority(following, rank or 1, now, hours), [[buttons.leave(following.id)]])
    await session.flush()
    return reply
