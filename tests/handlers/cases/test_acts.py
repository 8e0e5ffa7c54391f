"""Acts on cases, on both databases: a call back, of which staff are told with the card; an answer corrected since."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from handlers.cases.clock.outdated import flag_outdated
from handlers.cases.core.cards import compose, view_of
from handlers.cases.core.desk import Desk
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.piece import EntrySaid, MessageKind, Piece
from handlers.cases.core.relay import keep_message
from handlers.cases.person.calls import correct_number, forget_call, keep_number, keep_time
from handlers.talk.act import NotAllowed
from handlers.talk.permissions import Actor
from knowledge.base.overlay import print_of_entry
from knowledge.snapshot import Knowledge
from storage.case_messages import STAFF
from storage.cases import Case, lock_case
from storage.database import Database
from storage.outbox import OutboxMessage
from storage.people import meet
from storage.roles import Role
from tests.house import acting, tick_at

pytestmark = pytest.mark.both_databases

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)  # a Tuesday, ten o'clock in Paris
AICHA, KARINE = 101, 201
NUMBER, OTHER = "0549000000", "0549111111"


@dataclass
class House:
    """A database in which Aïcha has a case, whose card Karine has."""

    database: Database
    knowledge: Knowledge
    number: int = 0

    @asynccontextmanager
    async def case(self, actor: Actor = Actor.PERSON) -> AsyncIterator[tuple[Desk, Case]]:
        async with self.database.transaction() as session:
            desk = Desk(**acting(session, NOW, actor=actor).fields, knowledge=self.knowledge)
            case = await lock_case(session, self.number)
            assert case is not None
            yield desk, case

    async def told(self) -> list[str]:
        """Return the methods of what is queued to Karine, in order."""
        async with self.database.reading() as session:
            rows = select(OutboxMessage.method).where(OutboxMessage.chat_id == KARINE)
            return list(await session.scalars(rows.order_by(OutboxMessage.id)))


@pytest.fixture
async def house(database: Database, knowledge: Knowledge) -> House:
    made = House(database, knowledge)
    async with database.transaction() as session:
        for telegram_id in (AICHA, KARINE):
            await meet(session, telegram_id, NOW)
        session.add(Role(telegram_id=KARINE, role="delegate", name="Karine Machat", linked_at=NOW))
        desk = Desk(**acting(session, NOW, actor=Actor.PERSON).fields, knowledge=knowledge)
        pieces = [Piece(1, MessageKind.TEXT, "Bonjour")]
        case = await open_case(desk, NewCase(AICHA, "Aïcha Morel", pieces, to="Karine Machat"))
        assert case is not None
        made.number = case.id
    return made


async def test_operator_asks_for_no_call(house: House) -> None:
    async with house.case(Actor.OPERATOR) as (desk, case):
        for act in (keep_number, correct_number, keep_time):
            with pytest.raises(NotAllowed):
                await act(desk, case, NUMBER)
        with pytest.raises(NotAllowed):
            await forget_call(desk, case)


async def test_number_and_time_are_kept_corrected_and_forgotten_once(house: House) -> None:
    before = len(await house.told())
    async with house.case() as (desk, case):
        await keep_number(desk, case, NUMBER)
    assert (await house.told())[before:] == ["edit_message_text", "send_message", "send_message"]
    async with house.case() as (desk, case):
        await keep_time(desk, case, "le matin")
        await correct_number(desk, case, OTHER)
    async with house.case() as (desk, case):
        assert (case.phone, case.call_when) == (OTHER, "le matin")
        assert await forget_call(desk, case) is True
        assert await forget_call(desk, case) is False
        assert (case.phone, case.call_when) == (None, None)


async def test_answer_corrected_since_is_told_once_to_the_owner_and_stands_on_the_card(house: House) -> None:
    entries = house.knowledge.entries
    said = (EntrySaid("fdva", print_of_entry(entries["fdva"])), EntrySaid("ami-depot", "of another time"))
    async with house.case(Actor.DELEGATE) as (desk, case):
        case.owner_id, case.owner_name = KARINE, "Karine Machat"
        for number, one in enumerate(said, start=70):
            piece = Piece(number, MessageKind.ENTRY, f"Réponse {number}", entry=one)
            await keep_message(desk, case, STAFF, KARINE, "Karine Machat", piece)
    before = len(await house.told())
    for _ in range(2):
        async with house.database.transaction() as session:
            await flag_outdated(tick_at(session, NOW, house.knowledge))
    async with house.database.reading() as session:
        rows = await session.scalars(select(OutboxMessage).where(OutboxMessage.chat_id == KARINE))
        told = [row for row in rows.all()[before:] if row.method == "send_message"]
    assert [row.params["text"].split("\n")[0] for row in told] == [
        f"<b>La réponse « {entries['ami-depot'].title} », envoyée à Aïcha Morel mardi 1er décembre, "
        "a été corrigée depuis.</b>"
    ]
    async with house.case() as (desk, case):
        card = compose(desk, await view_of(desk, case), KARINE, ()).plain
    assert "« Réponse 71 » (réponse corrigée depuis)" in card
    assert "« Réponse 70 » (réponse corrigée depuis)" not in card
