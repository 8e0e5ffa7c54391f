"""The outbox: every message to Telegram is first a row here, written in the transaction that decided it.

Functions use the caller's session and never commit, so that a message exists if and only if the change does. Rows of
one chat leave in the order of (priority, id). The loop that sends is told of what waits (`storage/news.py`), and reads
it (`storage/waiting.py`).
"""

from collections.abc import Collection
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Json, Policy, Record, delete_some
from storage.upserts import table_of

RowId = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only for INTEGER


class Priority(IntEnum):
    """The kinds of messages, in the order in which they are sent where not all can be sent at once."""

    ANSWER = 0
    RELAY = 1
    REMINDER = 2
    ANNOUNCEMENT = 3


class State(StrEnum):
    """Where a message of the outbox stands."""

    WAITING = "waiting"
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    MERGED = "merged"  # an edit that a later edit made useless
    HELD = "held"  # waited in a backup that was restored and may have left since: the team decides


class Failure(StrEnum):
    """Why a message was not delivered, in so far as the code distinguishes it; Telegram's own words are in `error`."""

    BLOCKED = "blocked"  # they have blocked the bot, closed their account, or never began
    NO_CHAT = "no chat"
    TOO_LONG = "too long"
    NO_FILE = "no file"
    GONE = "gone"  # what it edits or copies was deleted, as by a reader who cleared their chat
    GIVEN_UP = "given up"  # Telegram did not take it for a day
    DROPPED = "dropped"  # by the team, after a restore
    OTHER = "other"


_WAITS = text("state = 'waiting'")
_HELD = text("state = 'held'")


class OutboxMessage(Record):
    """A call of Telegram's Bot API to make.

    `method` is the name of the call in snake case, such as "send_message"; `params` are its JSON arguments without the
    chat.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_waiting", "priority", "id", postgresql_where=_WAITS, sqlite_where=_WAITS),
        Index("ix_outbox_held", "id", postgresql_where=_HELD, sqlite_where=_HELD),
        Index("ix_outbox_chat", "chat_id"),
        Index("ix_outbox_aims_at", "aims_at"),
        # An id is never given twice, so that a late outcome is not written on another message's row.
        {"sqlite_autoincrement": True},
    )
    policy: ClassVar = Policy(person="chat_id", lifetime="messages")

    chat_id: Mapped[int] = mapped_column(BigInteger)
    method: Mapped[str] = mapped_column(String(40))
    params: Mapped[Json] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Instant)
    priority: Mapped[int] = mapped_column(default=Priority.ANSWER)
    # The row that this one answers, edits or deletes, and for whose message id it waits.
    aims_at: Mapped[int | None] = mapped_column(RowId, ForeignKey("outbox.id", ondelete="SET NULL"), default=None)
    key: Mapped[str | None] = mapped_column(String(120), unique=True, default=None)
    update_id: Mapped[int | None] = mapped_column(BigInteger, default=None)
    state: Mapped[str] = mapped_column(String(16), default=State.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[int | None] = mapped_column(BigInteger, default=None)
    error: Mapped[str | None] = mapped_column(String(200), default=None)
    sent_at: Mapped[datetime | None] = mapped_column(Instant, default=None, index=True)
    # True for a message that tells too much of a person to be kept: the row is deleted once it has left. Of a
    # watched row only the arguments are deleted, since its outcome is still to be read.
    forget_once_sent: Mapped[bool] = mapped_column(default=False)
    # True where a duty of the ticker reads the outcome, and runs as soon as that is written.
    watched: Mapped[bool] = mapped_column(default=False)
    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    failure: Mapped[str | None] = mapped_column(String(16), default=None)


# Literals and not bound values, so that both databases see that the index of these rows alone is enough.
IS_WAITING = OutboxMessage.state == literal_column("'waiting'")
IS_HELD = OutboxMessage.state == literal_column("'held'")

_COLUMNS = table_of(OutboxMessage).c
_SENT = (
    update(table_of(OutboxMessage))
    .where(_COLUMNS.id == bindparam("row"), _COLUMNS.state == literal_column("'waiting'"))
    .values(state=State.SENT, message_id=bindparam("shown_as"), sent_at=bindparam("at", type_=Instant), error=None)
    .returning(_COLUMNS.forget_once_sent, _COLUMNS.watched)
)


async def drop_edits_of(session: AsyncSession, ids: Collection[int]) -> None:
    """Delete the outbox rows, sent or not, that edit the messages of the rows `ids`, since edits repeat the text."""
    edits = delete(OutboxMessage).where(OutboxMessage.aims_at.in_(ids), OutboxMessage.method.like("edit%"))
    await session.execute(edits, execution_options={"synchronize_session": False})


async def key_is_taken(session: AsyncSession, key: str) -> bool:
    """Return whether the outbox has a message with this key."""
    return await session.scalar(select(OutboxMessage.id).where(OutboxMessage.key == key)) is not None


async def message_with_key(session: AsyncSession, key: str) -> OutboxMessage | None:
    """Return the outbox message with this key; None where there is none."""
    return await session.scalar(select(OutboxMessage).where(OutboxMessage.key == key))


async def count_aiming_at(session: AsyncSession, row_id: int) -> int:
    """Return how many calls answer, edit or delete the message of this row."""
    return await session.scalar(select(func.count()).where(OutboxMessage.aims_at == row_id)) or 0


async def messages_by_id(session: AsyncSession, ids: Collection[int]) -> dict[int, OutboxMessage]:
    """Return the outbox rows with these ids, by id; ids that have no row any more are left out."""
    found = await session.scalars(select(OutboxMessage).where(OutboxMessage.id.in_(ids)))
    return {row.id: row for row in found}


async def record_sent(session: AsyncSession, row_id: int, message_id: int | None, now: datetime) -> None:
    """Write down that a message was sent; `message_id` is Telegram's, None for a call that makes no message."""
    sent = await session.execute(_SENT, {"row": row_id, "shown_as": message_id, "at": now})
    await _forget_if_asked(session, row_id, sent.one_or_none())


