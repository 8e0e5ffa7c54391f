"""A taste of the fuzz of `make chaos`, on both databases."""

import json
import random

import pytest
from telegram import Update

from knowledge.base import Knowledge
from storage.address import Address
from tests.reliability.fuzz import fuzz
from tests.reliability.fuzzing.bot_api import Maker, kinds_of_update

SEED = 20_261_124


@pytest.mark.timeout(600)
async def test_fuzzed_updates_lose_nothing_and_leave_no_chat_stuck(address: Address, knowledge: Knowledge) -> None:
    ledger = await fuzz(address, knowledge, count=1500, people=100, seed=SEED)
    assert ledger.problems == [], "\n".join([f"seed {SEED}", *ledger.lines()])
    # The fuzz is worth something only if it reaches every end.
    assert min(ledger.outcomes.values()) > 0
    assert ledger.statuses[400] > 0


@pytest.mark.parametrize("kind", kinds_of_update())
def test_maker_makes_updates_that_the_library_reads(kind: str) -> None:
    maker = Maker(random.Random(SEED), lambda: "mot")
    for _ in range(20):
        body = maker.make(kinds_of_update()[kind], share=0.2)
        update = Update.de_json(json.loads(json.dumps({"update_id": 1, kind: body})), None)
        assert getattr(update, kind) is not None
