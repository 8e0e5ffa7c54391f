"""Figures of an announcement, for its screen, its report and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from storage.announcements import Announcement
from storage.deliveries import Fate, Reason, answers_to, counts_of, reasons_of


@dataclass(frozen=True)
class Figures:
    """What became of an announcement, in numbers of people.

    `left` unsubscribed before it reached them, `unsubscribed` by the button under it.
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
        return self.recipients - self.waiting


async def figures_of(session: AsyncSession, one: Announcement) -> Figures:
    """Count the ledger of an announcement."""
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
