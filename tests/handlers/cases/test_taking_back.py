"""A message is taken back by its author, of either side: what the other end keeps, who is told, what is due then."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.cases.core import steps
from handlers.cases.core.cards import compose, view_of
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.outcomes import note_outcomes
from handlers.cases.core.piece import MessageKind, Piece
from handlers.cases.core.receipts import give_receipt
from handlers.cases.core.relay import keep_message, pass_to_person, pass_to_staff
from handlers.cases.core.rules import Stays
from handlers.cases.core.taking_back import take_back
from handlers.talk.refusal import Refusal
from handlers.talk.replies import plain_text
from knowledge.snapshot import Knowledge
from storage.case_copies import cases_heard_from
from storage.case_events import history_of
from storage.case_messages import PERSON, STAFF, message_written
from storage.cases import Case, State, lock_case
from storage.database import Database
from storage.outbox import Failure, OutboxMessage, record_sent, record_undeliverable
from storage.outbox import State as Sending
from storage.people import meet
from storage.roles import Role
from tests.house import tick_at

pytestmark = pytest.mark.both_databases

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)  # a Tuesday, ten o'clock in Paris
KARINE, AICHA = 201, 101
NAMES = {KARINE: "Karine Machat", AICHA: "Aïcha Morel"}


@dataclass
class House:
    """A case of Aïcha's that Karine has taken, and a postman, who shows each of the two what was sent to them."""

    database: Database
    knowledge: Knowledge
    now: datetime = NOW
    blocked: set[int] = field(default_factory=set)
    shown: dict[int, dict[int, str]] = field(default_factory=lambda: {KARINE: {}, AICHA: {}})
    written: int = 9

    @asynccontextmanager
    async def at_case(self) -> AsyncIterator[tuple[Desk, Case]]:
        async with self.database.transaction() as session:
            desk = desk_of(tick_at(session, self.now, self.knowledge))
            case = await lock_case(session, 1)
            assert case is not None
            yield desk, case

    async def writes(self, author: int, words: str = "Bonjour", kind: str = MessageKind.TEXT, album: str = "") -> int:
        """Let one of the two write to the other, and return the id of the message."""
        self.written += 1
        has_words = kind == MessageKind.TEXT
        piece = Piece(self.written, kind, words, html=words, length=len(words), carrier="text" if has_words else "",
                      album=album or None)  # fmt: skip
        async with self.at_case() as (desk, case):
            by_staff = author == KARINE
            side = STAFF if by_staff else PERSON
            message = await keep_message(desk, case, side, author, NAMES[author], piece)
            whom = NAMES[AICHA if by_staff else KARINE]
            await give_receipt(desk, case, message, whom, album=piece.album)
            if by_staff:
                await pass_to_person(desk, case, message, NAMES[KARINE], piece)
            else:
                await steps.ask(desk, case)
                await pass_to_staff(desk, case, [message], [KARINE], piece=piece)
        return self.written

    async def takes_back(self, author: int, number: int) -> Refusal[Stays] | None:
        async with self.at_case() as (desk, case):
            (message,) = await message_written(desk.session, author, number)
            return await take_back(desk, case, message)

    async def carries(self) -> None:
        """Deliver what waits, in order, and note the outcomes until there is nothing more to do."""
        for _ in range(3):
            async with self.database.transaction() as session:
                waiting = select(OutboxMessage).where(OutboxMessage.state == Sending.WAITING)
                for row in (await session.scalars(waiting.order_by(OutboxMessage.id))).all():
                    if row.chat_id in self.blocked:
                        await record_undeliverable(session, row.id, "blocked", self.now, Failure.BLOCKED)
                    else:
                        self._show(row)
                        made = row.id if row.method.startswith(("send", "copy")) else None
                        await record_sent(session, row.id, made, self.now)
            async with self.database.transaction() as session:
                await note_outcomes(tick_at(session, self.now, self.knowledge))

    def _show(self, row: OutboxMessage) -> None:
        screen = self.shown[row.chat_id]
        number = row.params.get("message_id") if row.method.startswith(("edit", "delete")) else row.id
        if row.method == "delete_message":
            screen.pop(number or row.aims_at or 0, None)
        elif not row.method.startswith("copy"):
            screen[number or row.aims_at or 0] = plain_text(row.params["text"])
        else:
            screen[row.id] = "a picture"

    def reads(self, who: int) -> str:
        return "\n--\n".join(self.shown[who].values())

    async def card(self) -> str:
        async with self.at_case() as (desk, case):
            return compose(desk, await view_of(desk, case), case.owner_id or KARINE, ()).plain

    async def case(self) -> Case:
        async with self.at_case() as (_, case):
            return case

    async def history(self) -> list[str]:
        async with self.database.reading() as session:
            return [event.what for event in await history_of(session, 1)]


