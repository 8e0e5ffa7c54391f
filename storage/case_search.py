"""The cases that a member of staff finds: those that they see, in a list or by words.

Each case has an index of its words, a row each; they are folded and written by `handlers/cases`, a while after the case
has changed, or when somebody searches.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import ClassVar

from sqlalchemy import ForeignKey, Select, String, delete, exists, func, insert, not_, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.absences import Absence
from storage.base import Condition, Policy, Record
from storage.case_copies import ids_with_card_in
from storage.case_messages import CaseMessage
from storage.cases import OPEN, Case, cases_by_number
from storage.outbox import RowId

LONGEST_WORD = 16
BEGINNING = 3  # letters of a word that find it
A_LONG_NUMBER = 6  # digits, as of a telephone; shorter numbers must be typed whole


class CaseWord(Record):
    """A word by which a case is found: small letters without accents, or digits."""

    __tablename__ = "case_words"
    policy: ClassVar = Policy(lifetime="cases")

    # Compared by its bytes, so that all words with one beginning follow each other.
    word: Mapped[str] = mapped_column(
        String(LONGEST_WORD).with_variant(String(LONGEST_WORD, collation="C"), "postgresql"), primary_key=True
    )
    case_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True, index=True, autoincrement=False
    )


def seen_by_all() -> Condition:
    """Return the SQL condition that holds for every case, for those who see all."""
    return true()


def seen_by(telegram_id: int, name: str, now: datetime) -> Condition:
    """Return the SQL condition that a member of staff sees a case.

    They own it, its card stands in their chat, or its owner is away at `now` and named them, by their name in the team
    file, as stand-in.
    """
    away = select(Absence.telegram_id).where(Absence.stand_in == name, Absence.begins_at <= now, Absence.ends_at > now)
    return or_(Case.owner_id == telegram_id, Case.id.in_(ids_with_card_in(telegram_id)), Case.owner_id.in_(away))


async def is_seen(session: AsyncSession, case_id: int, seen: Condition) -> bool:
    """Return whether a condition such as `seen_by` holds for a case."""
    return await session.scalar(select(Case.id).where(Case.id == case_id, seen)) is not None


async def open_cases_seen(session: AsyncSession, seen: Condition) -> Sequence[Case]:
    """Return the open cases for which this condition holds, by number."""
    return (await session.scalars(select(Case).where(Case.state.in_(OPEN), seen).order_by(Case.id))).all()


async def cases_found(
    session: AsyncSession, words: Collection[str], seen: Condition, *, first: int, most: int
) -> tuple[int, Sequence[Case]]:
    """Return how many of the cases seen have for each of these folded words one that begins with it, and some of them.

    The latter are at most so many, from the one of rank `first`, counted from 0. A case whose number is the only word
    comes first, then open cases, then the latest. Beyond the last one, 0 and none are returned.
    """
    named = [Case.id != int(alone) for alone in words if len(words) == 1 and _is_number_of_case(alone)]
    # Their numbers alone: to sort and count whole rows takes three times as long where a word is common.
    found = select(Case.id, func.count().over()).where(seen, *(Case.id.in_(_ids_with(word)) for word in words))
    found = found.order_by(*named, Case.closed_at.is_not(None), Case.id.desc()).offset(first).limit(most)
    rows = (await session.execute(found)).all()
    return (rows[0][1] if rows else 0), await cases_by_number(session, [row[0] for row in rows])


def _is_number_of_case(word: str) -> bool:
    return word.isdecimal() and len(word) < A_LONG_NUMBER


def _ids_with(word: str) -> Select[int]:
    """Return the query of the cases that have a word which begins so; a short one, or a short number, must be whole."""
    known = word[:LONGEST_WORD]
    if len(known) < BEGINNING or _is_number_of_case(known):
        return select(CaseWord.case_id).where(CaseWord.word == known)
    after = known[:-1] + chr(ord(known[-1]) + 1)
    return select(CaseWord.case_id).where(CaseWord.word >= known, CaseWord.word < after)


async def messages_by_case(session: AsyncSession, numbers: Collection[int]) -> Mapping[int, Sequence[CaseMessage]]:
    """Return the messages of the cases with these numbers, by case, oldest first; a case without any gives none."""
    by_case: defaultdict[int, list[CaseMessage]] = defaultdict(list)
    found = select(CaseMessage).where(CaseMessage.case_id.in_(numbers)).order_by(CaseMessage.id)
    for message in await session.scalars(found):
        by_case[message.case_id].append(message)
    return by_case


async def cases_without_words(session: AsyncSession, most: int) -> Sequence[Case]:
    """Return at most so many cases whose words were not written since they changed, locked.

    Those that another transaction has locked are left out.
    """
    found = select(Case).where(not_(Case.is_findable)).order_by(Case.id).limit(most)
    return (await session.scalars(found.with_for_update(skip_locked=True))).all()


@cache
def is_any_without_words() -> Condition:
    """Return the SQL condition that `cases_without_words` returns any case."""
    return exists().where(not_(Case.is_findable))


async def write_words(session: AsyncSession, cases: Sequence[Case], words: Mapping[int, Collection[str]]) -> None:
    """Replace the words by which these cases are found, given by number; longer ones are cut."""
    numbers = [case.id for case in cases]
    await session.execute(delete(CaseWord).where(CaseWord.case_id.in_(numbers)))
    rows = [{"word": word, "case_id": number} for number in numbers for word in _cut(words[number])]
    if rows:
        await session.execute(insert(CaseWord), rows)
    for case in cases:
        case.is_findable = True
    await session.flush()


def _cut(words: Collection[str]) -> set[str]:
    return {word[:LONGEST_WORD] for word in words}


async def drop_words_of(session: AsyncSession, telegram_ids: Collection[int]) -> None:
    """Delete the words of the cases in which these people wrote; they are written anew without theirs."""
    written = select(CaseMessage.case_id).where(CaseMessage.telegram_id.in_(telegram_ids))
    apart = {"synchronize_session": False}
    # The cases first, whose rows the writer of words locks before it deletes any.
    changed = update(Case).where(Case.id.in_(written)).values(is_findable=False)
    await session.execute(changed, execution_options=apart)
    await session.execute(delete(CaseWord).where(CaseWord.case_id.in_(written)), execution_options=apart)
