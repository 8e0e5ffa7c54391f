"""Queueing of an announcement, and the number of people whom it reaches now."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.announcements.actions import ANNOUNCE
from handlers.announcements.rules import Segment, audience_of, new_token
from handlers.talk.act import Act
from knowledge.base.team import Team
from storage.announcements import Announcement, Progress
from storage.audiences import count_in
from storage.base import Json


async def queue(
    act: Act,
    *,
    subject: str | None,
    segment: Segment,
    content: Json,
    due_at: datetime | None = None,
    not_after: datetime | None = None,
    author: str = "",
    corrects: int | None = None,
) -> Announcement:
    """Schedule an announcement and return it; `send_due` sends it once `due_at` has come. `due_at` None means at once.

    After `not_after` it is sent to nobody else. `author` is a name of the team file, "" at the command line. `corrects`
    is the number of the announcement that this one puts right: it goes to those who received that. Raises NotAllowed
    where the actor may not announce.
    """
    act.must_be_allowed(ANNOUNCE)
    row = Announcement(
        token=new_token(),
        subject=subject,
        segment=segment.as_text,
        content=content,
        state=Progress.SCHEDULED,
        created_at=act.now,
        due_at=due_at or act.now,
        not_after=not_after,
        author=author,
        corrects=corrects,
    )
    act.session.add(row)
    await act.session.flush()
    return row


async def reached_now(session: AsyncSession, subject: str | None, segment: Segment, team: Team) -> int:
    """Return how many people an announcement of this subject, for this segment, would reach now."""
    return await count_in(session, audience_of(subject, segment, team))
