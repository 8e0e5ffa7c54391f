"""Random sequences of everybody's acts at the case desk, on the real storage and rules.

A postman stands for Telegram. After every act the promises are checked. There is no real time: all follows from the
seed.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from handlers.cases.clock.erasing import erase_cases_of
from handlers.cases.clock.timers import do_what_is_due
from handlers.cases.core import steps
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.outcomes import note_outcomes
from handlers.cases.core.piece import MessageKind, Piece
from handlers.cases.core.writing import write_to
from handlers.cases.staff.leaving import release_cases_of_the_gone
from handlers.talk.hours import Hours
from handlers.talk.permissions import Actor
from handlers.talk.tick import Tick
from handlers.talk.turn import Turn
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.case_copies import cases_with_card_in, cases_with_news
from storage.cases import Case, lock_case
from storage.database import Database
from storage.erasure import erase_person
from storage.outbox import Failure, OutboxMessage, State, record_sent, record_undeliverable
from storage.people import Person, mark_blocked, meet
from storage.records import METADATA
from storage.roles import Role, roles_of
from storage.schema import migrate
from tests.house import tick_at
from tests.reliability.desk.promises import Witness

PEOPLE = (101, 102)
STAFF = {201: ("delegate", "Karine Machat"), 202: ("delegate", "Elodie Truong"), 204: ("team", "Chloé Rivolet")}
PLACES = {"87": "Saint-Junien (87)", "79": "Niort (79)"}
BEGINNING = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
BLOCKED = "Forbidden: bot was blocked by the user"


@dataclass
class Storm:
    """One sequence. `run` returns the promises broken, each with the acts that led to it."""

    database: Database
    knowledge: Knowledge
    seed: int
    now: datetime = BEGINNING
    said: int = 0
    acts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.witness = Witness(self.database)

    async def run(self, length: int) -> list[str]:
        await self._begin()
        for _ in range(length):
            self.now += timedelta(minutes=self.random.choice((1, 5, 30, 240, 1440)))
            act = self.random.choices(list(_ACTS), weights=list(_ACTS.values()))[0]
            self.acts.append(act.__name__)
            await act(self)
            if problems := await self.witness.look():
                return [f"seed {self.seed}, after {' '.join(self.acts)}: {problem}" for problem in problems]
        await self._calm_down()
        return [f"seed {self.seed}, at the end: {problem}" for problem in await self.witness.look(at_rest=True)]

    async def _begin(self) -> None:
        async with self.database.transaction() as session:
            for table in reversed(METADATA.sorted_tables):
                await session.execute(delete(table))
            for telegram_id, (role, name) in STAFF.items():
                await meet(session, telegram_id, self.now)
                session.add(Role(telegram_id=telegram_id, role=role, name=name, linked_at=self.now))
            for telegram_id in PEOPLE:
                await meet(session, telegram_id, self.now)

    async def _calm_down(self) -> None:
        for _ in range(12):
            await self._carry(everything=True)
            await self._tick()
            async with self.database.reading() as session:
                waiting = await session.scalar(select(OutboxMessage.id).where(OutboxMessage.state == State.WAITING))
                if waiting is None and not await cases_with_news(session):
                    return

    def _desk(self, session: object) -> Desk:
        return desk_of(self._tick_of(session))

    def _tick_of(self, session: object) -> Tick:
        return tick_at(session, self.now, self.knowledge)  # type: ignore[arg-type]

    async def _tick(self) -> None:
        for duty in (note_outcomes, release_cases_of_the_gone, do_what_is_due):
            async with self.database.transaction() as session:
                await duty(self._tick_of(session))

    async def _carry(self, *, everything: bool) -> None:
        """Deliver in order some of what waits, or everything; some of it meets a block."""
        async with self.database.transaction() as session:
            rows = await session.scalars(
                select(OutboxMessage).where(OutboxMessage.state == State.WAITING).order_by(OutboxMessage.id)
            )
            for row in rows.all():
                if not everything and self.random.random() < 0.3:
                    continue
                if await _has_blocked(session, row.chat_id):
                    await record_undeliverable(session, row.id, BLOCKED, self.now, Failure.BLOCKED)
                else:
                    await record_sent(session, row.id, row.id + 1_000, self.now)

    async def open(self) -> None:
        person = self.random.choice(PEOPLE)
        department = self.random.choice([*PLACES, None])
        async with self.database.transaction() as session:
            await meet(session, person, self.now)
            new = NewCase(
                person, f"Personne {person}", [self._piece(person)], department=department,
                place=PLACES.get(department or ""),
            )  # fmt: skip
            await open_case(self._desk(session), new)

    def _piece(self, author: int) -> Piece:
        self.said += 1
        self.witness.wrote(author, self.said)
        kind = self.random.choice((MessageKind.TEXT, MessageKind.TEXT, "photo"))
        return Piece(self.said, kind, f"secret-{author}-{self.said}" if kind == MessageKind.TEXT else "")

    async def write(self) -> None:
        """Write to any case, as a person or staff, with the right to or without."""
        author = self.random.choice([*PEOPLE, *STAFF])
        async with self.database.transaction() as session:
            person = await meet(session, author, self.now)
            case = await self._any_case(session)
            if case is not None:
                roles = await roles_of(session, author)
                turn = Turn(
                    session=session, now=self.now, machine_now=self.now, knowledge=self.knowledge, hours=Hours(),
                    person=person, chat_id=author, update_id=self.said, roles=roles,
                    actors=frozenset({Actor.PERSON, *(Actor(role.role) for role in roles)}),
                )  # fmt: skip
                await write_to(turn, case.id, self._piece(author))

    async def _any_case(self, session: object) -> Case | None:
        ids = (await session.scalars(select(Case.id).order_by(Case.id))).all()  # type: ignore[attr-defined]
        return await lock_case(session, self.random.choice(ids)) if ids else None  # type: ignore[arg-type]

    async def press(self) -> None:
        """Press something under a card, as staff who have it or as the team under any."""
        actor = self.random.choice(list(STAFF))
        role, name = STAFF[actor]
        async with self.database.transaction() as session:
            case = await self._any_case(session)
            if case is None or not await roles_of(session, actor):
                return
            oversees = role == "team"
            if not oversees and case.id not in await cases_with_card_in(session, actor):
                return
            desk = self._desk(session)
            what = self.random.choice(("take", "take", "transfer", "close", "reopen"))
            if what == "take":
                await steps.take(desk, case, actor, name)
            elif what == "transfer":
                to = self.random.choice([other for _, other in STAFF.values() if other != name])
                await steps.transfer(desk, case, actor, name, to, oversees=oversees)
            elif what == "close":
                await steps.close(desk, case, actor, name, oversees=oversees)
            else:
                await steps.reopen(desk, case, name)

    async def withdraw(self) -> None:
        async with self.database.transaction() as session:
            case = await self._any_case(session)
            if case is not None:
                await steps.withdraw(self._desk(session), case)

    async def carry(self) -> None:
        await self._carry(everything=False)
        await self._tick()

    async def block(self) -> None:
        async with self.database.transaction() as session:
            await mark_blocked(session, self.random.choice([*PEOPLE, *STAFF]), self.now)

    async def come_back(self) -> None:
        async with self.database.transaction() as session:
            for telegram_id in (*PEOPLE, *STAFF):
                await meet(session, telegram_id, self.now)

    async def leave(self) -> None:
        """End the role of one of staff, or link them again."""
        telegram_id = self.random.choice(list(STAFF))
        async with self.database.transaction() as session:
            if await roles_of(session, telegram_id):
                await session.execute(delete(Role).where(Role.telegram_id == telegram_id))
            else:
                role, name = STAFF[telegram_id]
                session.add(Role(telegram_id=telegram_id, role=role, name=name, linked_at=self.now))
        await self._tick()

    async def erase(self) -> None:
        person = self.random.choice(PEOPLE)
        async with self.database.transaction() as session:
            await erase_cases_of(self._desk(session), person)
            await erase_person(session, person, self.now)
        self.witness.erased(person)


def storms_apart(address: Address, seeds: Iterable[int], length: int) -> list[str]:
    """Run the sequences of these seeds in a process and on a database of its own."""
    return asyncio.run(_storms(address, seeds, length))


async def _storms(address: Address, seeds: Iterable[int], length: int) -> list[str]:
    knowledge, database = Knowledge.load(), Database(address)
    await migrate(database)
    try:
        return [problem for seed in seeds for problem in await Storm(database, knowledge, seed).run(length)]
    finally:
        await database.close()


async def _has_blocked(session: object, chat_id: int) -> bool:
    found = select(Person.id).where(Person.telegram_id == chat_id, Person.blocked_at.is_not(None))
    return await session.scalar(found) is not None  # type: ignore[attr-defined]


_ACTS: dict[Callable[[Storm], Awaitable[None]], int] = {
    Storm.open: 4, Storm.write: 9, Storm.press: 8, Storm.carry: 9, Storm.withdraw: 1, Storm.block: 1,
    Storm.come_back: 1, Storm.leave: 1, Storm.erase: 1,
}  # fmt: skip
