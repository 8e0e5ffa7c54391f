"""Random days at the desk: nobody reads what the screen named somebody else for, and a planted fault is seen."""

from collections.abc import AsyncIterator

import pytest

from handlers.cases.core import writing
from handlers.talk.turn import Turn
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.database import Database
from tests.reliability.days.day import Days

CASES_EACH = 5  # `make chaos` has a thousand days of fifteen, on both databases


@pytest.fixture
async def database(sqlite_address: Address) -> AsyncIterator[Database]:
    opened = Database(sqlite_address)
    yield opened
    await opened.close()


async def test_day_at_the_desk_with_kills_brings_no_word_to_the_wrong_person(
    database: Database, knowledge: Knowledge
) -> None:
    days = Days(database, knowledge, seed=19, kills=0.03, cases_each=CASES_EACH)
    assert await days.run(1, acts=25) == []
    assert days.witness.counts["answers that arrived"] > 0
    assert days.witness.counts["deaths"] > 0


async def _never(turn: Turn) -> bool:
    return False


async def test_words_sent_without_a_question_in_doubt_are_seen(
    database: Database, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "is_in_doubt", _never)
    for seed in range(6):
        problems = await Days(database, knowledge, seed, cases_each=CASES_EACH).run(1, acts=30)
        if problems:
            assert " was for " in problems[0]
            return
    pytest.fail("the fault was not seen")
