"""The digest tells each member of staff what waits for them, and nobody for whom nothing does; on both databases."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from handlers.cases.clock.digest import Part, part_of, send_digests
from handlers.cases.clock.digest_times import AFTERNOON, MORNING, last_digest, next_digest
from handlers.cases.clock.timers import escalate
from handlers.cases.core.desk import Desk
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.piece import MessageKind, Piece
from handlers.cases.core.steps import take
from handlers.talk.hours import Hours
from handlers.talk.permissions import Actor
from handlers.talk.replies import plain_text
from handlers.talk.worktime import WorkTime
from knowledge.snapshot import Knowledge
from storage.absences import Absence
from storage.cases import Case, State, ids_of_due_cases, lock_case
from storage.database import Database
from storage.outbox import OutboxMessage, Priority
from storage.people import mark_blocked, meet
from storage.roles import Role
from tests.house import acting, tick_at

PARIS = ZoneInfo("Europe/Paris")
WORK = WorkTime(Hours())
KARINE, ELODIE, AICHA = 201, 202, 101
NAMES = {KARINE: "Karine Machat", ELODIE: "Elodie Truong"}


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of December 2026, whose first day is a Tuesday."""
    return datetime(2026, 12, day, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("now", "due", "following"),
    [
        (on(1, 8, 29), None, on(1, 8, 30)),
        (on(1, 8, 30), MORNING, on(1, 14)),
        (on(1, 9, 29), MORNING, on(1, 14)),
        (on(1, 9, 30), None, on(1, 14)),
        (on(1, 14, 1), AFTERNOON, on(2, 8, 30)),
        (on(4, 20), None, on(7, 8, 30)),  # over a weekend
        (on(25, 8, 30), None, on(28, 8, 30)),  # Christmas, a Friday
    ],
)
def test_digest_comes_twice_on_working_days(now: datetime, due: time | None, following: datetime) -> None:
    last = last_digest(now, WORK)
    assert (last[0] if last else None, next_digest(now, WORK)) == (due, following)


@pytest.mark.parametrize(
    ("state", "promise", "later", "replied", "part"),
    [
        (State.NEW, on(1, 9), None, False, Part.LATE),
        (State.TAKEN, on(1, 9), on(7, 9), False, Part.LATE),  # put off, and late
        (State.NEW, on(1, 17), None, False, Part.TODAY),
        (State.NEW, on(2, 9), None, False, Part.NEW),
        (State.NEW, None, None, False, Part.NEW),
        (State.TAKEN, on(2, 9), None, True, Part.ANSWERED),
        (State.TAKEN, on(2, 9), None, False, None),
        (State.TAKEN, on(8, 9), on(7, 9), True, None),  # put off
        (State.WAITING, on(1, 9), None, True, None),
    ],
)
def test_case_stands_in_one_part(
    state: State, promise: datetime | None, later: datetime | None, replied: bool, part: Part | None
) -> None:
    case = Case(person_name="A", telegram_id=1, state=state, role="delegate", referent="K", opened_at=on(1, 8))
    case.promise_at, case.later_until, case.first_reply_at = promise, later, on(1, 8) if replied else None
    assert part_of(case, on(1, 10), on(2, 0)) is part


@dataclass
class Mornings:
    """A database in which Karine and Elodie are linked, and cases are opened for Karine."""

    database: Database
    knowledge: Knowledge

    async def opens(self, moment: datetime, *, taken: bool = False, danger: tuple[str, ...] = ()) -> int:
        async with self.database.transaction() as session:
            desk = Desk(**acting(session, moment, actor=Actor.PERSON).fields, knowledge=self.knowledge)
            piece = Piece(1, MessageKind.TEXT, "On reprend l'ancien bureau de poste")
            new = NewCase(AICHA, "Aïcha Morel", [piece], place="Guéret (23)", to=NAMES[KARINE], danger=danger)
            case = await open_case(desk, new)
            assert case is not None
            if taken:
                await take(desk, case, KARINE, NAMES[KARINE])
            return case.id

    async def sent(self, moment: datetime) -> dict[int, list[str]]:
        """Do the duty at this moment, and return the lines of the digest of each who got one."""
        async with self.database.transaction() as session:
            before = set(await session.scalars(select(OutboxMessage.id)))
            await send_digests(tick_at(session, moment, self.knowledge))
            rows = [one for one in await session.scalars(select(OutboxMessage)) if one.id not in before]
            assert all(one.priority == Priority.REMINDER for one in rows)
            return {one.chat_id: plain_text(one.params["text"]).split("\n") for one in rows}


