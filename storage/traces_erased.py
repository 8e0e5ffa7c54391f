"""The erasure of persons from rows of others. A row that others need stays, without what it said of them.

Rows are read in one pass for all the persons and compared in Python, so that SQLite and PostgreSQL find the same.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.base import parts
from storage.dialogues import end_dialogues
from storage.json_reading import answered_message, code_names_any, names_any, words_in
from storage.outbox import OutboxMessage, State
from storage.records import METADATA
from storage.traces import Traces

_OUTBOX, _COPIES, _ROLES = (METADATA.tables[name] for name in ("outbox", "case_copies", "roles"))
_PEOPLE, _DIALOGUES, _ASIDE = (METADATA.tables[name] for name in ("people", "dialogues", "updates_set_aside"))
_MAILS = METADATA.tables["mails"]
_UNDECIDED = (State.WAITING, State.HELD)
_AS_READ = {"synchronize_session": False}
_Message = Row[tuple[object, ...]]


async def erase_traces(session: AsyncSession, traces: Traces) -> None:
    """Delete or empty the rows of other people that hold something of these persons: messages, updates, forms, mails.

    Call it before the persons' own rows are erased.
    """
    if traces.is_empty:
        return
    holders = set(await session.scalars(select(_ROLES.c.telegram_id)))
    readers = sorted((holders | set(traces.quotes)) - traces.telegram_ids)
    others = await _others_in(session, readers, traces)
    await _erase_messages(session, traces, readers, others)
    await _erase_updates(session, traces, readers, others)
    await _erase_dialogues(session, traces, readers)
    await _erase_mails(session, traces)


@dataclass(frozen=True)
class _Others:
    """The messages in chats of staff about cases of people who are not erased.

    `rows` are their outbox ids, `shown_at` their chat and message ids.
    """

    rows: frozenset[int]
    shown_at: frozenset[tuple[int, int]]


async def _others_in(session: AsyncSession, readers: Sequence[int], traces: Traces) -> _Others:
    """Return the messages about cases of people who are not erased, in the chats of `readers`."""
    rows, shown_at = set(), set()
    for some in parts(readers):
        found = select(_COPIES.c.case_id, _COPIES.c.outbox_id, _COPIES.c.chat_id, _COPIES.c.message_id)
        for copy in await session.execute(found.where(_COPIES.c.chat_id.in_(some))):
            if copy.case_id not in traces.cases:
                rows.add(copy.outbox_id)
                if copy.message_id is not None:
                    shown_at.add((copy.chat_id, copy.message_id))
    return _Others(frozenset(rows), frozenset(shown_at) - traces.shown_at)


def _is_quoted(traces: Traces, chat_id: int, value: object) -> bool:
    """Return whether a text in a JSON value quotes the persons, by what their cases brought into this chat."""
    quotes = traces.quotes.get(chat_id)
    return quotes is not None and any(quotes.occur_in(words) for words in words_in(value))


async def _erase_messages(session: AsyncSession, traces: Traces, readers: Sequence[int], others: _Others) -> None:
    """Erase the outbox messages in the chats of `readers` that are about the persons, name them or quote them.

    One that is not about them but names or quotes them in an answer to somebody, and still waits, is sent first.
    """
    gone: list[_Message] = []
    leaving: list[_Message] = []
    for row in await _messages_to(session, readers, traces.written):
        if _is_about_them(row, traces):
            gone.append(row)
        elif _names_or_quotes_them(row, traces, others):
            (leaving if row.state == State.WAITING else gone).append(row)
    await _empty_rows(session, gone)
    # These answer somebody, so they leave, and are deleted once they have.
    for ids in parts([row.id for row in leaving]):
        await session.execute(update(_OUTBOX).where(_OUTBOX.c.id.in_(ids)).values(forget_once_sent=True))


async def _messages_to(session: AsyncSession, readers: Sequence[int], more: Collection[int]) -> list[_Message]:
    """Return the outbox rows in the chats of `readers`, and those with the ids `more`."""
    columns = (_OUTBOX.c[name] for name in ("id", "chat_id", "method", "params", "state", "key", "aims_at"))
    found = select(*columns)
    rows: dict[int, _Message] = {}
    for column, values in ((_OUTBOX.c.chat_id, readers), (_OUTBOX.c.id, sorted(more))):
        for some in parts(values):
            rows |= {row.id: row for row in await session.execute(found.where(column.in_(some)))}
    return list(rows.values())


def _is_about_them(row: _Message, traces: Traces) -> bool:
    """Return whether a message is about a case of the persons, edits such a message, or names one of them."""
    is_edit = row.method.startswith("edit") and row.aims_at in traces.shown
    is_named = row.id not in traces.written and names_any(row.params, traces.telegram_ids)
    return row.id in traces.shown or is_edit or is_named


def _names_or_quotes_them(row: _Message, traces: Traces, others: _Others) -> bool:
    """Return whether a message that is not about the persons names them or quotes them."""
    if row.id in traces.written:
        return names_any(row.params, traces.telegram_ids)
    is_of_others = row.id in others.rows or row.aims_at in others.rows
    return not is_of_others and _is_quoted(traces, row.chat_id, row.params)


async def _empty_rows(session: AsyncSession, rows: Sequence[_Message]) -> None:
    """Delete these outbox rows if they wait and have no key; else empty them, and mark those that wait as ended.

    A row that was sent or has a key is kept, empty, because it prevents the message from being sent twice.
    """
    dropped = [row.id for row in rows if row.state in _UNDECIDED and row.key is None]
    ended = [row.id for row in rows if row.state in _UNDECIDED and row.key is not None]
    for ids in parts([row.id for row in rows if row.state not in _UNDECIDED]):
        await session.execute(update(_OUTBOX).where(_OUTBOX.c.id.in_(ids)).values(params={}))
    for ids in parts(ended):
        over = update(_OUTBOX).where(_OUTBOX.c.id.in_(ids))
        await session.execute(over.values(params={}, state=State.MERGED, sent_at=_OUTBOX.c.created_at))
    for ids in parts(dropped):
        about = or_(OutboxMessage.method.startswith("edit"), OutboxMessage.method.startswith("delete"))
        useless = delete(OutboxMessage).where(OutboxMessage.aims_at.in_(ids), about)
        await session.execute(useless, execution_options=_AS_READ)
        await session.execute(delete(_OUTBOX).where(_OUTBOX.c.id.in_(ids)))


async def _erase_updates(session: AsyncSession, traces: Traces, readers: Sequence[int], others: _Others) -> None:
    """Delete the updates set aside from staff that name the persons, quote them, or answer a message about them."""
    whose = [_ASIDE.c.telegram_id.is_(None), *(_ASIDE.c.telegram_id.in_(some) for some in parts(readers))]
    for row in (await session.execute(select(_ASIDE).where(or_(*whose)))).all():
        shown = (row.telegram_id, answered_message(row.payload))
        is_quoted = shown not in others.shown_at and _is_quoted(traces, row.telegram_id, row.payload)
        if shown in traces.shown_at or is_quoted or names_any(row.payload, traces.telegram_ids):
            this = _ASIDE.c.bot_id == row.bot_id, _ASIDE.c.update_id == row.update_id
            await session.execute(delete(_ASIDE).where(*this))


async def _erase_dialogues(session: AsyncSession, traces: Traces, readers: Sequence[int]) -> None:
    """End the forms in which staff name or quote the persons; forget the last button pressed that has their id."""
    writing, pressing = [], []
    for some in parts(readers):
        for row in await session.execute(select(_DIALOGUES).where(_DIALOGUES.c.telegram_id.in_(some))):
            if names_any(row.data, traces.telegram_ids) or _is_quoted(traces, row.telegram_id, row.data):
                writing.append(row.telegram_id)
        pressed = select(_PEOPLE.c.telegram_id, _PEOPLE.c.last_press).where(_PEOPLE.c.last_press.is_not(None))
        for row in await session.execute(pressed.where(_PEOPLE.c.telegram_id.in_(some))):
            if code_names_any(row.last_press.partition(":")[2], traces.telegram_ids):
                pressing.append(row.telegram_id)
    await _forget_presses(session, pressing)
    if writing:
        await end_dialogues(session, writing)


async def _forget_presses(session: AsyncSession, telegram_ids: Collection[int]) -> None:
    """Clear the last button that each of these people pressed."""
    for some in parts(sorted(telegram_ids)):
        await session.execute(update(_PEOPLE).where(_PEOPLE.c.telegram_id.in_(some)).values(last_press=None))


async def _erase_mails(session: AsyncSession, traces: Traces) -> None:
    """Delete the mails about the persons' cases, whose key is `case:<number>:<name>`."""
    found = await session.execute(select(_MAILS.c.id, _MAILS.c.key).where(_MAILS.c.key.startswith("case:")))
    about = [row.id for row in found if _case_of(row.key) in traces.cases]
    for ids in parts(about):
        await session.execute(delete(_MAILS).where(_MAILS.c.id.in_(ids)))


def _case_of(key: str) -> int | None:
    """Return the number of the case in the key of a mail; None where it has none."""
    number = key.split(":")[1]
    return int(number) if number.isdecimal() else None
