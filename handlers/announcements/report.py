"""Figures of an announcement, for its screen, its report and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from storage.announcements import Announcement
from storage.deliveries import Fate, Reason, answers_to, counts_of, reasons_of


@dataclass(frozen=True)
class Figures:
    """How many people an announcement is for, has reached, will or cannot reach, and how many answered.

    `left` unsubscribed before it reached them, `unsubscribed` by the button under it; `waiting` are still to be written
    to. `reasons` counts the failures by reason.
    """

    recipients: int
    sent: int
    waiting: int
    failed: int
    blocked: int
    left: int
    cancelled: int
    unsubscribed: int
    replies: int
    reasons: Mapping[Reason, int]

    @property
    def settled(self) -> int:
        """How many recipients wait no more: the announcement reached them, failed, or will not be sent to them."""
        return self.recipients - self.waiting


async def figures_of(session: AsyncSession, one: Announcement) -> Figures:
    """Return the figures of an announcement, counted from the row of each recipient."""
    counts = await counts_of(session, one.id)
    answers = await answers_to(session, one.id)
    return Figures(
        recipients=sum(counts.values()),
        sent=counts.get(Fate.SENT, 0),
        waiting=counts.get(Fate.WAITING, 0) + counts.get(Fate.QUEUED, 0),
        failed=counts.get(Fate.FAILED, 0),
        blocked=counts.get(Fate.BLOCKED, 0),
        left=counts.get(Fate.LEFT, 0),
        cancelled=counts.get(Fate.CANCELLED, 0),
        unsubscribed=answers.unsubscribed,
        replies=answers.replies,
        reasons=await reasons_of(session, one.id),
    )
