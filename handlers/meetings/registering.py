"""Registering, and telling the person what they got: a seat, an application or a rank."""

from handlers.meetings import buttons, texts
from handlers.meetings.rules import Standing, is_link_given
from handlers.meetings.seats import take_seat
from handlers.meetings.sending import reply_with_event
from handlers.subscriptions.choose import offer
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.turn import Turn
from knowledge.base.kinds import kind_of
from storage.meetings import Meeting
from storage.registrations import Status


async def take_seat_and_tell(turn: Turn, meeting_id: int, source: str | None) -> None:
    """Register the person for a meeting, and tell them what they got, or why they got nothing.

    They get a seat, an application that the team decides on, or a rank on the waiting list.
    """
    found, outcome = await take_seat(turn, meeting_id, turn.known().telegram_id, source)
    if found is None or isinstance(outcome, Refusal):
        await turn.reply(Reply(texts.refused(outcome if isinstance(outcome, Refusal) else None)))
        return
    await _say(turn, found, outcome)


async def _say(turn: Turn, found: Meeting, standing: Standing) -> None:
    if standing.status == Status.REGISTERED and not standing.already:
        await say_registered(turn, found)
        return
    words = {
        Status.REGISTERED: texts.registered(found, turn.now, turn.hours, is_link_given(found, turn.hours, turn.now)),
        Status.APPLIED: texts.applied(found, turn.now, turn.hours),
    }.get(standing.status, texts.waiting(found, standing.rank or 1, turn.now, turn.hours))
    await turn.reply(Reply(texts.already(words) if standing.already else words, [[buttons.mine()]]))


async def say_registered(turn: Turn, found: Meeting) -> None:
    """Tell the person that they have a seat, with the calendar file of the meeting.

    Offer them a subscription to news of this kind of meeting too.
    """
    words, rows = await offer(turn, kind_of(found.kind).news)
    with_link = is_link_given(found, turn.hours, turn.now)
    said = paragraphs(texts.registered(found, turn.now, turn.hours, with_link), words)
    reply = Reply(said, [*rows, [buttons.mine()]])
    await reply_with_event(turn, reply, found)
