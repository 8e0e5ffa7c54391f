"""Fixtures of the talks: one about to begin, and the words to expect in it."""

from collections.abc import AsyncIterator

import pytest

from knowledge.snapshot import Knowledge
from storage.address import Address
from tests.conversations.talks.said import Words
from tests.conversations.talks.talk import Talk, talking


@pytest.fixture
async def talk(sqlite_address: Address, knowledge: Knowledge) -> AsyncIterator[Talk]:
    async with talking(sqlite_address, knowledge) as ready:
        yield ready


@pytest.fixture
def words(knowledge: Knowledge) -> Words:
    return Words(knowledge)
