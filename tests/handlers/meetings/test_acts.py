"""Acts on seats, on both databases: who may, what is refused, and what is written. Nobody is told by them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from handlers.meetings.changes import create, publish
from handlers.meetings.rules import NoSeat, Standing
from handlers.meetings.seats import give_up_seat, take_seat
from handlers.talk.act import NotAllowed
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from storage.database import Database
from storage.people import meet
from storage.registrations import Status, registrations_of
from tests.handlers.meetings.ground import PROJECTS
from tests.house import acting

pytestmark = pytest.mark.both_databases

NOW = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
STARTS_AT = NOW + timedelta(days=10)
AICHA, BAO = 101, 102


@pytest.fixture
async def number(database: Database) -> int:
    """Return the number of a published meeting with one seat, of which Aïcha and Bao may hear."""
    async with database.transaction() as session:
        for telegram_id in (AICHA, BAO):
            await meet(session, telegram_id, NOW)
        made = await create(acting(session, NOW), PROJECTS, "Visio des projets", STARTS_AT, 90, capacity=1)
        assert not isinstance(made, Refusal)
        assert not isinstance(await publish(acting(session, NOW), made.id), Refusal)
        return made.id


async def takes(
    database: Database, number: int, telegram_id: int, moment: datetime = NOW, actor: Actor = Actor.PERSON
) -> Standing | Refusal[NoSeat]:
    async with database.transaction() as session:
        return (await take_seat(acting(session, moment, actor=actor), number, telegram_id, "affiche"))[1]


async def gives_up(
    database: Database, number: int, telegram_id: int, moment: datetime = NOW, actor: Actor = Actor.PERSON
) -> Status | None:
    async with database.transaction() as session:
        return (await give_up_seat(acting(session, moment, actor=actor), number, telegram_id))[1]


async def written(database: Database, number: int) -> list[tuple[int, str, str | None]]:
    async with database.reading() as session:
        return [(row.telegram_id, row.status, row.source) for row in await registrations_of(session, number)]


@pytest.mark.parametrize("act", [takes, gives_up])
async def test_operator_has_no_seat(database: Database, number: int, act: Callable[..., Awaitable[object]]) -> None:
    with pytest.raises(NotAllowed):
        await act(database, number, AICHA, actor=Actor.OPERATOR)


async def test_first_gets_the_seat_and_the_second_the_first_rank(database: Database, number: int) -> None:
    assert await takes(database, number, AICHA) == Standing(Status.REGISTERED)
    assert await takes(database, number, BAO) == Standing(Status.WAITING, 1)
    assert await takes(database, number, AICHA) == Standing(Status.REGISTERED, already=True)
    assert await written(database, number) == [(AICHA, "registered", "affiche"), (BAO, "waiting", "affiche")]


async def test_seat_is_given_up_once_and_may_be_asked_for_again(database: Database, number: int) -> None:
    await takes(database, number, AICHA)
    assert await gives_up(database, number, AICHA) is Status.REGISTERED
    assert await gives_up(database, number, AICHA) is None
    assert await takes(database, number, AICHA) == Standing(Status.REGISTERED)


async def test_meeting_that_is_over_or_unknown_takes_nobody(database: Database, number: int) -> None:
    assert await takes(database, number, AICHA, STARTS_AT + timedelta(hours=2)) == Refusal(NoSeat.OVER)
    assert await takes(database, number + 1, AICHA) == Refusal(NoSeat.UNKNOWN)
    assert await written(database, number) == []
