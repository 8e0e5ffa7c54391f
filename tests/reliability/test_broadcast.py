"""The announcement of `make chaos`, with fewer people and one kill, at Telegram's limits."""

from pathlib import Path

import pytest

from bot.dispatcher import ON_THEIR_WAY
from storage.address import Address
from tests.knowledge.base_of_one import write_base
from tests.reliability.broadcast import announce_and_kill


@pytest.mark.timeout(240)
async def test_announcement_survives_a_kill_and_is_never_too_fast(tmp_path: Path) -> None:
    base = write_base(tmp_path / "base")
    seen = await announce_and_kill(Address(tmp_path / "a.db", None), 150, 1, base)
    assert (seen.kills, seen.lost, seen.floods, seen.ended) == (1, 0, 0, True)
    assert seen.repeats <= ON_THEIR_WAY
    assert seen.waits
