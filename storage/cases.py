"""Cases: what a person asks of staff, who has taken it and what is due. Their rules are in `handlers/cases`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import ClassVar

from sqlalchemy import BigInteger, Index, String, and_, exists, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Condition, Instant, Policy, Record, parts
from storage.outbox import RowId
from storage.people import Person
from storage.roles import Role


class State(StrEnum):
    """Whose turn it is in a case: nobody's yet, its owner's, the person's, or nobody's since it is closed."""

    NEW = "new"  # nobody has taken it
    TAKEN = "taken"  # its owner has a question to answer
    WAITING = "waiting"  # answered: the person's turn
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a closed case ended, as staff say it in one tap."""

    ANSWERED = "repondu"
    ORIENTED = "oriente"  # to somebody else, who can help
    MEETING = "rdv"
    SILENT = "silence"  # the person did not answer any more
    OUTSIDE = "hors"  # outside the region
    OTHER = "autre"


TAKEN = (State.TAKEN, State.WAITING)  # a member of staff has the case
OPEN = (State.NEW, *TAKEN)
# Each database writes the condition of the query so, and would not use the index for another.
_LACKS_WORDS, _LACKS_WORDS_IN_SQLITE = text("NOT is_findable"), text("is_findable = 0")


class Case(Record):
    """A demand that a person made to staff, until it is closed, and after.

    `telegram_id` is the person, None where staff opened the case for somebody on the telephone.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_without_words", "id", postgresql_where=_LACKS_WORDS, sqlite_where=_LACKS_WORDS_IN_SQLITE),
        {"sqlite_autoincrement": True},  # people are told the number, so it is never given twice
    )
    policy: ClassVar = Policy(person="telegram_id", lifetime="cases", named_beside=("owner_id",))

    telegram_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    person_name: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(12), index=True)
    # The role of the team file that answers for the subject, and the member to whom the case goes.
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
    # When the oldest question still without an answer arrived, and by when an answer was promised.
    asked_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    promise_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    first_reply_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    # When the ticker must look at the case; None where nothing is due.
    remind_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    escalate_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    nudge_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    expire_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    later_until: Mapped[datetime | None] = mapped_column(Instant, default=None)
    escalated_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    waiting_since: Mapped[datetime | None] = mapped_column(Instant, default=None)
    closed_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    closed_why: Mapped[str | None] = mapped_column(String(16), default=None)
    outcome: Mapped[str | None] = mapped_column(String(16), default=None)
    satisfied: Mapped[bool | None] = mapped_column(default=None)
    # The number to call back.
    phone: Mapped[str | None] = mapped_column(String(32), default=None)
    call_when: Mapped[str | None] = mapped_column(String(80), default=None)
    # True where the words by which staff find it (storage/case_search.py) are those of now.
    is_findable: Mapped[bool] = mapped_column(default=False)
    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)

    @property
    def is_open(self) -> bool:
        """Whether the case is not closed."""
        return self.state in OPEN


async def lock_case(session: AsyncSession, case_id: int) -> Case | None:
    """Return the case with this number, locked until the transaction ends; None where it does not exist."""
    found = select(Case).where(Case.id == case_id).with_for_update()
    return await session.scalar(found, execution_options={"populate_existing": True})


async def cases_by_number(session: AsyncSession, numbers: Sequence[int]) -> list[Case]:
    """Return the cases with these numbers, in the order given, without those that do not exist."""
    found = {case.id: case for case in await session.scalars(select(Case).where(Case.id.in_(numbers)))}
    return [found[number] for number in numbers if number in found]


async def cases_of(session: AsyncSession, telegram_id: int, since: datetime) -> Sequence[Case]:
    """Return the cases of a person that are open, or were closed at `since` or later."""
    mine = select(Case).where(Case.telegram_id == telegram_id)
    mine = mine.where(or_(Case.state.in_(OPEN), Case.closed_at >= since))
    return (await session.scalars(mine.order_by(Case.id))).all()


async def open_cases_of(session: AsyncSession, telegram_id: int) -> Sequence[Case]:
    """Return the open cases of a person, oldest first."""
    mine = select(Case).where(Case.telegram_id == telegram_id, Case.state.in_(OPEN))
    return (await session.scalars(mine.order_by(Case.id))).all()


async def cases_before(session: AsyncSession, case: Case) -> Sequence[Case]:
    """Return the cases that the person of a case opened before it, latest first; none where they telephoned."""
    if case.telegram_id is None:
        return ()
    earlier = select(Case).where(Case.telegram_id == case.telegram_id, Case.id < case.id)
    return (await session.scalars(earlier.order_by(Case.id.desc()))).all()


async def all_open_cases(session: AsyncSession) -> Sequence[Case]:
    """Return all cases not closed: those with an answer promised first, by the time promised, the rest by number."""
    urgent = (Case.promise_at.is_(None), Case.promise_at, Case.id)
    return (await session.scalars(select(Case).where(Case.state.in_(OPEN)).order_by(*urgent))).all()


async def cases_owned_by(session: AsyncSession, telegram_ids: Collection[int]) -> Sequence[Case]:
    """Return the open cases that these members of staff have taken, locked until the transaction ends."""
    owned = select(Case).where(Case.owner_id.in_(telegram_ids), Case.state.in_(OPEN)).order_by(Case.id)
    return (await session.scalars(owned.with_for_update())).all()


async def ids_of_cases_without_owner(session: AsyncSession, roles: Collection[str]) -> Sequence[int]:
    """Return the numbers of the open cases that were taken and whose owner is gone.

    An owner is gone who holds none of these roles, has blocked the bot or was erased.
    """
    return (await session.scalars(select(Case.id).where(_is_without_owner(roles)).order_by(Case.id))).all()


def is_any_case_without_owner(roles: Collection[str]) -> Condition:
    """Return the SQL condition that `ids_of_cases_without_owner` returns any case."""
    return exists().where(_is_without_owner(roles))


def _is_without_owner(roles: Collection[str]) -> Condition:
    """Return the SQL condition that a case was taken and its owner is gone.

    An owner is gone who has none of these roles, has blocked the bot or was erased, which empties `owner_id`.
    """
    holders = select(Role.telegram_id).where(Role.role.in_(roles))
    has_blocked = exists().where(Person.telegram_id == Case.owner_id, Person.blocked_at.is_not(None))
    gone = or_(Case.owner_id.is_(None), Case.owner_id.not_in(holders), has_blocked)
    return Case.state.in_(TAKEN) & gone


async def new_cases_for(session: AsyncSession, name: str) -> Sequence[Case]:
    """Return the cases that nobody has taken and that go to the member of staff of this name, locked."""
    waiting = select(Case).where(Case.state == State.NEW, Case.referent == name).order_by(Case.id)
    return (await session.scalars(waiting.with_for_update())).all()


async def ids_of_due_cases(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the numbers of the open cases with a reminder, escalation, question to the person or closing due."""
    return (await session.scalars(select(Case.id).where(_is_due(now)).order_by(Case.id))).all()


