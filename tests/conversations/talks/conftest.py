"""Fixtures of the talks: one about to begin, and the words to expect in it."""

from collections.abc import AsyncIterator

import pytest

from knowledge.snapshot import Knowledge
from tests.conversations.talks.said import Words
from tests.conversations.talks.talk import Talk
from tests.lasting import Lasting


@pytest.fixture
async def talk(sqlite_lasting: Lasting, knowledge: Knowledge) -> AsyncIterator[Talk]:
    """Yield a talk; at its end no message may be unexpected."""
    talk = Talk(await sqlite_lasting.as_new(), knowledge, sqlite_lasting.bot)
    yield talk
    await talk.end()


@pytest.fixture
def words(knowledge: Knowledge) -> Words:
    return Words(knowledge)
