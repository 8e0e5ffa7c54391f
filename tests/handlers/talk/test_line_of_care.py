"""The line of care is under an answer that has room for it, and a message of its own under one that has none."""

from types import SimpleNamespace
from typing import cast

import pytest

from handlers.talk.danger.hearing import add_quiet_line
from handlers.talk.permissions import Actor
from handlers.talk.replies import LONGEST, Reply, units
from handlers.talk.turn import Turn


@pytest.mark.parametrize(("length", "messages"), [(300, 1), (LONGEST - 40, 2), (LONGEST, 2)])
@pytest.mark.parametrize("letter", ["a", "é", "🌻"])
async def test_line_of_care_fits(length: int, messages: int, letter: str) -> None:
    answer = SimpleNamespace(method="send_message", params={"text": letter * (length // units(letter))})
    said: list[str] = []

    async def reply(written: Reply) -> None:
        said.append(written.html)

    async def rewrite(queued: SimpleNamespace, params: dict[str, str]) -> None:
        queued.params = params

    turn = SimpleNamespace(
        heard=SimpleNamespace(doubt="tired"),
        person=object(),
        actors=frozenset({Actor.PERSON}),
        answer=answer,
        reply=reply,
        rewrite=rewrite,
    )
    await add_quiet_line(cast("Turn", turn))
    written = [answer.params["text"], *said]
    assert len(written) == messages
    assert all(units(one) <= LONGEST for one in written)
