"""The kills of `make chaos`, one at each point; `make chaos` crosses both databases with both ways in."""

import pytest

from storage.address import Address
from tests.reliability.doomed import POINTS
from tests.reliability.kills import ANYWHERE, CALM, kill_while_people_chat


@pytest.mark.timeout(240)
async def test_kills_lose_nothing_and_do_nothing_twice(address: Address) -> None:
    """SQLite goes by polling, PostgreSQL by webhook."""
    tally = await kill_while_people_chat(address, [*POINTS, ANYWHERE], webhook=not address.is_sqlite, seed=1)
    assert (tally.unanswered, tally.done_twice) == ([], 0)
    # A kill repeats at most what was on its way: one answer a person.
    assert tally.repeats <= sum(tally.kills.values()) * CALM.people
