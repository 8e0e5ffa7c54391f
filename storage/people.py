"""A person who writes to the bot, with the least that lets a conversation go on."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import JSON, BigInteger, ColumnElement, Index, String, exists, func, inspect, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Json, Policy, Record
from storage.upserts import Upsert, table_of

_WRITES_TO = text("writing_to IS NOT NULL")
_HOLDS_BACK = text("held_back IS NOT NULL")
# Word for word the conditions of the queries, whose few rows these indexes hold.
_SPOKE = text(
    "last_answer_at IS NOT NULL OR awaiting IS NOT NULL OR last_press IS NOT NULL OR last_question IS NOT NULL"
)
_PLACE_TO_FORGET = text("place_kept IS false AND department IS NOT NULL")
_PLACE_TO_FORGET_IN_SQLITE = text("place_kept IS 0 AND department IS NOT NULL")


class Person(Record):
    """A person who wrote to the bot, and what it must remember for the conversation to go on."""

    __tablename__ = "people"
    __table_args__ = (
        Index("ix_people_writing_to", "writing_to", postgresql_where=_WRITES_TO, sqlite_where=_WRITES_TO),
        Index("ix_people_holds_back", "last_seen_at", postgresql_where=_HOLDS_BACK, sqlite_where=_HOLDS_BACK),
        Index("ix_people_spoke", "last_seen_at", postgresql_where=_SPOKE, sqlite_where=_SPOKE),
        Index(
            "ix_people_place_to_forget",
            "last_seen_at",
            postgresql_where=_PLACE_TO_FORGET,
            sqlite_where=_PLACE_TO_FORGET_IN_SQLITE,
        ),
    )
    policy: ClassVar = Policy(person="telegram_id", lifetime="person")

    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    first_seen_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant, index=True)
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
    # When to ask once more whom these are for; None where nothing waits, or it was asked again.
    ask_again_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    blocked_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


_AFRESH = {"populate_existing": True}
_COLUMNS = table_of(Person).c
_MEET = Upsert(
    table_of(Person),
    lambda insert: select(Person).from_statement(
        insert.values(last_suggestions=[], place_kept=False)
        .on_conflict_do_update(
            index_elements=[_COLUMNS.telegram_id],
            set_={"last_seen_at": insert.excluded.last_seen_at, "blocked_at": None},
        )
        .returning(*_COLUMNS)
    ),
)


async def meet(session: AsyncSession, telegram_id: int, now: datetime) -> Person:
    """Return the row of a person who writes to the bot, made at their first message, and lock it.

    It is noted that they were seen at `now` and do not block the bot. The lock, which lasts until the transaction ends,
    keeps their messages in order.
    """
    values = {"telegram_id": telegram_id, "first_seen_at": now, "last_seen_at": now}
    person: Person = (await session.scalars(_MEET.of(session), values, execution_options=_AFRESH)).one()
    return person


def wait_for(person: Person, what: str | None) -> None:
    """Let the bot take what this person writes next for the answer to `what`; None for an answer to nothing.

    `what` is "<form>:<step>", or a question of `handlers/talk/awaited.py`.
    """
    person.awaiting = what


def wait_for_nothing(person: Person) -> None:
    """Let the bot read what this person writes next as a new message, not as an answer."""
    wait_for(person, None)


async def stop_waiting(session: AsyncSession, telegram_ids: Collection[int]) -> None:
    """Let the bot read what these people write next as a new message, not as an answer; their rows are locked."""
    await session.execute(update(Person).where(Person.telegram_id.in_(telegram_ids)).values(awaiting=None))


async def listen_to_humans(session: AsyncSession, telegram_id: int) -> None:
    """End a person's choice to write to the bot only, since a human writes to them and they may want to answer."""
    to_robot = update(Person).where(Person.telegram_id == telegram_id, Person.writing_to == 0)
    await session.execute(to_robot.values(writing_to=None, writing_at=None))


async def lock_person(session: AsyncSession, telegram_id: int) -> None:
    """Lock a person's row until the transaction ends, for an act of somebody else that changes it."""
    await session.scalar(select(Person.id).where(Person.telegram_id == telegram_id).with_for_update())


