"""A talk about to begin, and the words to expect in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.snapshot import Knowledge
from storage.address import Address
from tests.conversations.talks.said import Words
from tests.conversations.talks.talk import Talk, talking


@pytest.fixture
async def talk(tmp_path: Path, knowledge: Knowledge) -> AsyncIterator[Talk]:
    async with talking(Address(tmp_path / "aiguilleur.db", None), knowledge) as ready:
        yield ready


@pytest.fixture
def words(knowledge: Knowledge) -> Words:
    return Words(knowledge)
