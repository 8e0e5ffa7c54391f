"""Announcements, and the messages in which the team follows them. Recipients are in `deliveries.py`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    String,
    Text,
    and_,
    delete,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Condition, Instant, Json, Policy, Record
from storage.outbox import RowId


class Progress(StrEnum):
    """The state of an announcement: scheduled, being sent or corrected, suspended, held, or over in some way."""

    SCHEDULED = "scheduled"
    SENDING = "sending"
    SUSPENDED = "suspended"
    HELD = "held"  # was due or on its way when a backup was restored: the team decides
    CORRECTING = "correcting"  # received by all; the messages are being edited
    SENT = "sent"
    STOPPED = "stopped"  # by the team, when some had received it
    WITHDRAWN = "withdrawn"  # by the team, before anybody received it
    EXPIRED = "expired"  # its last moment passed before it could leave


GOING = (Progress.SCHEDULED, Progress.SENDING, Progress.SUSPENDED, Progress.HELD, Progress.CORRECTING)
"""States in which the team may still change the announcement."""


class Announcement(Record):
    """An announcement that the team ordered, with its text, its audience and where it stands.

    `content` has the shape of `handlers/announcements/content.py`. `token` is part of the key of each of its messages
    and unique for ever, where a number may be given again after a restore. `author` is a name of the team file, or ""
    for the command line.
    """

    __tablename__ = "announcements"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012
    policy: ClassVar = Policy()

    token: Mapped[str] = mapped_column(String(16), unique=True)
    subject: Mapped[str | None] = mapped_column(String(16))
    segment: Mapped[str] = mapped_column(String(100))
    content: Mapped[Json] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    not_after: Mapped[datetime | None] = mapped_column(Instant, default=None)
    started_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    ended_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    author: Mapped[str] = mapped_column(String(80), default="")
    # Grows with each correction: messages sent in an earlier version are edited.
    version: Mapped[int] = mapped_column(default=1)
    # The announcement that this one puts right: it goes to those who received that one, in reply to it.
    corrects: Mapped[int | None] = mapped_column(ForeignKey("announcements.id", ondelete="SET NULL"), default=None)
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


class AnnouncementScreen(Record):
    """The message in which a member of the team sees how far an announcement is.

    `outbox_id` is the outbox row of this message, `shown` the text that it shows now.
    """

    __tablename__ = "announcement_screens"
    __table_args__ = (Index("ix_announcement_screens_person", "telegram_id"),)
    policy: ClassVar = Policy(person="telegram_id", lifetime="person")

    announcement_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    outbox_id: Mapped[int] = mapped_column(RowId)
    shown: Mapped[str] = mapped_column(Text, default="")


async def lock_announcement(session: AsyncSession, number: int) -> Announcement | None:
    """Return the announcement with this number, locked until the transaction ends; None where there is none."""
    return await session.get(Announcement, number, with_for_update=True, populate_existing=True)


async def in_progress(session: AsyncSession, *states: Progress) -> Sequence[Announcement]:
    """Return the announcements in one of `states`, the first due in front.

    Without `states`, return all that have not ended.
    """
    rows = select(Announcement).where(Announcement.state.in_(states or GOING))
    return (await session.scalars(rows.order_by(Announcement.due_at, Announcement.id))).all()


async def numbers_in(session: AsyncSession, *states: Progress) -> Sequence[int]:
    """Return the numbers of the announcements in one of these states, the first due in front."""
    rows = select(Announcement.id).where(Announcement.state.in_(states))
    return (await session.scalars(rows.order_by(Announcement.due_at, Announcement.id))).all()


async def numbers_about(session: AsyncSession, subjects: Collection[str]) -> Sequence[int]:
    """Return the numbers of the announcements about one of these subjects that have not ended."""
    rows = select(Announcement.id).where(Announcement.subject.in_(subjects))
    return (await session.scalars(rows.where(Announcement.state.in_(GOING)).order_by(Announcement.id))).all()


def is_any_due(now: datetime) -> Condition:
    """Return the SQL condition that an announcement has to be worked on.

    Its time has come, or it is being sent or corrected.
    """
    under_way = Announcement.state.in_((Progress.SENDING, Progress.CORRECTING))
    due = and_(Announcement.state == Progress.SCHEDULED, Announcement.due_at <= now)
    return exists().where(or_(under_way, due))


async def latest_ended(session: AsyncSession, most: int) -> Sequence[Announcement]:
    """Return the announcements that have ended, the newest first, at most `most`."""
    rows = select(Announcement).where(Announcement.state.not_in(GOING))
    return (await session.scalars(rows.order_by(Announcement.id.desc()).limit(most))).all()


async def all_announcements(session: AsyncSession) -> Sequence[Announcement]:
    """Return all announcements, the oldest first."""
    return (await session.scalars(select(Announcement).order_by(Announcement.id))).all()


async def screens_of(session: AsyncSession, number: int) -> Sequence[AnnouncementScreen]:
    """Return the messages in which members of the team follow this announcement, one for each member."""
    rows = select(AnnouncementScreen).where(AnnouncementScreen.announcement_id == number)
    return (await session.scalars(rows.order_by(AnnouncementScreen.telegram_id))).all()


async def live_screens(session: AsyncSession) -> Sequence[Announcement]:
    """Return the announcements that a member of the team follows in a message, except those whose time has not come."""
    followed = select(AnnouncementScreen.announcement_id).distinct()
    rows = select(Announcement).where(Announcement.id.in_(followed), Announcement.state != Progress.SCHEDULED)
    return (await session.scalars(rows.order_by(Announcement.id))).all()


@cache
def is_any_screen_live() -> Condition:
    """Return the SQL condition that a message in which the team follows an announcement has to be edited or sent.

    Edited: an announcement that is followed in one and is neither scheduled nor held. Sent: one held by a restore that
    nobody follows yet.
    """
    followed = select(AnnouncementScreen.announcement_id)
    live = and_(Announcement.id.in_(followed), Announcement.state.not_in((Progress.SCHEDULED, Progress.HELD)))
    untold = and_(Announcement.id.not_in(followed), Announcement.state == Progress.HELD)
    return exists().where(or_(live, untold))


async def hold_announcements(session: AsyncSession, now: datetime) -> None:
    """Set to HELD, after a restore, the announcements that are due, suspended, or being sent or corrected.

    Their screens are deleted too, so that the team is sent new ones. `now` is business time.
    """
    fell_due = and_(Announcement.state == Progress.SCHEDULED, Announcement.due_at <= now)
    on_the_way = Announcement.state.in_((Progress.SENDING, Progress.SUSPENDED, Progress.CORRECTING))
    await session.execute(update(Announcement).where(or_(fell_due, on_the_way)).values(state=Progress.HELD))
    held = select(Announcement.id).where(Announcement.state == Progress.HELD)
    await session.execute(delete(AnnouncementScreen).where(AnnouncementScreen.announcement_id.in_(held)))
