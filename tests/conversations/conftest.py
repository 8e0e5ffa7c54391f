"""Fixtures of conversations: the bot on SQLite, by webhook, and a person who writes to it."""

from collections.abc import AsyncIterator

import pytest

from bot.demo.people import Person
from knowledge.snapshot import Knowledge
from storage.address import Address
from tests.house import Ground, at_ten_tomorrow, ground, link


@pytest.fixture
async def here(sqlite_address: Address, knowledge: Knowledge) -> AsyncIterator[Ground]:
    async with ground(sqlite_address, knowledge, webhook=True) as ready:
        yield ready


@pytest.fixture
def aicha(here: Ground) -> Person:
    return here.telegram.person(id=101, first_name="Aïcha")


@pytest.fixture
def bao(here: Ground) -> Person:
    return here.telegram.person(id=102, first_name="Bao")


@pytest.fixture
async def team(here: Ground) -> Person:
    """Return a member of the team, in the daytime."""
    await at_ten_tomorrow(here)
    person = here.telegram.person(id=204, first_name="Chloé")
    await link(here, person, "team", "Chloé Rivolet")
    return person
