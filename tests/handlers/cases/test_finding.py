"""The desk of somebody with many cases: they stand in groups, and are found by words, on both databases."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from handlers.cases.core.desk import Desk
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.piece import MessageKind, Piece
from handlers.cases.staff.finding import sought, words_of, write_words_of_changed
from handlers.cases.staff.groups import Group, in_groups
from handlers.cases.staff.naming import first_words
from handlers.talk.permissions import Actor
from knowledge.snapshot import Knowledge
from storage.absences import Absence
from storage.case_messages import NOTE, PERSON, CaseMessage
from storage.case_search import cases_found, seen_by, seen_by_all
from storage.cases import Case, State, lock_case
from storage.database import Database
from storage.erasure import erase_person
from storage.people import meet
from storage.roles import Role
from tests.house import acting

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
KARINE, ELODIE = 201, 202
NAMES = {KARINE: "Karine Machat", ELODIE: "Elodie Truong"}


def an_open_case(number: int, state: State, **more: datetime) -> Case:
    case = Case(person_name="A", telegram_id=1, state=state, role="delegate", referent="K", opened_at=NOW, **more)
    case.id = number
    return case


def said(words: str, *, author: str = PERSON, kind: str = "text", is_cut: bool = False) -> CaseMessage:
    return CaseMessage(
        case_id=1,
        author=author,
        telegram_id=1,
        author_name="A",
        message_id=1,
        kind=kind,
        written_at=NOW,
        excerpt=words,
        is_cut=is_cut,
    )


def test_cases_stand_in_groups_the_most_pressing_first() -> None:
    hour = timedelta(hours=1)
    cases = [
        an_open_case(1, State.WAITING, waiting_since=NOW - 2 * hour),
        an_open_case(2, State.TAKEN, promise_at=NOW + 2 * hour, later_until=NOW + hour),
        an_open_case(3, State.NEW, promise_at=NOW + 3 * hour),
        an_open_case(4, State.NEW, promise_at=NOW - hour),
        an_open_case(5, State.WAITING, waiting_since=NOW - hour),
        an_open_case(6, State.TAKEN, promise_at=NOW + hour),
        an_open_case(7, State.TAKEN, promise_at=NOW - 2 * hour, later_until=NOW + hour),  # put off, and late
        an_open_case(8, State.NEW),  # nobody was reached: no promise
        an_open_case(9, State.NEW, promise_at=NOW + 4 * hour),
    ]
    late, due, waiting, later = Group
    assert [(group, case.id) for group, case in in_groups(cases, NOW, {9, 1})] == [
        (late, 7),
        (late, 4),
        (due, 9),  # a danger was told in it
        (due, 6),
        (due, 3),
        (due, 8),
        (waiting, 1),  # in this one too
        (waiting, 5),
        (later, 2),
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Guéret", ("gueret",)),
        ("Aïcha MOREL à Saint-Junien", ("aicha", "morel", "saint", "junien")),
        ("n° 12", ("12",)),
        ("06 12 34 56 78", ("0612345678",)),
        ("à", ("a",)),
        ("%", ()),
        ("🙂 ...", ()),
        ("a" * 4000, ("a" * 44,)),
        ("x" * 30 + " " + "y" * 30, ("x" * 30,)),
    ],
)
def test_words_typed_are_folded_and_fit_into_a_button(typed: str, words: Sequence[str]) -> None:
    assert sought(typed) == words


def test_first_words_tell_the_demand() -> None:
    assert first_words([said("Bonjour"), said("On reprend l'ancien bureau de poste")]) == (
        "« On reprend l'ancien bureau de poste »"
    )
    assert first_words([said("", kind="photo")]) == "photo"
    assert first_words([said("Bonjour"), said("Une note", author=NOTE)]) == "« Bonjour »"
    assert first_words([said("mot " * 40)]) == f"« {'mot ' * 8}mot… »"
    assert first_words([]) == ""


@dataclass
class Archive:
    """A database with cases, of which Karine and Elodie see some."""

    database: Database
    knowledge: Knowledge
    numbers: dict[str, int] = field(default_factory=dict)

    async def opens(self, name: str, words: str, place: str, to: int = KARINE) -> None:
        async with self.database.transaction() as session:
            desk = Desk(**acting(session, NOW, actor=Actor.PERSON).fields, knowledge=self.knowledge)
            person = 1000 + len(self.numbers)
            await meet(session, person, NOW)
            pieces = [Piece(len(self.numbers) + 1, MessageKind.TEXT, words)]
            case = await open_case(desk, NewCase(person, name, pieces, place=place, to=NAMES[to]))
            assert case is not None
            self.numbers[name] = case.id

    async def finds(self, typed: str, who: int | None = KARINE) -> list[str]:
        async with self.database.transaction() as session:
            desk = Desk(**acting(session, NOW).fields, knowledge=self.knowledge)
            await write_words_of_changed(desk)
            seen = seen_by_all() if who is None else seen_by(who, NAMES[who], NOW)
            count, found = await cases_found(session, sought(typed), seen, first=0, most=8)
            assert count == len(found)
            return [case.person_name for case in found]


@pytest.fixture
async def archive(database: Database, knowledge: Knowledge) -> Archive:
    async with database.transaction() as session:
        for telegram_id, name in NAMES.items():
            await meet(session, telegram_id, NOW)
            session.add(Role(telegram_id=telegram_id, role="delegate", name=name, linked_at=NOW))
    here = Archive(database, knowledge)
    await here.opens("Aïcha Morel", "On voudrait reprendre l'ancien bureau de poste", "Saint-Junien (87)")
    await here.opens("Bao Tran", "Un café associatif", "Guéret (23)")
    await here.opens("Carla Diaz", "Un fablab, et un café", "Niort (79)", to=ELODIE)
    return here


async def test_cases_are_found_by_name_town_number_and_words(archive: Archive) -> None:
    both = ["Bao Tran", "Aïcha Morel"]
    for typed, found in (
        ("aicha", ["Aïcha Morel"]),
        ("GUÉRET", ["Bao Tran"]),
        ("87", ["Aïcha Morel"]),
        ("bureau post", ["Aïcha Morel"]),
        (f"n° {archive.numbers['Bao Tran']}", ["Bao Tran"]),
        ("un", ["Bao Tran"]),
        ("morel café", []),
        ("ureau", []),
    ):
        assert await archive.finds(typed) == found, typed
    assert await archive.finds("café", ELODIE) == ["Carla Diaz"]  # a delegate finds only hers
    assert await archive.finds("café", None) == ["Carla Diaz", "Bao Tran"]
    async with archive.database.transaction() as session:
        closed = await lock_case(session, archive.numbers["Bao Tran"])
        assert closed is not None
        closed.state, closed.closed_at, closed.phone, closed.is_findable = State.CLOSED, NOW, "0612345678", False
    assert await archive.finds("06 12 34 56 78") == ["Bao Tran"]
    assert await archive.finds("machat") == []
    for name in both:
        assert await archive.finds(name) == [name]


async def test_stand_in_finds_the_cases_of_who_is_away(archive: Archive) -> None:
    async with archive.database.transaction() as session:
        case = await lock_case(session, archive.numbers["Bao Tran"])
        assert case is not None
        case.state, case.owner_id, case.owner_name = State.TAKEN, KARINE, NAMES[KARINE]
        day = timedelta(days=1)
        session.add(Absence(telegram_id=KARINE, begins_at=NOW - day, ends_at=NOW + day, stand_in=NAMES[ELODIE]))
    assert await archive.finds("café", ELODIE) == ["Carla Diaz", "Bao Tran"]


async def test_words_of_somebody_erased_find_nothing(archive: Archive) -> None:
    number = archive.numbers["Aïcha Morel"]
    async with archive.database.transaction() as session:
        noted = said("Voir la girafe", author=NOTE)
        noted.case_id, noted.telegram_id = number, ELODIE
        session.add(noted)
    assert await archive.finds("girafe") == ["Aïcha Morel"]
    async with archive.database.transaction() as session:
        await erase_person(session, ELODIE, NOW)
    assert (await archive.finds("girafe"), await archive.finds("morel")) == ([], ["Aïcha Morel"])


def test_words_of_a_case_are_bounded() -> None:
    case = an_open_case(7, State.NEW)
    many = words_of(case, [said(" ".join(f"mot{rank}" for rank in range(400)))], "")
    assert (len(many), list(many)[:3]) == (300, ["7", "mot0", "mot1"])
