"""Acts of people about meetings, on both databases: who may, what is refused, what is written. Nobody is told."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.meetings.acts import (
    CONSENT,
    ask_to_be_told,
    give_opinion,
    keep_answers,
    say_coming,
    switch_reminders,
)
from handlers.meetings.changes import create, publish
from handlers.meetings.rules import NoSeat, Standing
from handlers.meetings.seats import give_up_seat, take_seat
from handlers.places.asked import Where
from handlers.talk.act import Act, NotAllowed
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from storage.consents import Consent
from storage.database import Database
from storage.meetings import Wish
from storage.people import Person, meet
from storage.registrations import Status, profile_of, registrations_of
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


async def acts(database: Database, do: Callable[[Act], Awaitable[object]], actor: Actor = Actor.PERSON) -> object:
    async with database.transaction() as session:
        return await do(acting(session, NOW, actor=actor))


ANSWERS: dict[str, Callable[[Act, int], Awaitable[object]]] = {
    "coming": lambda act, number: say_coming(act, number, AICHA, comes=True),
    "reminders": lambda act, number: switch_reminders(act, number, AICHA, on=False),
    "opinion": lambda act, number: give_opinion(act, number, AICHA, "3"),
    "wish": lambda act, _: ask_to_be_told(act, AICHA, PROJECTS),
}


@pytest.mark.parametrize("name", ANSWERS)
async def test_operator_answers_for_nobody(database: Database, number: int, name: str) -> None:
    with pytest.raises(NotAllowed):
        await acts(database, lambda act: ANSWERS[name](act, number), Actor.OPERATOR)


async def test_answers_of_the_registered_are_kept_and_others_refused(database: Database, number: int) -> None:
    asked = [ANSWERS[name] for name in ("coming", "reminders", "opinion")]
    for answer in asked:
        assert await acts(database, lambda act, do=answer: do(act, number)) == Refusal(NoSeat.NOT_REGISTERED)
    await takes(database, number, AICHA)
    for answer in asked:
        assert await acts(database, lambda act, do=answer: do(act, number)) is None
    async with database.reading() as session:
        (row,) = await registrations_of(session, number)
    assert (row.coming, row.reminders, row.opinion) == (True, False, "3")


async def test_who_does_not_come_gives_up_the_seat(database: Database, number: int) -> None:
    await takes(database, number, AICHA)
    assert await acts(database, lambda act: say_coming(act, number, AICHA, comes=False)) is None
    assert await written(database, number) == [(AICHA, "cancelled", "affiche")]


async def test_profile_is_kept_with_consent_and_place(database: Database, number: int) -> None:
    async with database.transaction() as session:
        person = await meet(session, AICHA, NOW)
        act = acting(session, NOW, actor=Actor.PERSON)
        await keep_answers(act, person, "Aïcha", "idee", Where("Niort (79)", "79", "79191"), "Inscrire ?")
    async with database.reading() as session:
        profile, consent = await profile_of(session, AICHA), await session.get(Consent, (AICHA, CONSENT))
        person = await session.scalar(select(Person).where(Person.telegram_id == AICHA))
    assert profile is not None
    assert consent is not None
    assert person is not None
    assert (profile.name, profile.phase, profile.place, consent.wording) == (
        "Aïcha",
        "idee",
        "Niort (79)",
        "Inscrire ?",
    )
    assert (person.department, person.commune, person.place_kept) == ("79", "79191", True)


async def test_wish_for_a_date_is_kept_once_and_dropped(database: Database, number: int) -> None:
    for _ in range(2):
        await acts(database, lambda act: ask_to_be_told(act, AICHA, PROJECTS))
    async with database.reading() as session:
        assert list(await session.scalars(select(Wish.kind))) == [PROJECTS]
    await acts(database, lambda act: ask_to_be_told(act, AICHA, PROJECTS, wanted=False))
    async with database.reading() as session:
        assert list(await session.scalars(select(Wish.kind))) == []
