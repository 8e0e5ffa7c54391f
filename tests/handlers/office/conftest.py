"""Chloé of the team, and a browser in which she has opened the office."""

from collections.abc import AsyncIterator

import pytest

from bot.demo.people import Person
from tests.handlers.office.visitor import Visitor, visitor
from tests.house import Ground, link

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
