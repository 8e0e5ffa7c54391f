"""What waits in the outbox, as the loop that sends reads it: all rows without their content, contents of a few."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage.base import Json
from storage.outbox import IS_WAITING, OutboxMessage, Priority


class Waiting(NamedTuple):
    """A message that waits, in so far as its turn is concerned; they compare in the order in which a chat's leave."""

    priority: int
    id: int
    chat_id: int
    aims_at: int | None


@dataclass(frozen=True)
class Content:
    """A message to send and, where it aims at another, the state and the Telegram id of that one."""

    message: OutboxMessage
    target_state: str | None = None
    target_message_id: int | None = None


_TARGET = aliased(OutboxMessage)
_TURNS = select(OutboxMessage.priority, OutboxMessage.id, OutboxMessage.chat_id, OutboxMessage.aims_at)
# SQLite finds its way in the index for one priority only, not for pairs of priority and id.
_PAGE = (
    _TURNS.where(IS_WAITING, OutboxMessage.priority == bindparam("urgency"), OutboxMessage.id > bindparam("row_id"))
    .order_by(OutboxMessage.id)
    .limit(bindparam("most"))
)
_NEWER = (
    _TURNS.where(IS_WAITING, OutboxMessage.priority.in_(list(Priority)), OutboxMessage.id > bindparam("row_id"))
    .order_by(OutboxMessage.id)
    .limit(bindparam("most"))
)
_NAMED = _TURNS.where(IS_WAITING, OutboxMessage.id.in_(bindparam("ids", expanding=True)))
_CONTENTS = (
    select(OutboxMessage, _TARGET.state, _TARGET.message_id)
    .outerjoin(_TARGET, OutboxMessage.aims_at == _TARGET.id)
    .where(OutboxMessage.id.in_(bindparam("ids", expanding=True)), IS_WAITING)
)


def turn_of(message: OutboxMessage) -> Waiting:
    """Return the turn of a message that waits."""
    return Waiting(message.priority, message.id, message.chat_id, message.aims_at)


async def waiting_after(session: AsyncSession, last: Waiting | None, most: int) -> Sequence[Waiting]:
    """Return the next messages that wait, in the order of (priority, id), after `last`, or from the first."""
    rows: list[Waiting] = []
    for priority in Priority:
        if len(rows) < most and (last is None or priority >= last.priority):
            after = last.id if last is not None and last.priority == priority else 0
            rows += await _turns(session, _PAGE, {"urgency": priority, "row_id": after, "most": most - len(rows)})
    return rows


async def highest_id(session: AsyncSession) -> int:
    """Return the highest id in the outbox, whatever its state; 0 where it is empty."""
    return await session.scalar(select(func.max(OutboxMessage.id))) or 0


async def waiting_above(session: AsyncSession, row_id: int, most: int) -> Sequence[Waiting]:
    """Return the messages that wait with an id above `row_id`, the lowest first."""
    return await _turns(session, _NEWER, {"row_id": row_id, "most": most})


async def waiting_among(session: AsyncSession, ids: Collection[int]) -> Sequence[Waiting]:
    """Return those of these messages that wait."""
    return await _turns(session, _NAMED, {"ids": list(ids)})


async def contents_of(session: AsyncSession, ids: Collection[int]) -> dict[int, Content]:
    """Return the contents of those of these messages that wait, by id."""
    found = await session.execute(_CONTENTS, {"ids": list(ids)})
    return {row[0].id: Content(*row) for row in found}


async def _turns(session: AsyncSession, statement: Select[int, int, int, int | None], values: Json) -> list[Waiting]:
    return [Waiting(*row) for row in await session.execute(statement, values)]
