"""The way into the outbox, which a message takes in the transaction that decides it."""

from dataclasses import dataclass, replace

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.base import Instant, Json
from storage.news import news_of
from storage.outbox import OutboxMessage, State
from storage.upserts import table_of


@dataclass(frozen=True)
class Queued:
    """A message that was added to the outbox in the open transaction."""

    id: int
    chat_id: int
    method: str
    params: Json


_COLUMNS = table_of(OutboxMessage).c
_ENQUEUE = insert(table_of(OutboxMessage)).returning(_COLUMNS.id)
_MERGE_EDITS = (
    update(table_of(OutboxMessage))
    .where(_COLUMNS.aims_at == bindparam("edited"), _COLUMNS.method == bindparam("edit"))
    .where(_COLUMNS.state == State.WAITING)
    .values(state=State.MERGED, sent_at=bindparam("at", type_=Instant))
)


_REWRITE = update(table_of(OutboxMessage)).where(_COLUMNS.id == bindparam("row")).values(params=bindparam("new"))


async def enqueue(session: AsyncSession, message: OutboxMessage) -> Queued:
    """Add a message to the outbox, and return it with its id; to change `message` afterwards changes no row.

    An edit replaces the earlier edits of the same message that still wait: they are not sent.
    """
    if message.aims_at is not None and message.method.startswith("edit"):
        edits = {"edited": message.aims_at, "edit": message.method, "at": message.created_at}
        await session.execute(_MERGE_EDITS, edits)
    values = {
        "chat_id": message.chat_id,
        "method": message.method,
        "params": message.params,
        "created_at": message.created_at,
        "priority": message.priority,
        "aims_at": message.aims_at,
        "key": message.key,
        "update_id": message.update_id,
        "state": message.state,
        "attempts": message.attempts,
        "forget_once_sent": message.forget_once_sent,
        "watched": message.watched,
    }
    message.id = int((await session.execute(_ENQUEUE, values)).scalar_one())
    news_of(session).messages[message.id] = message
    return Queued(message.id, message.chat_id, message.method, message.params)


async def rewrite(session: AsyncSession, queued: Queued, params: Json) -> Queued:
    """Replace the arguments of a message that was queued in the open transaction, and return it anew."""
    await session.execute(_REWRITE, {"row": queued.id, "new": params})
    told = news_of(session).messages.get(queued.id)
    if isinstance(told, OutboxMessage):
        told.params = params
    return replace(queued, params=params)


async def take_back(session: AsyncSession, queued: Queued) -> None:
    """Take a message that was queued in the open transaction out of the outbox."""
    await session.execute(delete(OutboxMessage).where(OutboxMessage.id == queued.id))
    news_of(session).messages.pop(queued.id, None)