def is_any_case_due(now: datetime) -> Condition:
    """Return the SQL condition that `ids_of_due_cases` returns any case."""
    return exists().where(_is_due(now))


def _is_due(now: datetime) -> Condition:
    due = [moment <= now for moment in (Case.remind_at, Case.escalate_at, Case.nudge_at, Case.expire_at)]
    return and_(Case.state.in_(OPEN), or_(*due))


@cache
def is_any_case_new() -> Condition:
    """Return the SQL condition that any case was not taken yet."""
    return exists().where(Case.state == State.NEW)


async def cases_since(session: AsyncSession, moment: datetime) -> Sequence[Case]:
    """Return the cases opened at a moment or later, closed ones too, for statistics."""
    return (await session.scalars(select(Case).where(Case.opened_at >= moment).order_by(Case.id))).all()


async def old_cases(session: AsyncSession, closed_before: datetime, unseen: Sequence[int], most: int) -> Sequence[Case]:
    """Return at most so many of the cases closed before a moment, and of those of the people `unseen`, open ones too.

    They are locked until the transaction ends. Deleting one of them deletes its messages, copies and history too.
    """
    numbers = set(await session.scalars(select(Case.id).where(Case.closed_at < closed_before).limit(most)))
    for some in parts(unseen):
        numbers.update(await session.scalars(select(Case.id).where(Case.telegram_id.in_(some)).limit(most)))
    chosen = select(Case).where(Case.id.in_(sorted(numbers)[:most])).order_by(Case.id)
    return (await session.scalars(chosen.with_for_update())).all()


async def all_cases_of(session: AsyncSession, telegram_ids: Collection[int]) -> Sequence[Case]:
    """Return the cases of these people, open and closed, locked until the transaction ends."""
    theirs = select(Case).where(Case.telegram_id.in_(telegram_ids)).order_by(Case.id)
    return (await session.scalars(theirs.with_for_update())).all()
