"""The act of erasing a person, on both databases: who may, what is gone, what stays of others, and who is told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from handlers.cases.core import steps
from handlers.cases.core.desk import Desk
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.piece import MessageKind, Piece
from handlers.reception.acts import erase_all
from handlers.reception.connected import connect
from handlers.talk.act import NotAllowed
from handlers.talk.permissions import Actor
from knowledge.snapshot import Knowledge
from storage.database import Database
from storage.erasures import Erasure
from storage.inventory import all_ids_kept
from storage.outbox import OutboxMessage
from storage.people import Person, meet
from storage.roles import Role
from tests.house import acting

pytestmark = pytest.mark.both_databases

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)  # a Tuesday, ten o'clock in Paris
AICHA, KARINE = 7_311_992_845, 7_311_992_846
WORDS = "Une grange à retaper"


@dataclass
class House:
    """A database in which Aïcha has a case, which Karine, a delegate, has taken."""

    database: Database
    knowledge: Knowledge

    @asynccontextmanager
    async def desk(self, actor: Actor = Actor.PERSON) -> AsyncIterator[Desk]:
        async with self.database.transaction() as session:
            yield Desk(**acting(session, NOW, actor=actor).fields, knowledge=self.knowledge)

    async def erases(self, telegram_id: int, actor: Actor = Actor.PERSON) -> None:
        """Erase a person, who is met first, as at each of their updates."""
        async with self.desk(actor) as desk:
            await erase_all(desk, await meet(desk.session, telegram_id, NOW))

    async def queued(self) -> dict[int, tuple[int, str]]:
        """Return the chat and the method of each message queued, by the number of its row."""
        async with self.database.reading() as session:
            rows = await session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
            return {row.id: (row.chat_id, row.method) for row in rows}


@pytest.fixture
async def house(database: Database, knowledge: Knowledge) -> House:
    connect()  # so that menus follow
    made = House(database, knowledge)
    async with made.desk() as desk:
        for telegram_id in (AICHA, KARINE):
            await meet(desk.session, telegram_id, NOW)
        desk.session.add(Role(telegram_id=KARINE, role="delegate", name="Karine Machat", linked_at=NOW))
        new = NewCase(AICHA, "Aïcha Morel", [Piece(1, MessageKind.TEXT, WORDS)], to="Karine Machat")
        case = await open_case(desk, new)
        assert case is not None
        assert await steps.take(desk, case, KARINE, "Karine Machat") is None
    return made


async def test_operator_may_not_erase_a_person(house: House) -> None:
    with pytest.raises(NotAllowed):
        await house.erases(AICHA, Actor.OPERATOR)
    async with house.database.reading() as session:
        assert AICHA in await all_ids_kept(session)


async def test_person_is_gone_with_their_case_and_staff_are_told(house: House) -> None:
    before = await house.queued()
    await house.erases(AICHA)
    async with house.database.reading() as session:
        assert await all_ids_kept(session) == {KARINE}
        assert [one.erased_at for one in await session.scalars(select(Erasure))] == [NOW]
        params = str([row.params for row in await session.scalars(select(OutboxMessage))])
    assert [words for words in (WORDS, "Aïcha") if words in params] == []
    told = [said for number, said in (await house.queued()).items() if number not in before]
    assert {chat for chat, _ in told} == {KARINE}
    await house.erases(AICHA)
    async with house.database.reading() as session:
        assert await all_ids_kept(session) == {KARINE}


async def test_role_ends_with_its_holder_whose_menu_follows(house: House) -> None:
    await house.erases(KARINE, Actor.DELEGATE)
    async with house.database.reading() as session:
        assert list(await session.scalars(select(Role))) == []
        assert list(await session.scalars(select(Person.telegram_id))) == [AICHA]
    assert list((await house.queued()).values())[-1] == (KARINE, "set_my_commands")
