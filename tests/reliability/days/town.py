"""The town of the days: three delegates, and people whose cases are filled up each morning."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, select

from handlers.cases.core.desk import desk_of
from handlers.cases.core.opening import NewCase, open_case
from handlers.cases.core.piece import MessageKind, Piece
from knowledge.snapshot import Knowledge
from storage.cases import OPEN, Case
from storage.database import Database
from storage.people import meet
from storage.records import METADATA
from storage.roles import Role
from tests.house import tick_at
from tests.reliability.days.exchange import Exchange
from tests.reliability.days.phone import Line, Phone
from tests.reliability.days.witness import Witness

MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
STAFF = {201: "Karine Machat", 202: "Elodie Truong", 203: "Sophie Jadin"}
PLACES = {201: ("Guéret (23)", "23"), 202: ("Niort (79)", "79"), 203: ("Bordeaux (33)", "33")}
FIRST = ("Aïcha", "Bao", "Cléo", "Dan", "Eva", "Fanny", "Gil", "Hugo", "Inès", "Jo", "Kim", "Léa", "Max", "Nour", "Ok")
LAST = ("Roy", "Morel", "Tran")
SAID = (
    "Je peux mardi",
    "oui",
    "D'accord",
    "12 rue des Arènes",
    "non pas mardi",
    "Merci",
    "Et le bail ?",
    "06 12 34 56 78",
)


@dataclass
class Town:
    """A town made from a seed; its bot dies in `kills` of its steps."""

    database: Database
    knowledge: Knowledge
    seed: int
    kills: float = 0.0
    cases_each: int = 15

    def __post_init__(self) -> None:
        self.chance, self.witness = random.Random(self.seed), Witness()
        self.town = Exchange(self.database, self.knowledge, self.chance, MONDAY, self.witness.look, kills=self.kills)

    async def begin(self) -> None:
        async with self.database.transaction() as session:
            for table in reversed(METADATA.sorted_tables):
                await session.execute(delete(table))
            for owner, name in STAFF.items():
                await meet(session, owner, self.town.now)
                session.add(Role(telegram_id=owner, role="delegate", name=name, linked_at=self.town.now))
                self.town.phones[owner] = Phone(owner, name)

    async def fill_up(self) -> None:
        """Let people open cases until each delegate has fifteen; one in ten has another with another delegate."""
        async with self.database.transaction() as session:
            desk = desk_of(tick_at(session, self.town.now, self.knowledge))
            for staff, name in STAFF.items():
                open_now = select(Case.id).where(Case.referent == name, Case.state.in_(OPEN))
                for _ in range(self.cases_each - len((await session.scalars(open_now)).all())):
                    phone = self._somebody()
                    await meet(session, phone.owner, self.town.now)
                    token = self.token(phone)
                    words = f"{self.chance.choice(SAID)} {token}"
                    line = phone.write(Line(self.town.number(), words, [], None, own=True, content={"text": words}))
                    piece = Piece(line.id, MessageKind.TEXT, words, html=words, length=len(words), carrier="text")
                    place, department = PLACES[staff]
                    new = NewCase(phone.owner, phone.name, [piece], department=department, place=place, to=name)
                    case = await open_case(desk, new)
                    assert case is not None
                    self.witness.people[case.id] = phone.owner
                    self.witness.wrote(token, phone.owner, [case.id])
        await self.town.carries()

    def _somebody(self) -> Phone:
        """Return a new person, whose name another may have, or one who has a case already."""
        people = [phone for owner, phone in self.town.phones.items() if owner not in STAFF]
        if people and self.chance.random() < 0.1:
            return self.chance.choice(people)
        owner = 1000 + len(people)
        phone = Phone(owner, f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}")
        self.town.phones[owner] = phone
        return phone

    def token(self, phone: Phone) -> str:
        return f"zq{phone.owner}x{self.town.number()}"
