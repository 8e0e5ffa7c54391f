"""Fixture of a case desk about to open, on each database."""

import pytest

from knowledge.snapshot import Knowledge
from tests.conversations.desk.desk import Desk, lasting_desk
from tests.lasting import Lasting


@pytest.fixture
async def desk(lasting: Lasting, knowledge: Knowledge) -> Desk:
    return await lasting_desk(lasting, knowledge)
