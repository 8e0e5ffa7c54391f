"""Chloé of the team, and a browser in which she has opened the office."""

from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from bot.demo.people import Person
from knowledge.snapshot import Knowledge
from tests.handlers.office.visitor import Visitor, visitor
from tests.house import Ground, link
from tests.lasting import Lasting, MakeDatabase

CHLOE = "Chloé Rivolet"


@pytest.fixture
async def chloe(here: Ground) -> Person:
    person = here.telegram.person(id=204, first_name="Chloé")
    await link(here, person, "team", CHLOE)
    return person


@pytest.fixture
async def web(here: Ground) -> AsyncIterator[Visitor]:
    """Yield a browser that has not entered."""
    async with visitor(here) as ready:
        yield ready


@pytest.fixture
async def office(web: Visitor, chloe: Person) -> Visitor:
    """Return a browser in which Chloé has entered."""
    await web.enters(chloe)
    return web


@pytest.fixture(scope="module")
async def here_few(
    sqlite_database: MakeDatabase, few: Knowledge, request: pytest.FixtureRequest
) -> AsyncIterator[Ground]:
    """Yield a bot on a tenth of the base, where learning is short; the tests of a file go on from each other."""
    async with aclosing(Lasting(sqlite_database, few, lambda: request.session.testsfailed)) as bot:
        here = await bot.as_new()
        await link(here, here.telegram.person(id=204, first_name="Chloé"), "team", CHLOE)
        yield here


@pytest.fixture
async def few_office(here_few: Ground) -> AsyncIterator[Visitor]:
    """Yield a browser in which Chloé has entered, in front of a tenth of the base."""
    async with visitor(here_few) as ready:
        await ready.enters(here_few.telegram.people[204])
        yield ready
