"""Acts of privacy, on both databases: one's own data, which changes nothing, and the consent to keep the place."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from handlers.privacy.acts import NotKept, do_not_keep_place, keep_place
from handlers.privacy.own_data import Collector, OwnData
from handlers.reception.capabilities import CAPABILITIES
from handlers.talk.act import NotAllowed
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from storage.consents import Consent
from storage.database import Database
from storage.outbox import OutboxMessage
from storage.people import Person, meet
from storage.roles import Role
from storage.subscriptions import subscribe
from tests.house import acting

pytestmark = pytest.mark.both_databases

NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
AICHA, BAO = 7_311_992_845, 7_311_992_846
COLLECTOR = Collector(CAPABILITIES)


async def collected(database: Database, actor: Actor = Actor.PERSON) -> OwnData:
    """Collect what is kept of Aïcha, who wrote and subscribed in the same transaction; Bao and Karine are known too."""
    async with database.transaction() as session:
        (await meet(session, AICHA, NOON)).department = "87"
        (await meet(session, BAO, NOON)).department = "33"
        await subscribe(session, AICHA, "visios", "Oui, les visios", NOON)
        await subscribe(session, BAO, "formation", "Oui, la formation", NOON)
        session.add(Role(telegram_id=BAO, role="delegate", name="Karine Machat", linked_at=NOON))
        return await COLLECTOR.collect(acting(session, NOON, actor=actor), AICHA)


async def test_operator_may_not_receive_the_data_of_a_person(database: Database) -> None:
    with pytest.raises(NotAllowed):
        await collected(database, Actor.OPERATOR)


async def test_text_and_json_hold_what_is_kept_of_this_person_alone(database: Database) -> None:
    own = await collected(database)
    machine = json.loads(own.machine)
    assert [row["department"] for row in machine["people"]] == ["87"]
    assert [(row["subject"], row["wording"]) for row in machine["subscriptions"]] == [("visios", "Oui, les visios")]
    assert machine["roles"] == []
    assert machine["exported_at"] == str(NOON)
    assert own.readable.startswith("Ce que le robot Aiguilleur garde sur vous, le 01/12/2026 à 12 h 00.\n\n")
    assert "Pour vous prévenir de ce que vous avez choisi (vu par : l'équipe) :\n  - " in own.readable
    for words in ("Karine Machat", "la formation", str(BAO)):
        assert words not in own.readable + own.machine


async def test_nothing_is_queued(database: Database) -> None:
    await collected(database)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


async def answers(
    database: Database, agreed: bool, *, department: str | None = "87", actor: Actor = Actor.PERSON
) -> Refusal[NotKept] | None:
    """Let Aïcha, whose project is in this department, answer whether the bot may keep her place."""
    async with database.transaction() as session:
        person = await meet(session, AICHA, NOON)
        person.department = department
        act = acting(session, NOON, actor=actor)
        return await keep_place(act, person, "Je retiens ?") if agreed else await do_not_keep_place(act, person)


async def kept(database: Database) -> tuple[list[bool], list[tuple[str, str, datetime]]]:
    """Return for each person whether their place is kept, and all consents."""
    async with database.reading() as session:
        consents = [(one.subject, one.wording, one.given_at) for one in await session.scalars(select(Consent))]
        return list(await session.scalars(select(Person.place_kept))), consents


async def test_place_is_kept_with_the_words_agreed_to_until_the_person_refuses(database: Database) -> None:
    assert await answers(database, True) is None
    assert await kept(database) == ([True], [("place", "Je retiens ?", NOON)])
    assert await answers(database, False) is None
    assert await kept(database) == ([False], [])


async def test_place_forgotten_meanwhile_is_not_kept(database: Database) -> None:
    assert await answers(database, True, department=None) == Refusal(NotKept.FORGOTTEN)
    assert await kept(database) == ([False], [])


@pytest.mark.parametrize("agreed", [True, False])
async def test_operator_may_not_answer_for_a_person(database: Database, agreed: bool) -> None:
    with pytest.raises(NotAllowed):
        await answers(database, agreed, actor=Actor.OPERATOR)
