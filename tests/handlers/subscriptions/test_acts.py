"""Acts on subscriptions, on both databases: who may, what is written, what is cancelled, and that nothing is said."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.announcements.content import content
from handlers.announcements.queueing import queue
from handlers.announcements.rules import Segment
from handlers.announcements.sending import send_due
from handlers.subscriptions.acts import decline, end_all, end_subscriptions, note_offer, subscribe
from handlers.talk.act import Act, NotAllowed
from handlers.talk.permissions import Actor
from knowledge.snapshot import Knowledge
from storage.database import Database
from storage.deliveries import Fate, delivery_of
from storage.outbox import OutboxMessage, State
from storage.people import meet
from storage.subscriptions import history_of, subjects_of
from tests.house import acting, tick_at

pytestmark = pytest.mark.both_databases

NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
AICHA, BAO = 101, 102
YES = "Oui, les visios"


async def do(database: Database, *steps: Callable[[Act], Awaitable[object]], actor: Actor = Actor.PERSON) -> object:
    """Do these acts in one transaction, and return what the last one returned."""
    result: object = None
    async with database.transaction() as session:
        for step in steps:
            result = await step(acting(session, NOON, actor=actor))
    return result


async def record(database: Database) -> list[tuple[str, str, bool, bool, int | None]]:
    """Return the rows of Aïcha: the subject, the words, whether a yes was given, whether and under what it ended."""
    async with database.reading() as session:
        rows = await history_of(session, AICHA)
        return [
            (row.subject, row.wording, row.given_at is not None, row.ended_at is not None, row.ended_by) for row in rows
        ]


async def messages(database: Database) -> list[tuple[int, str]]:
    async with database.reading() as session:
        rows = await session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
        return [(row.chat_id, row.state) for row in rows]


async def announced(database: Database, knowledge: Knowledge, *subjects: str) -> list[int]:
    """Subscribe Aïcha and Bao to these subjects, and put an announcement about each into the outbox."""
    numbers = []
    async with database.transaction() as session:
        for telegram_id in (AICHA, BAO):
            await meet(session, telegram_id, NOON)
            for subject in subjects:
                await subscribe(acting(session, NOON, actor=Actor.PERSON), telegram_id, subject, YES)
        for subject in subjects:
            row = await queue(
                acting(session, NOON), subject=subject, segment=Segment("all"), content=content("Bonjour")
            )
            numbers.append(row.id)
    async with database.transaction() as session:
        await send_due(tick_at(session, NOON + timedelta(seconds=1), knowledge))
    return numbers


ACTS: dict[str, Callable[[Act], Awaitable[object]]] = {
    "subscribe": lambda act: subscribe(act, AICHA, "visios", YES),
    "end_subscriptions": lambda act: end_subscriptions(act, AICHA, ("visios",)),
    "end_all": lambda act: end_all(act, AICHA),
    "note_offer": lambda act: note_offer(act, AICHA, "visios", YES),
    "decline": lambda act: decline(act, AICHA, "visios"),
}


@pytest.mark.parametrize("name", ACTS)
async def test_operator_may_not_choose_for_a_person(database: Database, name: str) -> None:
    with pytest.raises(NotAllowed):
        await do(database, ACTS[name], actor=Actor.OPERATOR)
    assert await record(database) == []


async def test_subscribing_keeps_the_words_agreed_to_once_and_says_nothing(database: Database) -> None:
    again = ACTS["subscribe"], lambda act: subscribe(act, AICHA, "visios", "D'autres mots")
    await do(database, *again)
    assert await record(database) == [("visios", YES, True, False, None)]
    assert await messages(database) == []


async def test_ending_cancels_what_was_not_sent_and_notes_by_what_the_person_left(
    database: Database, knowledge: Knowledge
) -> None:
    visios, training = await announced(database, knowledge, "visios", "formation")
    ended = await do(database, lambda act: end_subscriptions(act, AICHA, ("visios",), visios))
    assert ended == {"visios"}
    assert await record(database) == [("visios", YES, True, True, visios), ("formation", YES, True, False, None)]
    async with database.reading() as session:
        left, kept = [await delivery_of(session, number, AICHA) for number in (visios, training)]
        assert left is not None
        assert (left.state, left.left_at) == (Fate.LEFT, NOON)
        assert kept is not None
        assert (kept.state, kept.left_at) == (Fate.QUEUED, None)
    states = sorted(await messages(database))
    assert states == [(AICHA, State.MERGED), (AICHA, State.WAITING), (BAO, State.WAITING), (BAO, State.WAITING)]


async def test_ending_what_was_not_subscribed_to_changes_nothing(database: Database, knowledge: Knowledge) -> None:
    (visios,) = await announced(database, knowledge, "visios")
    assert await do(database, lambda act: end_subscriptions(act, AICHA, ("formation",), visios)) == set()
    assert await record(database) == [("visios", YES, True, False, None)]
    async with database.reading() as session:
        delivery = await delivery_of(session, visios, AICHA)
    assert delivery is not None
    assert (delivery.state, delivery.left_at) == (Fate.QUEUED, None)


async def test_ending_all_names_the_announcement_for_its_subject_alone(
    database: Database, knowledge: Knowledge
) -> None:
    visios, _ = await announced(database, knowledge, "visios", "formation")
    ended = await do(database, lambda act: end_all(act, AICHA, ("visios", visios)))
    assert ended == {"visios", "formation"}
    assert await record(database) == [("visios", YES, True, True, visios), ("formation", YES, True, True, None)]
    async with database.reading() as session:
        assert await subjects_of(session, AICHA) == set()
        assert await subjects_of(session, BAO) == {"visios", "formation"}
    assert await do(database, ACTS["end_all"]) == set()


async def test_offer_is_noted_once_and_never_after_a_choice(database: Database) -> None:
    assert await do(database, ACTS["note_offer"]) is True
    assert await record(database) == [("visios", YES, False, False, None)]
    assert await do(database, ACTS["note_offer"]) is False
    await do(database, ACTS["decline"])
    assert await record(database) == [("visios", YES, False, True, None)]
    assert await do(database, ACTS["note_offer"]) is False
    await do(database, lambda act: subscribe(act, AICHA, "formation", YES))
    assert await do(database, lambda act: note_offer(act, AICHA, "formation", YES)) is False


async def test_declining_an_old_offer_ends_the_subscription_made_since(
    database: Database, knowledge: Knowledge
) -> None:
    await announced(database, knowledge, "visios")
    await do(database, ACTS["decline"])
    assert await record(database) == [("visios", YES, True, True, None)]
    assert sorted(await messages(database)) == [(AICHA, State.MERGED), (BAO, State.WAITING)]
