"""Fixtures of what people meet: the bot, persons who write to it, a case desk about to open, a talk about to begin."""

from collections.abc import AsyncIterator

import pytest

from bot.demo.people import Person
from knowledge.snapshot import Knowledge
from tests.desk import Desk, lasting_desk
from tests.handlers.reception.said import Words
from tests.handlers.reception.talk import Talk
from tests.house import Ground, at_ten_tomorrow, link
from tests.lasting import Lasting


@pytest.fixture
async def here(sqlite_lasting: Lasting) -> Ground:
    """Return the bot on SQLite, by webhook."""
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


@pytest.fixture
async def desk(lasting: Lasting, knowledge: Knowledge) -> Desk:
    """Return a case desk about to open, on each database."""
    return await lasting_desk(lasting, knowledge)


@pytest.fixture
async def talk(sqlite_lasting: Lasting, knowledge: Knowledge) -> AsyncIterator[Talk]:
    """Yield a talk; at its end no message may be unexpected."""
    talk = Talk(await sqlite_lasting.as_new(), knowledge, sqlite_lasting.bot)
    yield talk
    await talk.end()


@pytest.fixture
def words(knowledge: Knowledge) -> Words:
    return Words(knowledge)
