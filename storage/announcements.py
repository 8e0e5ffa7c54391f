"""The announcements, and where each is shown to the team while it goes out. Who receives them: `deliveries.py`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, ForeignKey, String, Text, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record
from storage.outbox import RowId


class Progress(StrEnum):
    SCHEDULED = "scheduled"
    SENDING = "sending"
    SUSPENDED = "suspended"
    HELD = "held"  # fell due, or was on its way, when a backup was restored: a person decides
    CORRECTING = "correcting"  # all have it; the messages received are being edited
    SENT = "sent"
    STOPPED = "stopped"  # in the middle, by somebody
    WITHDRAWN = "withdrawn"  # before it left
    EXPIRED = "expired"  # its last moment passed first


GOING = (Progress.SCHEDULED, Progress.SENDING, Progress.SUSPENDED, Progress.HELD, Progress.CORRECTING)
"""What the team may still change."""


class Announcement(Record):
    """`content`: as in handlers/announcements/content.py. `token` makes the keys of its messages unique for ever:
    a number may be given again after a restore. `author`: a name of the team file, or "" from the command line.
    """

    __tablename__ = "announcements"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012
    policy: ClassVar = Policy()

    token: Mapped[str] = mapped_column(String(16), unique=True)
    subject: Mapped[str | None] = mapped_column(String(16))
    segment: Mapped[str] = mapped_column(String(100))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    not_after: Mapped[datetime | None] = mapped_column(Instant, default=None)
    started_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    ended_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    author: Mapped[str] = mapped_column(String(80), default="")
    # Grows when the words are corrected: what was sent before is then edited.
    version: Mapped[int] = mapped_column(default=1)
    # The announcement that this one puts right: it goes to those who received that one, as an answer to it.
    corrects: Mapped[int | None] = mapped_column(ForeignKey("announcements.id", ondelete="SET NULL"), default=None)
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


class AnnouncementScreen(Record):
    """The message in which somebody of the team sees an announcement go out: edited as it does."""

    __tablename__ = "announcement_screens"
    policy: ClassVar = Policy(person="telegram_id", lifetime="person")

    announcement_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    outbox_id: Mapped[int] = mapped_column(RowId)
    shown: Mapped[str] = mapped_column(Text, default="")


async def announcement(session: AsyncSession, number: int) -> Announcement | None:
    """Locked: who presses and the sending do not act on it at the same time."""
    return await session.get(Announcement, number, with_for_update=True, populate_existing=True)


async def in_progress(session: AsyncSession, *states: Progress) -> Sequence[Announcement]:
    """Of these states, first due first."""
    rows = select(Announcement).where(Announcement.state.in_(states or GOING))
    return (await session.scalars(rows.order_by(Announcement.due_at, Announcement.id))).all()


async def numbers_in(session: AsyncSession, *states: Progress) -> Sequence[int]:
    rows = select(Announcement.id).where(Announcement.state.in_(states))
    return (await session.scalars(rows.order_by(Announcement.due_at, Announcement.id))).all()


async def numbers_about(session: AsyncSession, subjects: Collection[str]) -> Sequence[int]:
    """Those under way about these subjects."""
    rows = select(Announcement.id).where(Announcement.subject.in_(subjects))
    return (await session.scalars(rows.where(Announcement.state.in_(GOING)).order_by(Announcement.id))).all()


async def is_any_due(session: AsyncSession, now: datetime) -> bool:
    """Whether the sending has something to look at."""
    under_way = Announcement.state.in_((Progress.SENDING, Progress.CORRECTING))
    due = and_(Announcement.state == Progress.SCHEDULED, Announcement.due_at <= now)
    return await session.scalar(select(Announcement.id).where(or_(under_way, due)).limit(1)) is not None


async def latest(session: AsyncSession, most: int) -> Sequence[Announcement]:
    rows = select(Announcement).where(Announcement.state.not_in(GOING))
    return (await session.scalars(rows.order_by(Announcement.id.desc()).limit(most))).all()


async def all_announcements(session: AsyncSession) -> Sequence[Announcement]:
    return (await session.scalars(select(Announcement).order_by(Announcement.id))).all()


async def screens_of(session: AsyncSession, number: int) -> Sequence[AnnouncementScreen]:
    rows = select(AnnouncementScreen).where(AnnouncementScreen.announcement_id == number)
    return (await session.scalars(rows.order_by(AnnouncementScreen.telegram_id))).all()


async def live_screens(session: AsyncSession) -> Sequence[Announcement]:
    """The announcements that somebody follows, but for those that only wait for their time."""
    followed = select(AnnouncementScreen.announcement_id).distinct()
    rows = select(Announcement).where(Announcement.id.in_(followed), Announcement.state != Progress.SCHEDULED)
    return (await session.scalars(rows.order_by(Announcement.id))).all()


async def is_any_screen_live(session: AsyncSession) -> bool:
    """Whether a message of progress may have to change, or the team has something to decide."""
    followed = select(AnnouncementScreen.announcement_id)
    live = and_(Announcement.id.in_(followed), Announcement.state.not_in((Progress.SCHEDULED, Progress.HELD)))
    untold = and_(Announcement.id.not_in(followed), Announcement.state == Progress.HELD)
    return await session.scalar(select(Announcement.id).where(or_(live, untold)).limit(1)) is not None


async def hold_announcements(session: AsyncSession, now: datetime) -> None:
    """After a restore: what was on its way, or fell due since the backup, waits for the team, who is shown it anew.

    `now` is business time.
    """
    fell_due = and_(Announcement.state == Progress.SCHEDULED, Announcement.due_at <= now)
    on_the_way = Announcement.state.in_((Progress.SENDING, Progress.SUSPENDED, Progress.CORRECTING))
    await session.execute(update(Announcement).where(or_(fell_due, on_the_way)).values(state=Progress.HELD))
    held = select(Announcement.id).where(Announcement.state == Progress.HELD)
    await session.execute(delete(AnnouncementScreen).where(AnnouncementScreen.announcement_id.in_(held)))