@pytest.fixture
async def house(database: Database, knowledge: Knowledge) -> House:
    house = House(database, knowledge)
    async with database.transaction() as session:
        for telegram_id in NAMES:
            await meet(session, telegram_id, NOW)
        session.add(Role(telegram_id=KARINE, role="delegate", name=NAMES[KARINE], linked_at=NOW))
        desk = desk_of(tick_at(session, NOW, knowledge))
        first = Piece(1, MessageKind.TEXT, "On reprend l'ancienne poste")
        case = await open_case(desk, NewCase(AICHA, NAMES[AICHA], [first], place="Guéret (23)", to=NAMES[KARINE]))
        assert case is not None
        await steps.take(desk, case, KARINE, NAMES[KARINE])
    await house.carries()
    return house


async def test_answer_taken_back_is_gone_told_to_both_and_due_again(house: House) -> None:
    opened = await house.case()
    number = await house.writes(KARINE, "12 rue des Arènes")
    await house.carries()
    assert "12 rue des Arènes" in house.reads(AICHA)
    assert (await house.case()).state == State.WAITING
    house.now += timedelta(minutes=5)
    assert await house.takes_back(KARINE, number) is None
    await house.carries()
    assert "Arènes" not in house.reads(AICHA) + house.reads(KARINE) + await house.card()
    assert (
        "Karine Machat · demande n° 1\nMessage retiré : il n'est plus ici.\nRéponse attendue d'ici demain à 10 h."
        in (house.reads(AICHA))
    )
    assert "Retiré à 10 h 05 : Aïcha Morel ne l'a plus ici.\nIl a pu être lu avant." in house.reads(KARINE)
    assert "Karine Machat : message retiré" in await house.card()
    case = await house.case()
    assert (case.state, case.first_reply_at) == (State.TAKEN, None)
    assert (case.promise_at, case.remind_at) == (opened.promise_at, opened.remind_at)
    assert (await house.history())[-3:] == ["answered", "taken back", "ask"]
    async with house.database.reading() as session:
        assert [one.id for one in await cases_heard_from(session, AICHA, NOW)] == [1]  # what she says is for her
    assert await house.takes_back(KARINE, number) == Refusal(Stays.GONE)


async def test_one_of_two_answers_taken_back_leaves_the_case_answered(house: House) -> None:
    await house.writes(KARINE, "Je peux mardi")
    second = await house.writes(KARINE, "Ceci était pour Bao")
    await house.carries()
    await house.takes_back(KARINE, second)
    await house.carries()
    assert (await house.case()).state == State.WAITING
    assert ("mardi" in house.reads(AICHA), "pour Bao" in house.reads(AICHA)) == (True, False)
    assert "Réponse attendue d'ici" not in house.reads(AICHA).split("Message retiré")[1]


