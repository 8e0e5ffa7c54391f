"""A case: what somebody asks a human of the house, whose it is now, and what is due for it. Rules are not here."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, ColumnElement, String, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Policy, Record
from storage.outbox import RowId
from storage.people import Person
from storage.roles import Role

TAKEN = ("taken", "waiting")  # somebody has it
OPEN = ("new", *TAKEN)


class Case(Record):
    """`telegram_id`: the person, None where a delegate opened it for somebody on the telephone."""

    __tablename__ = "cases"
    __table_args__ = ({"sqlite_autoincrement": True},)  # its number is told to people: never given twice
    policy: ClassVar = Policy(person="telegram_id", lifetime="cases", named_beside=("owner_id",))

    telegram_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    person_name: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(12), index=True)
    # The role of the team file that answers for the subject, and the name to whom the case goes.
    role: Mapped[str] = mapped_column(String(24))
    referent: Mapped[str] = mapped_column(String(80))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    entry: Mapped[str | None] = mapped_column(String(64), default=None)
    department: Mapped[str | None] = mapped_column(String(3), default=None)
    place: Mapped[str | None] = mapped_column(String(80), default=None)
    phase: Mapped[str | None] = mapped_column(String(24), default=None)
    opened_by: Mapped[str | None] = mapped_column(String(80), default=None)
    owner_id: Mapped[int | None] = mapped_column(BigInteger, default=None, index=True)
    owner_name: Mapped[str | None] = mapped_column(String(80), default=None)
    taken_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    # The oldest question without an answer that arrived, and what was promised for it.
    asked_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    promise_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    first_reply_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    # What the ticker looks at; None where nothing is due.
    remind_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    escalate_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    nudge_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    expire_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    later_until: Mapped[datetime | None] = mapped_column(Instant, default=None)
    escalated_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    waiting_since: Mapped[datetime | None] = mapped_column(Instant, default=None)
    closed_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    closed_why: Mapped[str | None] = mapped_column(String(16), default=None)
    satisfied: Mapped[bool | None] = mapped_column(default=None)
    # To be called back: erased with the case.
    phone: Mapped[str | None] = mapped_column(String(32), default=None)
    call_when: Mapped[str | None] = mapped_column(String(80), default=None)
    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


async def lock_case(session: AsyncSession, case_id: int) -> Case | None:
    """The case as it is now, kept from others until the transaction ends (on SQLite there is one writer anyway)."""
    found = select(Case).where(Case.id == case_id).with_for_update()
    return await session.scalar(found, execution_options={"populate_existing": True})


async def cases_of(session: AsyncSession, telegram_id: int, since: datetime) -> Sequence[Case]:
    """A person's cases: the open ones, and those closed since."""
    mine = select(Case).where(Case.telegram_id == telegram_id)
    mine = mine.where(or_(Case.state.in_(OPEN), Case.closed_at >= since))
    return (await session.scalars(mine.order_by(Case.id))).all()


async def open_cases_of(session: AsyncSession, telegram_id: int) -> Sequence[Case]:
    mine = select(Case).where(Case.telegram_id == telegram_id, Case.state.in_(OPEN))
    return (await session.scalars(mine.order_by(Case.id))).all()


async def all_open_cases(session: AsyncSession) -> Sequence[Case]:
    """The most urgent first."""
    urgent = (Case.promise_at.is_(None), Case.promise_at, Case.id)
    return (await session.scalars(select(Case).where(Case.state.in_(OPEN)).order_by(*urgent))).all()


async def cases_owned_by(session: AsyncSession, telegram_ids: Collection[int]) -> Sequence[Case]:
    owned = select(Case).where(Case.owner_id.in_(telegram_ids), Case.state.in_(OPEN)).order_by(Case.id)
    return (await session.scalars(owned.with_for_update())).all()


async def ids_of_cases_without_owner(session: AsyncSession, roles: Collection[str]) -> Sequence[int]:
    """The cases taken by somebody who is no longer there: holds none of these roles, or has blocked the bot."""
    return (await session.scalars(select(Case.id).where(_is_without_owner(roles)).order_by(Case.id))).all()


async def is_any_case_without_owner(session: AsyncSession, roles: Collection[str]) -> bool:
    return await session.scalar(select(Case.id).where(_is_without_owner(roles)).limit(1)) is not None


def _is_without_owner(roles: Collection[str]) -> ColumnElement[bool]:
    """An erasure leaves nobody's number."""
    holders = select(Role.telegram_id).where(Role.role.in_(roles))
    blocked = select(Person.telegram_id).where(Person.blocked_at.is_not(None))
    gone = or_(Case.owner_id.is_(None), Case.owner_id.not_in(holders), Case.owner_id.in_(blocked))
    return Case.state.in_(TAKEN) & gone


async def new_cases_for(session: AsyncSession, name: str) -> Sequence[Case]:
    """Those that await this member of the team, and nobody has taken."""
    waiting = select(Case).where(Case.state == "new", Case.referent == name).order_by(Case.id)
    return (await session.scalars(waiting.with_for_update())).all()


async def ids_of_due_cases(session: AsyncSession, now: datetime) -> Sequence[int]:
    """The open cases for which something is due."""
    due = [moment <= now for moment in (Case.remind_at, Case.escalate_at, Case.nudge_at, Case.expire_at)]
    found = select(Case.id).where(Case.state.in_(OPEN), or_(*due)).order_by(Case.id)
    return (await session.scalars(found)).all()


async def cases_since(session: AsyncSession, moment: datetime) -> Sequence[Case]:
    """Opened since, closed ones too: what statistics are made of."""
    return (await session.scalars(select(Case).where(Case.opened_at >= moment).order_by(Case.id))).all()


async def cases_closed_before(session: AsyncSession, moment: datetime) -> Sequence[Case]:
    """To be erased: their messages, copies and history go with them."""
    old = select(Case).where(Case.closed_at < moment).order_by(Case.id)
    return (await session.scalars(old.with_for_update())).all()


async def all_cases_of(session: AsyncSession, telegram_ids: Collection[int]) -> Sequence[Case]:
    """Open or closed, to be erased."""
    theirs = select(Case).where(Case.telegram_id.in_(telegram_ids)).order_by(Case.id)
    return (await session.scalars(theirs.with_for_update())).all()
