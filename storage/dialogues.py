"""The forms that a person is filling in, with the answers given so far.

They are one row: the form begun last, and in it those that it interrupted.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import JSON, BigInteger, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Instant, Json, Policy, Record
from storage.people import stop_waiting

BENEATH = "beneath"
ORIGINS = "given_in"  # which message gave each answer, by the form's steps


class Dialogue(Record):
    """The forms that a person is filling in, one row a person.

    `kind` names the form begun last, such as "invite"; `data` holds its answers by the form's own names and, under
    `BENEATH`, the answers of the forms that it interrupted, by their kinds. `ORIGINS` holds the Telegram ids of the
    messages that gave the answers, so that a corrected one is read anew.
    """

    __tablename__ = "dialogues"
    policy: ClassVar = Policy(person="telegram_id", lifetime="dialogues", since="touched_at")

    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(24))
    data: Mapped[Json] = mapped_column(JSON)
    touched_at: Mapped[datetime] = mapped_column(Instant, index=True)


async def keep_dialogue(session: AsyncSession, telegram_id: int, kind: str, data: Json, now: datetime) -> None:
    """Keep the answers that a person has given in the form `kind`, which becomes their current form.

    A form of another kind that they are filling in is interrupted, and keeps its answers.
    """
    others = {one: answers for one, answers in _all_of(await session.get(Dialogue, telegram_id)).items() if one != kind}
    whole = data | {BENEATH: others} if others else data
    await session.merge(Dialogue(telegram_id=telegram_id, kind=kind, data=whole, touched_at=now))


def _all_of(row: Dialogue | None) -> dict[str, Json]:
    """Return the answers in each form of a person by its kind, the form begun last first."""
    return {row.kind: _own(row), **row.data.get(BENEATH, {})} if row is not None else {}


def _own(row: Dialogue) -> Json:
    """Return the answers in the form begun last, without those in the forms that it interrupted."""
    return {name: answer for name, answer in row.data.items() if name != BENEATH}


async def dialogue_of(session: AsyncSession, telegram_id: int, kind: str) -> Json | None:
    """Return a copy of a person's answers in the form `kind`, current or interrupted; None where it is not begun."""
    answers = _all_of(await session.get(Dialogue, telegram_id)).get(kind)
    return dict(answers) if answers is not None else None


async def origins_of(session: AsyncSession, telegram_id: int, kind: str) -> Json:
    """Return which messages gave a person's answers in the form `kind`, under `ORIGINS`; {} where none is known."""
    kept = await dialogue_of(session, telegram_id, kind) or {}
    return {ORIGINS: kept[ORIGINS]} if ORIGINS in kept else {}


async def note_origin(session: AsyncSession, telegram_id: int, kind: str, step: str, message_id: int) -> None:
    """Note that a message answered this step of a form; nothing where the form has ended meanwhile."""
    row = await session.get(Dialogue, telegram_id)
    if row is not None and row.kind == kind:
        row.data = row.data | {ORIGINS: {**row.data.get(ORIGINS, {}), step: message_id}}


def without_origins(kept: Json) -> Json:
    """Return the answers of a form alone, without the messages that gave them."""
    return {name: answer for name, answer in kept.items() if name != ORIGINS}


async def dialogues_of_kind(session: AsyncSession, kind: str) -> Sequence[tuple[int, Json]]:
    """Return the Telegram ids of the people whose current form is of this kind, with their answers.

    Interrupted forms are left out.
    """
    rows = await session.scalars(select(Dialogue).where(Dialogue.kind == kind))
    return [(row.telegram_id, _own(row)) for row in rows]


async def end_dialogue(session: AsyncSession, telegram_id: int, kind: str | None = None) -> None:
    """End a person's form of this kind and forget its answers; the form that it interrupted becomes current again.

    Without `kind`, all forms of the person end.
    """
    row = await session.get(Dialogue, telegram_id)
    if row is None:
        return
    left = _all_of(row)
    left.pop(kind or "", None)
    if kind is None or not left:
        await session.delete(row)
        return
    row.kind, own = next(iter(left.items()))
    beneath = {one: answers for one, answers in left.items() if one != row.kind}
    row.data = own | {BENEATH: beneath} if beneath else own


async def end_dialogues(session: AsyncSession, telegram_ids: Collection[int]) -> None:
    """End all forms of these people; what they write next is not taken for an answer. Their rows are locked."""
    await stop_waiting(session, telegram_ids)
    await session.execute(delete(Dialogue).where(Dialogue.telegram_id.in_(telegram_ids)))
