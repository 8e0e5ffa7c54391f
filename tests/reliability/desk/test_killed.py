"""The killed cases of `make chaos`, each act killed at one point."""

import shutil
from pathlib import Path

import pytest

from storage.address import Address
from tests.reliability.desk.killed import ACTS, case_and_kills


@pytest.mark.timeout(240)
async def test_case_arrives_whole_whatever_step_the_bot_is_killed_at(sqlite_with_tables: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_with_tables, tmp_path / "a.db")
    seen = await case_and_kills(Address(tmp_path / "a.db", None), webhook=True, turn=3)
    assert seen.wrong == []
    assert sum(seen.kills.values()) == len(ACTS)
    assert seen.repeats <= seen.most_repeats
