"""Random sequences at the desk keep every promise, and each fault planted is seen."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.cases.core import opening, outcomes, relay, steps, writing
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.case_copies import DELIVERED
from storage.cases import State
from storage.database import Database
from storage.schema import migrate
from tests.reliability.desk.storm import Storm

SEQUENCES, LENGTH = 20, 15  # `make chaos` has 2,000 of 30 acts
TRIES = 160  # sequences, among which a planted fault must be seen


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture
def storms(tmp_path: Path, loop: asyncio.AbstractEventLoop, knowledge: Knowledge) -> Iterator[Callable[..., list[str]]]:
    """Return a function that runs the sequence of a seed, all on one database."""
    database = Database(Address(tmp_path / "a.db", None))
    loop.run_until_complete(migrate(database))
    yield lambda seed, length=LENGTH: loop.run_until_complete(Storm(database, knowledge, seed).run(length))
    loop.run_until_complete(database.close())


def test_random_sequences_keep_every_promise(storms: Callable[..., list[str]]) -> None:
    @settings(max_examples=SEQUENCES, deadline=None, database=None,
              suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
    @given(st.integers(0, 2**32))
    def sequence(seed: int) -> None:
        assert storms(seed) == []

    sequence()


async def _give_to_nobody(*args: Any, **more: Any) -> None:
    """Lose messages to staff."""


def _take_anyway(*args: Any, **more: Any) -> State:
    return State.TAKEN


async def _show_everybody(desk: Any, case: Any, message: Any, chat_id: int, **more: Any) -> None:
    for chat in (101, 102):
        await _COPY(desk, case, message, chat, **more)


async def _keep_owner(desk: Any, case: Any, state: Any, to: str, chats: Any, **more: Any) -> None:
    owner = case.owner_id
    await _GIVE(desk, case, state, to, chats, **more)
    case.owner_id = owner


_COPY, _GIVE = relay.copy_to, steps._offer_to
FAULTS = {
    "two owners": [(steps, "staff_step", _take_anyway)],
    "sent counts as arrived": [(outcomes, "_state_of", lambda copy, row: DELIVERED)],
    "shown to a third person": [(relay, "copy_to", _show_everybody)],
    "lost on the way": [(opening, "pass_to_staff", _give_to_nobody), (writing, "pass_to_staff", _give_to_nobody)],
    "owner kept after a transfer": [(steps, "_offer_to", _keep_owner)],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault_is_seen(fault: str, storms: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, wrong in FAULTS[fault]:
        monkeypatch.setattr(module, name, wrong)
    assert any(storms(seed) for seed in range(TRIES))
