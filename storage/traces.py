"""What rows of others hold of a person: messages to staff with their words, buttons with their number, mails.

An erasure takes these too. They are found by what links them to the person, then by the person's own words in them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Text, cast, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.records import METADATA

_SHORTEST = 3  # letters: a shorter name is in every other message
_AT_A_TIME = 50  # words in one question
_WAITING = "waiting"
_T = TypeVar("_T")


@dataclass(frozen=True)
class Traces:
    """`words`: the names, the numbers and the beginnings of messages. `shown`: rows of the outbox that others got."""

    telegram_id: int
    words: tuple[str, ...] = ()
    cases: tuple[int, ...] = ()
    shown: tuple[int, ...] = ()


async def traces_of(session: AsyncSession, telegram_id: int) -> Traces:
    cases, profiles = METADATA.tables["cases"], METADATA.tables["profiles"]
    messages, copies = METADATA.tables["case_messages"], METADATA.tables["case_copies"]
    own = (await session.execute(select(cases).where(cases.c.telegram_id == telegram_id))).mappings().all()
    numbers = [one["id"] for one in own]
    said = messages.c.telegram_id == telegram_id, messages.c.case_id.in_(numbers)
    words = [one[name] for one in own for name in ("person_name", "phone")]
    words += await session.scalars(select(profiles.c.name).where(profiles.c.telegram_id == telegram_id))
    words += await session.scalars(select(messages.c.excerpt).where(*said))
    to_others = copies.c.case_id.in_(numbers), copies.c.chat_id != telegram_id
    shown = await session.scalars(select(copies.c.outbox_id).where(*to_others))
    kept = dict.fromkeys(word for word in words if word and len(word) >= _SHORTEST)
    return Traces(telegram_id, tuple(kept), tuple(numbers), tuple(shown))


async def erase_traces(session: AsyncSession, traces: Traces) -> None:
    """Before the person's own rows go. What waits to leave and only bears their name stays: it is somebody's answer."""
    await _erase_messages(session, traces)
    aside, dialogues = METADATA.tables["updates_set_aside"], METADATA.tables["dialogues"]
    people, mails = METADATA.tables["people"], METADATA.tables["mails"]
    for some in _needles(traces):
        await session.execute(delete(aside).where(_holds(aside.c.payload, some)))
        busy = select(dialogues.c.telegram_id).where(_holds(dialogues.c.data, some))
        writing = (await session.scalars(busy)).all()
        await session.execute(update(people).where(people.c.telegram_id.in_(writing)).values(awaiting=None))
        await session.execute(delete(dialogues).where(dialogues.c.telegram_id.in_(writing)))
    pressed = people.c.last_press.contains(str(traces.telegram_id))
    await session.execute(update(people).where(pressed).values(last_press=None))
    for case in traces.cases:
        await session.execute(delete(mails).where(mails.c.key.startswith(f"case:{case}:")))


async def _erase_messages(session: AsyncSession, traces: Traces) -> None:
    outbox = METADATA.tables["outbox"]
    others = outbox.c.chat_id != traces.telegram_id
    gone = set(traces.shown)
    for some in _needles(traces):
        found = select(outbox.c.id, outbox.c.state, outbox.c.params).where(others, _holds(outbox.c.params, some))
        for row in (await session.execute(found)).all():
            if row.state != _WAITING or _names(row.params, traces.telegram_id):
                gone.add(row.id)
    for ids in _parts(sorted(gone)):
        edits = outbox.c.aims_at.in_(ids), outbox.c.method.startswith("edit")
        await session.execute(delete(outbox).where(*edits))
        await session.execute(delete(outbox).where(outbox.c.id.in_(ids)))


def _needles(traces: Traces) -> Iterator[Sequence[str]]:
    """As JSON writes them, with and without the escapes of HTML."""
    words = {form for word in traces.words for form in (word, escape(word, quote=False))}
    return _parts([str(traces.telegram_id), *sorted(json.dumps(word)[1:-1] for word in words)])


def _holds(column: ColumnElement[Any], needles: Iterable[str]) -> ColumnElement[bool]:
    return or_(*(cast(column, Text).contains(needle, autoescape=True) for needle in needles))


def _names(value: Any, telegram_id: int) -> bool:
    """Whether the person's number stands in it, as a number or within the code of a button."""
    if isinstance(value, dict):
        return any(_names(one, telegram_id) for one in value.values())
    if isinstance(value, list):
        return any(_names(one, telegram_id) for one in value)
    return value == telegram_id or (isinstance(value, str) and str(telegram_id) in value)


def _parts(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (values[start : start + _AT_A_TIME] for start in range(0, len(values), _AT_A_TIME))
