"""Messages after a restore: none that was sent is sent again, and none that waits now is lost.

Messages that waited in the backup are held, unless the database before the restore knows their outcome. Messages that
wait now are kept, and so are sent messages with a key, by which they are not sent twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.base import Json, parts
from storage.outbox import State
from storage.records import METADATA

_OUTBOX = METADATA.tables["outbox"]
_UNDECIDED = (State.WAITING, State.HELD)
_OUTCOME = ("state", "message_id", "sent_at", "error", "failure", "attempts")
Message = Json


@dataclass(frozen=True)
class PresentMessages:
    """The outbox messages read just before a restore replaces them.

    `staying` are the rows to add back after it. `known` are rows whose outcome is copied into the restored row with the
    same id, which the backup has as waiting or held.
    """

    staying: Sequence[Message]
    known: Sequence[Message]


def is_undecided(state: str) -> bool:
    """Return whether a message in this state has not ended: it waits or is held."""
    return state in _UNDECIDED


async def present_messages(session: AsyncSession, waited: Iterable[int]) -> PresentMessages:
    """Read from the outbox, before a restore replaces it, the messages that are needed after it.

    These are the messages that wait or are held, those with a key, and those that one of the former answers or edits.
    `waited` are the ids of the rows that wait or are held in the backup; the rows with these ids are read for their
    outcome.
    """
    undecided = _OUTBOX.c.state.in_(_UNDECIDED)
    aimed_at = select(_OUTBOX.c.aims_at).where(undecided, _OUTBOX.c.aims_at.is_not(None))
    stays = or_(undecided, _OUTBOX.c.key.is_not(None), _OUTBOX.c.id.in_(aimed_at))
    staying = await session.execute(select(_OUTBOX).where(stays).order_by(_OUTBOX.c.id))
    return PresentMessages([dict(row) for row in staying.mappings()], await _rows(session, "id", waited))


async def hold_what_waited(session: AsyncSession) -> None:
    """Set all waiting messages of the outbox to held."""
    await session.execute(update(_OUTBOX).where(_OUTBOX.c.state == State.WAITING).values(state=State.HELD))


async def merge_messages(session: AsyncSession, present: PresentMessages) -> None:
    """Merge the outbox messages of before a restore into the restored outbox.

    The outcome of a message that has ended since the backup is written into its restored row. Messages that were
    waiting, held or keyed are added, except those whose key a restored row has.
    """
    ids = {row["id"] for rows in (present.staying, present.known) for row in rows}
    twins = {row["id"]: row for row in await _rows(session, "id", ids)}
    keys = (row["key"] for row in present.staying if row["key"] is not None)
    taken = {row["key"] for row in await _rows(session, "key", keys)}
    await _write_outcomes(session, [row for row in present.known if _is_same(row, twins.get(row["id"]))])
    places: dict[int, int] = {}  # the new id of a present row, by the id it had
    added: list[Message] = []
    for row in present.staying:
        if _is_same(row, twins.get(row["id"])):
            places[row["id"]] = row["id"]
        elif row["key"] not in taken:
            added.append(row | {"aims_at": places.get(row["aims_at"])})
            # Its id stays where it is free, since the outcome of a message on its way is written by it.
            places[row["id"]] = await _renumbered(session, added) if row["id"] in twins else row["id"]
    await _insert(session, added)


async def count_messages(session: AsyncSession, state: State) -> int:
    """Return how many messages of the outbox are in this state."""
    return await session.scalar(select(func.count()).where(_OUTBOX.c.state == state)) or 0


def _is_same(row: Message, twin: Message | None) -> bool:
    """Return whether two rows with one id are the same message; two databases may have given the id to two messages."""
    return twin is not None and all(row[name] == twin[name] for name in ("chat_id", "method", "created_at"))


async def _write_outcomes(session: AsyncSession, rows: Sequence[Message]) -> None:
    """Copy the outcome of each of these messages into the outbox row with its id."""
    if rows:
        statement = update(_OUTBOX).where(_OUTBOX.c.id == bindparam("row_id"))
        statement = statement.values({name: bindparam(f"the_{name}") for name in _OUTCOME})
        known = [{"row_id": row["id"]} | {f"the_{name}": row[name] for name in _OUTCOME} for row in rows]
        await (await session.connection()).execute(statement, known)


async def _insert(session: AsyncSession, rows: list[Message]) -> None:
    if rows:
        await session.execute(insert(_OUTBOX), rows)
        rows.clear()


async def _renumbered(session: AsyncSession, rows: list[Message]) -> int:
    """Insert these rows, the last one under a new id because its own is taken; empty the list and return the new id."""
    last = rows.pop()
    await _insert(session, rows)
    values = {name: value for name, value in last.items() if name != "id"}
    return int((await session.scalars(insert(_OUTBOX).returning(_OUTBOX.c.id), values)).one())


async def _rows(session: AsyncSession, column: str, values: Iterable[object]) -> list[Message]:
    """Return the outbox rows whose `column` has one of these values, in the order of their ids."""
    found: list[Message] = []
    for some in parts(list(values)):
        rows = await session.execute(select(_OUTBOX).where(_OUTBOX.c[column].in_(some)).order_by(_OUTBOX.c.id))
        found += [dict(row) for row in rows.mappings()]
    return found
