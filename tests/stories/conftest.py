"""Fixtures of the stories: a case desk about to open, on each database."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.base.watch import SHIPPED
from knowledge.snapshot import Knowledge
from storage.address import Address
from tests.desk import Desk, at_the_desk, lasting_desk
from tests.lasting import Lasting


@pytest.fixture
async def desk(lasting: Lasting, knowledge: Knowledge) -> Desk:
    return await lasting_desk(lasting, knowledge)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a copy of the shipped base, as a folder that the test may change."""
    return Path(
        shutil.copytree(SHIPPED, tmp_path / "base", ignore=shutil.ignore_patterns("*.py", "*.npz", "__pycache__"))
    )


@pytest.fixture
async def desk_with_folder(address: Address, knowledge: Knowledge, base: Path) -> AsyncIterator[Desk]:
    """Yield a desk whose bot takes up changes of the folder."""
    async with at_the_desk(address, knowledge, base) as ready:
        yield ready
