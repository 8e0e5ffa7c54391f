"""A person who writes to the bot, with the least that lets a conversation go on."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import JSON, BigInteger, String, func, inspect, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Json, Policy, Record


class Person(Record):
    __tablename__ = "people"
    policy: ClassVar = Policy(person="telegram_id", lifetime="person")

    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    first_seen_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    # Where the project is: the official code of the commune where known, and the department's code.
    commune: Mapped[str | None] = mapped_column(String(5), default=None)
    department: Mapped[str | None] = mapped_column(String(3), default=None)
    # The conversation: the entry served last and the nearest others, so that "et combien ?" can be understood.
    last_entry: Mapped[str | None] = mapped_column(String(64), default=None)
    last_suggestions: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    last_answer_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    # What was asked last, redacted, and its number among the kept questions where suggestions were offered.
    last_question: Mapped[str | None] = mapped_column(String(300), default=None)
    question_kept: Mapped[int | None] = mapped_column(default=None)
    # True once the person has agreed that the place outlives the conversation.
    place_kept: Mapped[bool] = mapped_column(default=False)
    # What the bot asked last and waits for, such as "place" or "invite:partner".
    awaiting: Mapped[str | None] = mapped_column(String(48), default=None)
    # The last button pressed, "message:code", by which two taps on one button are known to be one.
    last_press: Mapped[str | None] = mapped_column(String(96), default=None)
    last_press_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    source: Mapped[str | None] = mapped_column(String(32), default=None)
    # The case to which what they write goes for now; 0 stands for the bot, whatever cases they have.
    writing_to: Mapped[int | None] = mapped_column(BigInteger, default=None)
    writing_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    # The outbox row up to which no doubt is left whom they write to; None where there is doubt now.
    writing_said: Mapped[int | None] = mapped_column(BigInteger, default=None)
    # Messages that wait until their author has said whom they are for, by their ids, without their words.
    held_back: Mapped[list[Json] | None] = mapped_column(JSON(none_as_null=True), default=None)
    blocked_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


async def meet(session: AsyncSession, telegram_id: int, now: datetime) -> Person:
    """Return the person's row, made at their first message, and note that they were seen and do not block the bot.

    It stays locked until the transaction ends, so that their acts are handled in order.
    """
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    statement = insert(Person).values(
        telegram_id=telegram_id, first_seen_at=now, last_seen_at=now, last_suggestions=[], place_kept=False
    )
    statement = statement.on_conflict_do_update(
        index_elements=[Person.telegram_id], set_={"last_seen_at": now, "blocked_at": None}
    )
    found = await session.scalars(statement.returning(Person), execution_options={"populate_existing": True})
    return found.one()


def wait_for(person: Person, what: str | None) -> None:
    """Take what the person writes next for the answer to `what`; None waits for nothing.

    `what`: "<form>:<step>", or a question of `handlers/talk/awaited.py`.
    """
    person.awaiting = what


def wait_for_nothing(person: Person) -> None:
    """Take what the person writes next for whatever it says by itself."""
    wait_for(person, None)


async def stop_waiting(session: AsyncSession, telegram_ids: Collection[int]) -> None:
    """Take what these people write next for whatever it says, not for an answer; this locks their rows."""
    await session.execute(update(Person).where(Person.telegram_id.in_(telegram_ids)).values(awaiting=None))


async def listen_to_humans(session: AsyncSession, telegram_id: int) -> None:
    """Note that a human writes to a person: a switch of theirs to the bot is turned off, so that they may answer."""
    to_robot = update(Person).where(Person.telegram_id == telegram_id, Person.writing_to == 0)
    await session.execute(to_robot.values(writing_to=None, writing_at=None))


async def lock_person(session: AsyncSession, telegram_id: int) -> None:
    """Lock a person's row for something done to them by somebody else."""
    await session.scalar(select(Person.id).where(Person.telegram_id == telegram_id).with_for_update())


async def mark_blocked(session: AsyncSession, telegram_id: int, since: datetime | None) -> None:
    """Note since when a person has blocked the bot, None once they are back. Of unknown people nothing is kept."""
    await session.execute(update(Person).where(Person.telegram_id == telegram_id).values(blocked_at=since))


async def has_blocked(session: AsyncSession, telegram_id: int) -> bool:
    """Return whether a person has blocked the bot."""
    blocked = select(Person.telegram_id).where(Person.telegram_id == telegram_id, Person.blocked_at.is_not(None))
    return await session.scalar(blocked) is not None


def is_erased(person: Person) -> bool:
    """Whether this row was erased in this transaction; what is set on it is then kept nowhere."""
    return inspect(person).detached


async def people_writing_to(session: AsyncSession, case_id: int, without: int | None = None) -> Sequence[Person]:
    """Return the people whose switch is on this case, except the one with the Telegram id `without`."""
    writing = select(Person).where(Person.writing_to == case_id, Person.telegram_id.is_distinct_from(without))
    return (await session.scalars(writing.order_by(Person.telegram_id))).all()


async def people_silent_since(session: AsyncSession, moment: datetime) -> Sequence[Person]:
    """Return the people with a switch, be it to a case or to the bot, who wrote nothing since a moment, locked.

    Rows locked by somebody's update are skipped.
    """
    silent = select(Person).where(Person.writing_at < moment).order_by(Person.telegram_id)
    return (await session.scalars(silent.with_for_update(skip_locked=True))).all()


async def is_anybody_silent_since(session: AsyncSession, moment: datetime) -> bool:
    return await session.scalar(select(Person.telegram_id).where(Person.writing_at < moment).limit(1)) is not None


async def end_conversations_before(session: AsyncSession, moment: datetime) -> None:
    """Forget what was spoken of with people unseen since a moment, and the places that nobody agreed to keep."""
    over = update(Person).where(Person.last_seen_at < moment)
    spoken = or_(
        Person.last_answer_at.is_not(None),
        Person.awaiting.is_not(None),
        Person.last_press.is_not(None),
        Person.last_question.is_not(None),
        Person.held_back.is_not(None),
    )
    await session.execute(
        over.where(spoken).values(
            last_entry=None,
            last_suggestions=[],
            last_answer_at=None,
            last_question=None,
            question_kept=None,
            awaiting=None,
            last_press=None,
            last_press_at=None,
            held_back=None,
        ),
        execution_options={"synchronize_session": False},
    )
    await session.execute(
        over.where(Person.place_kept.is_(False), Person.department.is_not(None)).values(commune=None, department=None),
        execution_options={"synchronize_session": False},
    )


async def count_people(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(Person)) or 0


async def counts_by_origin(session: AsyncSession) -> dict[str, int]:
    """Return how many people came by each link or poster, by its name."""
    rows = select(Person.source, func.count()).where(Person.source.is_not(None)).group_by(Person.source)
    return {str(row[0]): int(row[1]) for row in await session.execute(rows.order_by(func.count().desc()))}
