"""Acts on absences, on both databases: who may, what is refused, what is written, and who is told."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from handlers.absences.acts import HandedOver, Why, announce, end, hand_over
from handlers.cases.core import steps
from handlers.cases.core.desk import Desk
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.piece import MessageKind, Piece
from handlers.talk.act import NotAllowed
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from knowledge.snapshot import Knowledge
from storage.absences import Absence
from storage.cases import all_open_cases
from storage.database import Database
from storage.outbox import OutboxMessage
from storage.people import meet
from storage.roles import Role
from tests.house import acting

pytestmark = pytest.mark.both_databases

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)  # a Tuesday, ten o'clock in Paris
FIRST, LAST = date(2026, 12, 8), date(2026, 12, 12)
KARINE, ELODIE, AICHA = 201, 202, 101
NAMES = {KARINE: "Karine Machat", ELODIE: "Elodie Truong"}


@dataclass
class House:
    """A database in which Karine and Elodie are linked as delegates."""

    database: Database
    knowledge: Knowledge

    @asynccontextmanager
    async def desk(self, actor: Actor = Actor.DELEGATE) -> AsyncIterator[Desk]:
        async with self.database.transaction() as session:
            yield Desk(**acting(session, NOW, actor=actor).fields, knowledge=self.knowledge)

    async def announces(self, first: date = FIRST, last: date = LAST, stand_in: str = NAMES[ELODIE]) -> object:
        """Announce an absence of Karine, and return the refusal, or None."""
        async with self.desk() as desk:
            done = await announce(desk, KARINE, first, last, stand_in)
            return done if isinstance(done, Refusal) else None

    async def opens_case(self, *, taken: bool) -> int:
        """Open a case of Aïcha for Karine, who takes it or not, and return its number."""
        async with self.desk(Actor.PERSON) as desk:
            piece = Piece(1, MessageKind.TEXT, "Bonjour")
            case = await open_case(desk, NewCase(AICHA, "Aïcha Morel", [piece], to=NAMES[KARINE]))
            assert case is not None
            if taken:
                assert await steps.take(desk, case, KARINE, NAMES[KARINE]) is None
            return case.id

    async def absences(self) -> list[tuple[int, datetime, datetime, str, bool]]:
        async with self.database.reading() as session:
            rows = await session.scalars(select(Absence))
            return [(row.telegram_id, row.begins_at, row.ends_at, row.stand_in, row.offered) for row in rows]

    async def told(self, after: int = 0) -> list[int]:
        """Return the chats of the messages queued since the row `after`, in order."""
        async with self.database.reading() as session:
            rows = select(OutboxMessage).where(OutboxMessage.id > after, OutboxMessage.method == "send_message")
            return [row.chat_id for row in await session.scalars(rows.order_by(OutboxMessage.id))]

    async def last_row(self) -> int:
        async with self.database.reading() as session:
            rows = await session.scalars(select(OutboxMessage.id).order_by(OutboxMessage.id.desc()).limit(1))
            return rows.first() or 0

    async def owners(self) -> dict[int, tuple[int | None, str]]:
        """Return the owner and the referent of each open case, by its number."""
        async with self.database.reading() as session:
            return {one.id: (one.owner_id, one.referent) for one in await all_open_cases(session)}


@pytest.fixture
async def house(database: Database, knowledge: Knowledge) -> House:
    async with database.transaction() as session:
        await meet(session, AICHA, NOW)
        for telegram_id, name in NAMES.items():
            await meet(session, telegram_id, NOW)
            session.add(Role(telegram_id=telegram_id, role="delegate", name=name, linked_at=NOW))
    return House(database, knowledge)


ACTS: dict[str, Callable[[Desk], Awaitable[object]]] = {
    "announce": lambda desk: announce(desk, KARINE, FIRST, LAST, NAMES[ELODIE]),
    "end": lambda desk: end(desk, KARINE),
    "hand_over": lambda desk: hand_over(desk, KARINE),
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("actor", [Actor.PERSON, Actor.PARTNER, Actor.OPERATOR])
async def test_only_staff_may_say_an_absence(house: House, name: str, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        async with house.desk(actor) as desk:
            await ACTS[name](desk)
    assert await house.absences() == []


async def test_absence_lasts_from_midnight_to_midnight_and_nobody_is_told(house: House) -> None:
    assert await house.announces() is None
    begins, ends = datetime(2026, 12, 7, 23, tzinfo=UTC), datetime(2026, 12, 12, 23, tzinfo=UTC)
    assert await house.absences() == [(KARINE, begins, ends, NAMES[ELODIE], False)]
    assert await house.told() == []


async def test_new_absence_replaces_the_one_known_and_is_offered_anew(house: House) -> None:
    await house.announces()
    async with house.database.transaction() as session:
        (known,) = await session.scalars(select(Absence))
        known.offered = True
    assert await house.announces(first=LAST, stand_in="Chloé Rivolet") is None
    begins, ends = datetime(2026, 12, 11, 23, tzinfo=UTC), datetime(2026, 12, 12, 23, tzinfo=UTC)
    assert await house.absences() == [(KARINE, begins, ends, "Chloé Rivolet", False)]


@pytest.mark.parametrize(
    ("first", "last", "stand_in", "refusal"),
    [
        (LAST, FIRST, NAMES[ELODIE], Refusal(Why.ENDS_FIRST)),
        (date(2026, 11, 20), date(2026, 11, 30), NAMES[ELODIE], Refusal(Why.PAST)),
        (FIRST, LAST, "Nobody Known", Refusal(Why.STAND_IN_UNKNOWN, "Nobody Known")),
        (FIRST, LAST, NAMES[KARINE], Refusal(Why.STAND_IN_SELF)),
    ],
)
async def test_absence_that_cannot_be_is_refused_and_the_one_known_stays(
    house: House, first: date, last: date, stand_in: str, refusal: Refusal[Why]
) -> None:
    await house.announces()
    known = await house.absences()
    assert await house.announces(first, last, stand_in) == refusal
    assert await house.absences() == known


async def test_absence_of_today_alone_is_taken(house: House) -> None:
    assert await house.announces(NOW.date(), NOW.date()) is None


async def test_ending_returns_the_absence_once(house: House) -> None:
    await house.announces()
    async with house.desk() as desk:
        ended = await end(desk, KARINE)
        assert isinstance(ended, Absence)
        assert (ended.stand_in, ended.begins_at > NOW) == (NAMES[ELODIE], True)
        assert await end(desk, KARINE) == Refusal(Why.NOT_AWAY)
    assert await house.absences() == []


async def test_handing_over_offers_own_cases_and_tells_stand_in_and_person(house: House) -> None:
    taken, waiting = await house.opens_case(taken=True), await house.opens_case(taken=False)
    await house.announces(NOW.date(), LAST)
    before = await house.last_row()
    async with house.desk() as desk:
        assert await hand_over(desk, KARINE) == HandedOver(1, NAMES[ELODIE])
    assert await house.owners() == {taken: (None, NAMES[ELODIE]), waiting: (None, NAMES[KARINE])}
    assert set(await house.told(before)) == {ELODIE, AICHA}
    async with house.desk() as desk:
        assert await hand_over(desk, KARINE) == HandedOver(0, NAMES[ELODIE])


async def test_handing_over_to_somebody_who_is_not_linked_changes_nothing(house: House) -> None:
    number = await house.opens_case(taken=True)
    await house.announces(NOW.date(), LAST, "Sophie Jadin")
    before = await house.last_row()
    async with house.desk() as desk:
        assert await hand_over(desk, KARINE) == HandedOver(0, "Sophie Jadin")
    assert await house.owners() == {number: (KARINE, NAMES[KARINE])}
    assert await house.told(before) == []


async def test_handing_over_without_an_absence_is_refused(house: House) -> None:
    number = await house.opens_case(taken=True)
    async with house.desk() as desk:
        assert await hand_over(desk, KARINE) == Refusal(Why.NOT_AWAY)
    assert await house.owners() == {number: (KARINE, NAMES[KARINE])}
