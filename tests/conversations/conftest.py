"""Fixtures of conversations: the bot on SQLite, by webhook, and a person who writes to it."""

import pytest

from bot.demo.people import Person
from tests.house import Ground, at_ten_tomorrow, link
from tests.lasting import Lasting


@pytest.fixture
async def here(sqlite_lasting: Lasting) -> Ground:
    return await sqlite_lasting.as_new()


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