async def record_undeliverable(
    session: AsyncSession, row_id: int, error: str, now: datetime, failure: Failure = Failure.OTHER
) -> None:
    """Write down that a message will never be delivered, and why: `error` in words, `failure` by kind."""
    ended = {"state": State.UNDELIVERABLE, "sent_at": now, "error": error[:200], "failure": failure}
    await _forget_if_asked(session, row_id, await _change_waiting(session, row_id, **ended))


async def note_gone(session: AsyncSession, row_id: int) -> None:
    """Write down that a message that was sent is no longer in its chat, which a failed edit of it has shown."""
    gone = {"state": State.UNDELIVERABLE, "failure": Failure.GONE}
    statement = update(OutboxMessage).where(OutboxMessage.id == row_id, OutboxMessage.state == State.SENT)
    await session.execute(statement.values(**gone), execution_options={"synchronize_session": False})


async def _forget_if_asked(session: AsyncSession, row_id: int, changed: Row[bool, bool] | None) -> None:
    """Delete a row whose outcome was written if it has `forget_once_sent`.

    Of a row that is also `watched`, only `params`, the arguments of the Bot API call, are emptied: a duty of the ticker
    has yet to read the outcome there.
    """
    if changed is not None and changed.forget_once_sent:
        this = OutboxMessage.id == row_id
        gone = update(OutboxMessage).values(params={}) if changed.watched else delete(OutboxMessage)
        await session.execute(gone.where(this), execution_options={"synchronize_session": False})


async def record_retry(session: AsyncSession, row_id: int, error: str) -> None:
    """Count a failed try of a message, which goes on waiting, and keep the error."""
    await _change_waiting(session, row_id, attempts=OutboxMessage.attempts + 1, error=error[:200])


async def replace_params(session: AsyncSession, row_id: int, params: Json) -> None:
    """Replace the arguments of a waiting message, and count a failed try."""
    await _change_waiting(session, row_id, params=params, attempts=OutboxMessage.attempts + 1)


async def _change_waiting(session: AsyncSession, row_id: int, **values: object) -> Row[bool, bool] | None:
    """Change an outbox row, but only while it waits, so that an outcome written before is not overwritten.

    Return `forget_once_sent` and `watched` of the row; None where the row does not wait.
    """
    statement = update(OutboxMessage).where(OutboxMessage.id == row_id, IS_WAITING).values(**values)
    changed = statement.returning(OutboxMessage.forget_once_sent, OutboxMessage.watched)
    return (await session.execute(changed, execution_options={"synchronize_session": False})).one_or_none()


async def last_shown_in(session: AsyncSession, chat_id: int) -> OutboxMessage | None:
    """Return the outbox row of the latest message that the bot sent to a chat; None where no row is kept."""
    shown = select(OutboxMessage).where(OutboxMessage.chat_id == chat_id, OutboxMessage.state == State.SENT)
    shown = shown.where(OutboxMessage.message_id.is_not(None), OutboxMessage.method.not_like("edit%"))
    return await session.scalar(shown.order_by(OutboxMessage.message_id.desc()).limit(1))


async def shown_in(session: AsyncSession, chat_id: int, message_id: int) -> OutboxMessage | None:
    """Return the outbox row of the bot's message with this Telegram id in a chat; None where no row is kept."""
    shown = select(OutboxMessage).where(OutboxMessage.chat_id == chat_id, OutboxMessage.message_id == message_id)
    return await session.scalar(shown.order_by(OutboxMessage.id).limit(1))


def is_any_waiting() -> ColumnElement[bool]:
    """Return the SQL condition that a message waits to be sent."""
    return exists().where(IS_WAITING)


async def waiting_by_priority(session: AsyncSession) -> dict[int, int]:
    """Return how many messages wait to be sent, by priority."""
    rows = await session.execute(
        select(OutboxMessage.priority, func.count()).where(IS_WAITING).group_by(OutboxMessage.priority)
    )
    return {row[0]: row[1] for row in rows}


async def forget_sent_before(session: AsyncSession, moment: datetime) -> bool:
    """Delete some of the messages that were sent or given up before a moment; return True where more may be left."""
    return await delete_some(session, table_of(OutboxMessage), OutboxMessage.sent_at < moment)


async def forget_held_before(session: AsyncSession, moment: datetime) -> None:
    """Delete the messages that were written before a moment and are still held."""
    await session.execute(delete(OutboxMessage).where(IS_HELD, OutboxMessage.created_at < moment))