async def test_question_taken_back_is_gone_from_all_and_no_more_due(house: House) -> None:
    await house.writes(KARINE, "Je peux mardi")
    await house.carries()
    number = await house.writes(AICHA, "Mon mari me bat ? non, erreur")
    await house.carries()
    assert (await house.case()).state == State.TAKEN
    assert await house.takes_back(AICHA, number) is None
    await house.carries()
    assert "erreur" not in house.reads(KARINE) + await house.card()
    assert "Aïcha Morel · Guéret · n° 1\nMessage retiré : il n'est plus ici." in house.reads(KARINE)
    assert (await house.case()).state == State.WAITING


async def test_album_is_taken_back_whole_with_the_line_that_named_it(house: House) -> None:
    first = await house.writes(KARINE, "", "photo", album="a")
    await house.writes(KARINE, "", "photo", album="a")
    await house.carries()
    assert (house.reads(AICHA).count("a picture"), house.reads(AICHA).count("Karine Machat · demande")) == (2, 2)
    await house.takes_back(KARINE, first)
    await house.carries()
    assert "a picture" not in house.reads(AICHA)
    assert house.reads(AICHA).count("Karine Machat · demande n° 1") == 1  # the one that says that it was taken back


async def test_message_still_on_its_way_is_taken_back_and_is_no_answer(house: House) -> None:
    number = await house.writes(KARINE, "12 rue des Arènes")
    assert await house.takes_back(KARINE, number) is None
    async with house.database.reading() as session:
        waiting = await session.scalars(select(OutboxMessage.params).where(OutboxMessage.state == Sending.WAITING))
        assert any("⏳ Je retire ce message chez Aïcha Morel…" in str(one) for one in waiting)
    await house.carries()
    assert "Arènes" not in house.reads(AICHA)
    assert "Retiré à 10 h : Aïcha Morel ne l'a plus ici." in house.reads(KARINE)
    assert (await house.case()).state == State.TAKEN
    assert "answered" not in await house.history()


async def test_message_taken_back_after_the_other_side_answered_says_that_it_was_read(house: House) -> None:
    number = await house.writes(KARINE, "12 rue des Arènes")
    await house.carries()
    await house.writes(AICHA, "J'y serai")
    await house.carries()
    assert await house.takes_back(KARINE, number) is None
    await house.carries()
    assert "Arènes" not in house.reads(AICHA)
    assert "Il a sans doute été lu : une réponse est venue depuis." in house.reads(KARINE)
    assert (await house.case()).state == State.TAKEN


@pytest.mark.parametrize("arrived", [True, False])
async def test_message_to_somebody_who_blocked_the_bot(house: House, *, arrived: bool) -> None:
    number = await house.writes(KARINE, "12 rue des Arènes")
    await house.carries() if arrived else None
    house.blocked.add(AICHA)
    await house.carries()
    assert await house.takes_back(KARINE, number) is None
    await house.carries()
    receipt = house.reads(KARINE)
    assert ("✗ Pas retiré chez Aïcha Morel : cette personne a bloqué le robot." in receipt) is arrived
    assert ("Retiré à 10 h : Aïcha Morel ne l'a plus ici." in receipt) is not arrived


async def test_message_of_more_than_two_days_stays_where_it_is(house: House) -> None:
    number = await house.writes(KARINE, "12 rue des Arènes")
    await house.carries()
    house.now += timedelta(hours=47)
    assert await house.takes_back(KARINE, number) == Refusal(Stays.TOO_OLD)
    await house.carries()
    assert "Arènes" in house.reads(AICHA)


async def test_message_of_a_closed_case_is_taken_back_and_nothing_else_changes(house: House) -> None:
    number = await house.writes(KARINE, "12 rue des Arènes")
    await house.carries()
    async with house.at_case() as (desk, case):
        await steps.close(desk, case, KARINE, NAMES[KARINE], oversees=False)
    assert await house.takes_back(KARINE, number) is None
    await house.carries()
    assert ("Arènes" in house.reads(AICHA), (await house.case()).state) == (False, State.CLOSED)
