"""The simulated year of `make chaos`: some weeks with their meetings, on SQLite, where the whole is on PostgreSQL."""

from pathlib import Path

import pytest

from storage.address import Address
from tests.reliability.year.plan import some_weeks
from tests.reliability.year.simulate import live_through


@pytest.mark.timeout(240)
@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
async def test_some_weeks_of_meetings_with_kills_keep_every_promise(address: Address, tmp_path: Path) -> None:
    ledger = await live_through(some_weeks(), address, tmp_path / "year", seed=1)
    assert ledger.problems == []
    assert ledger.kills.total() >= some_weeks().kills