@pytest.fixture
async def mornings(database: Database, knowledge: Knowledge) -> Mornings:
    async with database.transaction() as session:
        for telegram_id, name in NAMES.items():
            await meet(session, telegram_id, on(1, 8))
            session.add(Role(telegram_id=telegram_id, role="delegate", name=name, linked_at=on(1, 8)))
    here = Mornings(database, knowledge)
    assert await here.sent(on(1, 8, 30)) == {}  # the first time only plans the next
    return here


async def test_digest_goes_to_who_has_the_case_and_only_where_something_waits(mornings: Mornings) -> None:
    assert await mornings.sent(on(1, 14)) == {}
    await mornings.opens(on(1, 15))
    line = ["1 · Aïcha Morel · Guéret", "« On reprend l'ancien bureau de poste »"]
    assert await mornings.sent(on(2, 8, 30)) == {
        KARINE: ["Vos demandes ce matin", "", "Attendues aujourd'hui (1)", *line]
    }
    assert await mornings.sent(on(2, 14)) == {}  # nothing is late
    assert await mornings.sent(on(3, 8, 31)) == {KARINE: ["Vos demandes ce matin", "", "⚠️ En retard (1)", *line]}
    assert await mornings.sent(on(3, 14)) == {
        KARINE: ["Vos demandes en retard, à mi-journée", "", "⚠️ En retard (1)", *line]
    }
    async with mornings.database.transaction() as session:
        case = await lock_case(session, 1)
        assert case is not None
        case.state, case.owner_id, case.owner_name = State.WAITING, KARINE, NAMES[KARINE]
    assert await mornings.sent(on(4, 8, 30)) == {}


async def test_nothing_in_an_absence_and_the_stand_in_gets_both(mornings: Mornings) -> None:
    await mornings.opens(on(1, 15), taken=True)
    day = timedelta(days=1)
    async with mornings.database.transaction() as session:
        away = Absence(telegram_id=KARINE, begins_at=on(2, 0), ends_at=on(2, 0) + 5 * day, stand_in=NAMES[ELODIE])
        session.add(away)
    sent = await mornings.sent(on(2, 8, 30))
    assert {chat_id: lines[3:] for chat_id, lines in sent.items()} == {
        ELODIE: ["1 · Aïcha Morel · Guéret", "« On reprend l'ancien bureau de poste »", "pour Karine Machat"]
    }


async def test_many_cases_are_one_message(mornings: Mornings) -> None:
    for _ in range(13):
        await mornings.opens(on(1, 15))
    lines = (await mornings.sent(on(2, 8, 30)))[KARINE]
    assert (lines[2], lines[-1]) == ("Attendues aujourd'hui (13)", "Et 3 autres : « Tous les dossiers ».")


async def test_case_with_danger_is_marked_and_stands_first_in_its_part(mornings: Mornings) -> None:
    await mornings.opens(on(1, 15))
    await mornings.opens(on(1, 16), danger=("health",))
    lines = (await mornings.sent(on(2, 8, 30)))[KARINE]
    assert [lines[3], lines[6]] == ["⚠️ 2 · Aïcha Morel · Guéret", "1 · Aïcha Morel · Guéret"]


async def test_message_held_back_is_told(mornings: Mornings) -> None:
    async with mornings.database.transaction() as session:
        person = await meet(session, KARINE, on(1, 16))
        person.held_back = [{"m": m, "album": None, "rest": [], "at": on(1, 16, m).isoformat()} for m in (5, 50)]
    assert await mornings.sent(on(2, 8, 30)) == {
        KARINE: ["Vos demandes ce matin", "", "2 messages ne sont pas partis : dites pour qui."]
    }
    async with mornings.database.reading() as session:
        row = await session.scalar(select(OutboxMessage))
    assert row is not None
    labels = [key["text"] for [key] in row.params["reply_markup"]["inline_keyboard"]]
    assert labels == ["Pour qui ? Écrit hier à 16 h 05", "Pour qui ? Écrit hier à 16 h 50"]


async def test_late_case_that_nobody_hears_of_is_looked_at_again(mornings: Mornings) -> None:
    """Nobody of the team is linked, and the referent has blocked the bot: no digest names the case."""
    await mornings.opens(on(1, 15))
    async with mornings.database.transaction() as session:
        await mark_blocked(session, KARINE, on(1, 16))
        case = await lock_case(session, 1)
        assert case is not None
        await escalate(Desk(**acting(session, on(2, 15)).fields, knowledge=mornings.knowledge), case)
    async with mornings.database.transaction() as session:
        await mark_blocked(session, KARINE, None)
        assert list(await ids_of_due_cases(session, on(3, 15, 1))) == [1]
