"""The search for cases: the words by which each is found, folded, and those that a member of staff types."""

import re
from collections.abc import Collection, Iterable
from datetime import timedelta

from handlers.cases.core.cards import subject_of
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.phones import read_phone
from handlers.talk.tick import Duty, Tick
from knowledge.text.words import plain
from storage.case_messages import CaseMessage
from storage.case_search import cases_without_words, is_any_without_words, messages_by_case, write_words
from storage.cases import Case

MOST_WORDS = 300
LONGEST_SOUGHT = 44  # so that the words stand in a button to the next page
AT_ONCE = 500
_WORD = re.compile(r"[a-z0-9]+")


def sought(typed: str) -> tuple[str, ...]:
    """Return the folded words to find a case by, from what somebody typed; none where there are no letters or digits.

    A telephone number is one word. Of a long text only the first words count.
    """
    phone = read_phone(typed)
    if phone is not None:
        return (phone.lstrip("+"),)
    said = list(dict.fromkeys(_WORD.findall(plain(typed))))
    told = [word for word in said if len(word) > 1 or word.isdecimal()] or said
    kept: list[str] = []
    for word in told:
        if len(" ".join([*kept, word])) > LONGEST_SOUGHT:
            return tuple(kept) or (word[:LONGEST_SOUGHT],)
        kept.append(word)
    return tuple(kept)


def words_of(case: Case, messages: Iterable[CaseMessage], subject: str) -> Collection[str]:
    """Return the folded words by which a case is found: its number, name, place, subject, and what was said in it."""
    phone = (case.phone or "").lstrip("+")
    known = (f"{case.id}", case.person_name, case.place or "", case.department or "", phone, subject)
    said = _WORD.findall(plain(" ".join([*known, *(one.excerpt for one in messages)])))
    return list(dict.fromkeys(word for word in said if len(word) > 1 or word.isdecimal()))[:MOST_WORDS]


async def write_words_of_changed(desk: Desk) -> None:
    """Write the words by which cases are found, of at most `AT_ONCE` cases that have changed since."""
    cases = await cases_without_words(desk.session, AT_ONCE)
    messages = await messages_by_case(desk.session, [case.id for case in cases])
    words = {case.id: words_of(case, messages[case.id], subject_of(desk, case)) for case in cases}
    await write_words(desk.session, cases, words)


async def _write_words(tick: Tick) -> None:
    await write_words_of_changed(desk_of(tick))


# What has changed within the minute is written by the search itself.
DUTY = Duty("case words", timedelta(minutes=1), _write_words, lambda _: is_any_without_words())
