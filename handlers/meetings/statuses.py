"""Where a person stands at a meeting, in words."""

from handlers.meetings import texts
from handlers.meetings.rules import rank_of
from handlers.talk.act import Act
from storage.registrations import Registration, Status, registrations_of


async def status_words(act: Act, row: Registration) -> str:
    """Return the standing of a registration in words, with the rank of who waits."""
    if row.status in (Status.WAITING, Status.CALLED, Status.PASSED):
        rank = rank_of(await registrations_of(act.session, row.meeting_id), row.telegram_id)
        return texts.in_line(rank or 1)
    return texts.STATUS_WORDS[Status(row.status)]
