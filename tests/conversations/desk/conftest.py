"""Fixture of a case desk about to open, on each database."""

from collections.abc import AsyncIterator

import pytest

from knowledge.snapshot import Knowledge
from storage.address import Address
from tests.conversations.desk.desk import Desk, at_the_desk


@pytest.fixture
async def desk(address: Address, knowledge: Knowledge) -> AsyncIterator[Desk]:
    async with at_the_desk(address, knowledge) as ready:
        yield ready
