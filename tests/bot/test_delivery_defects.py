"""A call that cannot be written is given up and named; tried for ever, it would hold up its chat."""

from typing import Any

import pytest
from telegram import Bot

from bot.delivery import Undeliverable, deliver
from storage.outbox import Failure
from tests.house import TOKEN


@pytest.mark.parametrize(
    ("params", "kind"),
    [
        ({"text": "Bonjour", "colour": "blue"}, "TypeError"),
        ({"text": "Bonjour", "reply_parameters": {"message": 3}}, "TypeError"),
        ({"text": "Bonjour", "link_preview_options": 5}, "TypeError"),
    ],
    ids=["argument unknown", "argument of an argument", "argument of the wrong type"],
)
async def test_call_that_cannot_be_written_is_undeliverable(params: dict[str, Any], kind: str) -> None:
    outcome = await deliver(Bot(TOKEN), "send_message", 101, params, 0)
    assert isinstance(outcome, Undeliverable)
    assert outcome.reason.partition(" at ")[0] == kind
    assert outcome.failure is Failure.OTHER
