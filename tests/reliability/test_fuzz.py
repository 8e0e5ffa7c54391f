"""A short fuzz of `make chaos`; and its makers, whose updates the library reads."""

import json
import random
from pathlib import Path

import pytest
from telegram import Update

from knowledge.snapshot import Knowledge
from storage.address import Address
from tests.reliability.fuzz import fuzz
from tests.reliability.fuzzing.bot_api import Maker, kinds_of_update

SEED = 20_261_124


@pytest.mark.parametrize("kind", kinds_of_update())
def test_maker_makes_updates_that_the_library_reads(kind: str) -> None:
    maker = Maker(random.Random(SEED), lambda: "mot")
    for _ in range(20):
        body = maker.make(kinds_of_update()[kind], share=0.2)
        update = Update.de_json(json.loads(json.dumps({"update_id": 1, kind: body})), None)
        assert getattr(update, kind) is not None


async def test_fuzzed_updates_leave_nobody_stuck_and_none_is_lost(tmp_path: Path, knowledge: Knowledge) -> None:
    ledger = await fuzz(Address(tmp_path / "a.db", None), knowledge, count=300, people=12, seed=SEED)
    assert ledger.problems == []
