"""The partners' programme: once a month, on its first working day, with links that count for them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.announcements.programme import is_programme_due, is_the_day, send_programme, source_of
from handlers.announcements.rules import Segment, audience_of
from handlers.talk.hours import Hours
from knowledge.snapshot import Knowledge
from storage.audiences import people_in
from storage.database import Database
from storage.meetings import Meeting, MeetingState
from storage.outbox import OutboxMessage
from storage.people import meet
from storage.registrations import Registration, Status
from storage.roles import Role
from tests.house import tick_at

FIRST = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)  # a Monday, ten in the morning in Paris


@pytest.mark.parametrize(
    ("moment", "is_it"),
    [
        (FIRST, True),
        (FIRST.replace(hour=7), False),  # eight in the morning: the team has not begun its day
        (FIRST + timedelta(days=1), False),
        (datetime(2027, 1, 1, 10, 0, tzinfo=UTC), False),  # New Year's Day
        (datetime(2027, 1, 4, 10, 0, tzinfo=UTC), True),  # the Monday after it
        (datetime(2027, 5, 3, 10, 0, tzinfo=UTC), True),  # the first of May is a Saturday and a holiday
        (FIRST.replace(hour=22), False),
    ],
)
def test_day_of_the_programme_is_the_first_that_is_worked(moment: datetime, is_it: bool) -> None:
    assert is_the_day(Hours(), moment) is is_it


@pytest.mark.parametrize(
    ("name", "source"),
    [("Incubateur Émergence", "incubateur-emergence"), ("🙂", "partenaire"), ("A" * 80, "a" * 32)],
)
def test_source_is_what_a_link_may_carry(name: str, source: str) -> None:
    assert source_of(name) == source


async def _prepare(database: Database) -> None:
    async with database.transaction() as session:
        for telegram_id, role, name in ((11, "partner", "Incubateur Émergence"), (12, "partner", "Région"),
                                        (13, "team", "Chloé Rivolet")):  # fmt: skip
            await meet(session, telegram_id, FIRST)
            session.add(Role(telegram_id=telegram_id, role=role, name=name, linked_at=FIRST))
        start = FIRST + timedelta(days=3)
        session.add(Meeting(uid="u", kind="visio-porteurs", title="Visio <des projets>", starts_at=start,
                            ends_at=start + timedelta(hours=1), state=MeetingState.PUBLISHED,
                            created_at=FIRST))  # fmt: skip


async def test_each_partner_gets_it_once_with_links_of_their_own(database: Database, knowledge: Knowledge) -> None:
    await _prepare(database)
    for _ in range(2):
        async with database.transaction() as session:
            tick = replace(tick_at(session, FIRST, knowledge), bot_name="UnRobot")
            if await is_programme_due(tick):
                await send_programme(tick)
    async with database.reading() as session:
        rows = (await session.scalars(select(OutboxMessage).order_by(OutboxMessage.chat_id))).all()
    assert [row.chat_id for row in rows] == [11, 12]
    said = rows[0].params
    assert said["photo"] == {"qr": "https://t.me/UnRobot?start=s-incubateur-emergence"}
    assert "Visio &lt;des projets&gt;, jeudi 4 février à 10 h" in said["caption"]
    assert "https://t.me/UnRobot?start=i-1-incubateur-emergence" in said["caption"]
    assert rows[1].params["photo"] == {"qr": "https://t.me/UnRobot?start=s-region"}


async def test_message_to_a_meeting_reaches_its_registered_only(database: Database, knowledge: Knowledge) -> None:
    await _prepare(database)
    async with database.transaction() as session:
        for telegram_id, status in ((12, Status.REGISTERED), (13, Status.WAITING)):
            session.add(Registration(meeting_id=1, telegram_id=telegram_id, status=status, since=FIRST))
        await session.flush()
        audience = audience_of(None, Segment("meeting", "1"), knowledge.team)
        assert list(await session.scalars(people_in(audience))) == [12]
