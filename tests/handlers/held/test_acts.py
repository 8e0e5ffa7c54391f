"""Acts on held messages, on both databases: who may, what leaves, what is dropped, and that nobody is sent at night."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.held.acts import NotSent, drop, send
from handlers.talk.act import NotAllowed
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from storage.database import Database
from storage.outbox import OutboxMessage, Priority, State
from tests.house import acting

pytestmark = pytest.mark.both_databases

NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
NIGHT = NOON + timedelta(hours=12)


@pytest.fixture
async def numbers(database: Database) -> list[int]:
    """Return the numbers of two held messages: an answer and a reminder."""
    rows = [
        OutboxMessage(
            chat_id=101, method="send_message", params={}, created_at=NOON, priority=priority, state=State.HELD
        )
        for priority in (Priority.ANSWER, Priority.REMINDER)
    ]
    async with database.transaction() as session:
        session.add_all(rows)
        await session.flush()
        return [row.id for row in rows]


async def states(database: Database) -> list[str]:
    async with database.reading() as session:
        return list(await session.scalars(select(OutboxMessage.state).order_by(OutboxMessage.id)))


@pytest.mark.parametrize("actor", [Actor.PERSON, Actor.DELEGATE, Actor.PARTNER])
async def test_only_the_team_settles_held_messages(database: Database, numbers: list[int], actor: Actor) -> None:
    for settling in (lambda act: send(act, numbers, [Priority.ANSWER]), lambda act: drop(act, numbers)):
        with pytest.raises(NotAllowed):
            async with database.transaction() as session:
                await settling(acting(session, NOON, actor=actor))
    assert await states(database) == [State.HELD, State.HELD]


async def test_held_messages_leave_or_are_dropped_once(database: Database, numbers: list[int]) -> None:
    async with database.transaction() as session:
        assert await send(acting(session, NOON), numbers[:1], [Priority.ANSWER]) == 1
        assert await drop(acting(session, NOON), numbers) == 1
        assert await drop(acting(session, NOON), numbers) == 0
    assert await states(database) == [State.WAITING, State.UNDELIVERABLE]


async def test_at_night_only_what_was_asked_for_is_sent(database: Database, numbers: list[int]) -> None:
    async with database.transaction() as session:
        both = await send(acting(session, NIGHT), numbers, [Priority.ANSWER, Priority.REMINDER])
        assert both == Refusal(NotSent.AT_NIGHT)
        assert await send(acting(session, NIGHT), numbers[:1], [Priority.ANSWER]) == 1
    assert await states(database) == [State.WAITING, State.HELD]