async def mark_blocked(session: AsyncSession, telegram_id: int, since: datetime | None) -> None:
    """Note since when a person has blocked the bot, None once they unblocked it; do nothing for an unknown person."""
    await session.execute(update(Person).where(Person.telegram_id == telegram_id).values(blocked_at=since))


async def has_blocked(session: AsyncSession, telegram_id: int) -> bool:
    """Return whether a person has blocked the bot; False for an unknown person."""
    blocked = select(Person.telegram_id).where(Person.telegram_id == telegram_id, Person.blocked_at.is_not(None))
    return await session.scalar(blocked) is not None


def is_erased(person: Person) -> bool:
    """Return whether this person was erased in the current transaction, so that what is set on the row is not kept."""
    return inspect(person).detached


async def people_writing_to(session: AsyncSession, case_id: int, without: int | None = None) -> Sequence[Person]:
    """Return the people who chose to write to this case, except the one with the Telegram id `without`."""
    writing = select(Person).where(Person.writing_to == case_id, Person.telegram_id.is_distinct_from(without))
    return (await session.scalars(writing.order_by(Person.telegram_id))).all()


async def people_silent_since(session: AsyncSession, moment: datetime) -> Sequence[Person]:
    """Return the people who chose to write to a case or to the bot, and wrote nothing since a moment; rows are locked.

    Rows that another transaction has locked are skipped.
    """
    silent = select(Person).where(Person.writing_at < moment).order_by(Person.writing_at, Person.telegram_id)
    return (await session.scalars(silent.with_for_update(skip_locked=True))).all()


def is_anybody_silent_since(moment: datetime) -> ColumnElement[bool]:
    """Return the SQL condition that somebody who chose to write to a case or to the bot wrote nothing since then."""
    return exists().where(Person.writing_at < moment)


async def people_to_ask_again(session: AsyncSession, now: datetime) -> Sequence[Person]:
    """Return the people who are to be asked once more whom their messages held back are for; their rows are locked."""
    waiting = select(Person).where(Person.ask_again_at <= now).order_by(Person.ask_again_at, Person.telegram_id)
    return (await session.scalars(waiting.with_for_update(skip_locked=True))).all()


def is_anybody_to_ask_again(now: datetime) -> ColumnElement[bool]:
    """Return the SQL condition that `people_to_ask_again` returns anybody."""
    return exists().where(Person.ask_again_at <= now)


async def messages_held_back(session: AsyncSession, telegram_id: int) -> Sequence[Json]:
    """Return the messages of a person that wait for them to say whom they are for, as `held_back` keeps them."""
    return await session.scalar(select(Person.held_back).where(Person.telegram_id == telegram_id)) or ()


async def end_conversations_before(session: AsyncSession, moment: datetime) -> None:
    """Clear the conversation of the people not seen since a moment: last question, last answer, what the bot waits for.

    The place of their project is cleared too, where they did not agree to have it kept.
    """
    over = update(Person).where(Person.last_seen_at < moment)
    spoken = or_(
        Person.last_answer_at.is_not(None),
        Person.awaiting.is_not(None),
        Person.last_press.is_not(None),
        Person.last_question.is_not(None),
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
        ),
        execution_options={"synchronize_session": False},
    )
    await session.execute(
        over.where(Person.place_kept.is_(False), Person.department.is_not(None)).values(commune=None, department=None),
        execution_options={"synchronize_session": False},
    )


async def forget_held_back_before(session: AsyncSession, moment: datetime) -> None:
    """Forget the messages held back of the people not seen since a moment."""
    over = update(Person).where(Person.last_seen_at < moment, Person.held_back.is_not(None))
    await session.execute(
        over.values(held_back=None, ask_again_at=None), execution_options={"synchronize_session": False}
    )


async def count_people(session: AsyncSession) -> int:
    """Return how many people have a row."""
    return await session.scalar(select(func.count()).select_from(Person)) or 0


async def counts_by_origin(session: AsyncSession) -> dict[str, int]:
    """Return how many people came to the bot by each link or poster, by the name of the link."""
    rows = select(Person.source, func.count()).where(Person.source.is_not(None)).group_by(Person.source)
    return {str(row[0]): int(row[1]) for row in await session.execute(rows.order_by(func.count().desc()))}
