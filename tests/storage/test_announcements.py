"""The ledger of announcements, on both databases: a few at a time, once each, whatever happens meanwhile."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.announcements import sending
from handlers.announcements.content import content
from handlers.announcements.queueing import queue
from handlers.announcements.report import figures_of
from handlers.announcements.rules import Segment, Transition, advance
from handlers.announcements.sending import MOST_IN_OUTBOX, send_due
from knowledge.snapshot import Knowledge
from storage.announcements import Announcement, Progress, is_any_due, lock_announcement, numbers_about
from storage.clock import which_hold
from storage.database import Database
from storage.deliveries import Delivery, Fate, Reason, cancel_deliveries, close_ledger, next_waiting
from storage.erasure import erase_person
from storage.outbox import Failure, OutboxMessage, State, record_sent, record_undeliverable
from storage.pauses import ANNOUNCEMENTS, pauses_under_way
from storage.people import mark_blocked, meet
from storage.subscriptions import subjects_of, subscribe, unsubscribe, was_asked
from tests.house import acting, tick_at

NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
ALL = Segment("all")


async def people(database: Database, count: int, subject: str = "visios") -> None:
    async with database.transaction() as session:
        for number in range(1, count + 1):
            await meet(session, number, NOON)
            await subscribe(session, number, subject, "oui", NOON)


async def announce(database: Database, subject: str = "visios", **more: datetime) -> int:
    async with database.transaction() as session:
        row = await queue(acting(session, NOON), subject=subject, segment=ALL, content=content("Bonjour"), **more)
        return row.id


async def tick(database: Database, knowledge: Knowledge, moment: datetime = NOON) -> None:
    async with database.transaction() as session:
        await send_due(tick_at(session, moment, knowledge))


async def waiting(database: Database) -> Sequence[OutboxMessage]:
    async with database.reading() as session:
        rows = select(OutboxMessage).where(OutboxMessage.state == State.WAITING).order_by(OutboxMessage.id)
        return (await session.scalars(rows)).all()


async def deliver_all(database: Database) -> list[int]:
    """Let Telegram accept all that waits, and return the chats, in order."""
    rows = await waiting(database)
    async with database.transaction() as session:
        for row in rows:
            await record_sent(session, row.id, 1000 + row.id, NOON)
    return [row.chat_id for row in rows]


async def until_sent(database: Database, knowledge: Knowledge, number: int) -> list[int]:
    """Tick until the announcement is done, and return the chats reached, in order."""
    reached: list[int] = []
    for _ in range(50):
        await tick(database, knowledge)
        reached += await deliver_all(database)
        if await state(database, number) != Progress.SENDING:
            return reached
    raise AssertionError(f"still sending after {len(reached)}")


async def state(database: Database, number: int) -> str:
    async with database.reading() as session:
        row = await session.get(Announcement, number)
        assert row is not None
        return row.state


async def fates(database: Database, number: int) -> dict[int, str]:
    async with database.reading() as session:
        rows = await session.scalars(select(Delivery).where(Delivery.announcement_id == number))
        return {row.telegram_id: row.state for row in rows}


async def test_recipients_enter_the_outbox_a_few_at_a_time_and_each_once(
    database: Database, knowledge: Knowledge
) -> None:
    await people(database, MOST_IN_OUTBOX + 30)
    number = await announce(database)
    await tick(database, knowledge)
    await tick(database, knowledge)
    assert len(await waiting(database)) == MOST_IN_OUTBOX
    assert sorted(await until_sent(database, knowledge, number)) == list(range(1, MOST_IN_OUTBOX + 31))
    async with database.reading() as session:
        row = await session.get(Announcement, number)
        assert row is not None
        figures = await figures_of(session, row)
    assert (row.state, figures.recipients, figures.sent) == (Progress.SENT, MOST_IN_OUTBOX + 30, MOST_IN_OUTBOX + 30)


async def test_two_at_once_share_the_room(database: Database, knowledge: Knowledge) -> None:
    await people(database, MOST_IN_OUTBOX)
    first, second = await announce(database), await announce(database)
    await tick(database, knowledge)
    half = MOST_IN_OUTBOX // 2
    for number in (first, second):
        assert list((await fates(database, number)).values()).count(Fate.QUEUED) == half
    reached = await until_sent(database, knowledge, first) + await until_sent(database, knowledge, second)
    assert sorted(reached) == sorted([*range(1, MOST_IN_OUTBOX + 1)] * 2)


async def test_one_who_unsubscribes_while_it_runs_gets_nothing_more(database: Database, knowledge: Knowledge) -> None:
    await people(database, MOST_IN_OUTBOX + 2)
    number = await announce(database)
    await tick(database, knowledge)
    queued, waits = 1, MOST_IN_OUTBOX + 1
    for person in (queued, waits):
        async with database.transaction() as session:
            assert await unsubscribe(session, person, ["visios"], NOON) == {"visios"}
            await cancel_deliveries(session, person, await numbers_about(session, ["visios"]), NOON)
    reached = await until_sent(database, knowledge, number)
    assert {queued, waits}.isdisjoint(reached)
    assert len(reached) == MOST_IN_OUTBOX
    assert {(await fates(database, number))[person] for person in (queued, waits)} == {Fate.LEFT}


async def test_suspended_in_the_middle_moves_nobody_until_taken_up_again(
    database: Database, knowledge: Knowledge
) -> None:
    await people(database, MOST_IN_OUTBOX + 5)
    number = await announce(database)
    await tick(database, knowledge)
    await act(database, number, Transition.SUSPEND)
    await deliver_all(database)
    await tick(database, knowledge)
    assert await waiting(database) == []
    await act(database, number, Transition.RESUME)
    assert len(await until_sent(database, knowledge, number)) == 5


async def test_stopped_in_the_middle_gives_up_the_rest(database: Database, knowledge: Knowledge) -> None:
    await people(database, MOST_IN_OUTBOX + 5)
    number = await announce(database)
    await tick(database, knowledge)
    await act(database, number, Transition.STOP)
    async with database.transaction() as session:
        await close_ledger(session, number, NOON)
    await deliver_all(database)
    await tick(database, knowledge)
    counts = Counter((await fates(database, number)).values())
    assert (counts[Fate.CANCELLED], counts[Fate.QUEUED] + counts[Fate.SENT]) == (5, MOST_IN_OUTBOX)


async def act(database: Database, number: int, what: Transition) -> None:
    async with database.transaction() as session:
        row = await lock_announcement(session, number)
        assert row is not None
        assert advance(row, what, NOON)


async def test_blocked_and_erased_meanwhile_are_passed_over(database: Database, knowledge: Knowledge) -> None:
    await people(database, MOST_IN_OUTBOX + 2)
    number = await announce(database)
    await tick(database, knowledge)
    async with database.transaction() as session:
        await mark_blocked(session, MOST_IN_OUTBOX + 1, NOON)
        await erase_person(session, MOST_IN_OUTBOX + 2, NOON)
    reached = await until_sent(database, knowledge, number)
    assert reached == list(range(1, MOST_IN_OUTBOX + 1))
    assert MOST_IN_OUTBOX + 2 not in await fates(database, number)


async def test_failures_are_told_apart_from_those_who_blocked_the_bot(database: Database, knowledge: Knowledge) -> None:
    await people(database, 4)
    number = await announce(database)
    await tick(database, knowledge)
    rows = await waiting(database)
    async with database.transaction() as session:
        await record_undeliverable(session, rows[0].id, "Forbidden", NOON, Failure.BLOCKED)
        await record_undeliverable(session, rows[1].id, "Chat not found", NOON, Failure.NO_CHAT)
        await record_undeliverable(session, rows[3].id, "a reason that is new", NOON)
        await record_sent(session, rows[2].id, 77, NOON)
    await tick(database, knowledge)
    assert await fates(database, number) == {1: Fate.BLOCKED, 2: Fate.FAILED, 3: Fate.SENT, 4: Fate.FAILED}
    async with database.reading() as session:
        row = await session.get(Announcement, number)
        assert row is not None
        reasons = {Reason(Failure.NO_CHAT): 1, Reason(Failure.OTHER, "a reason that is new"): 1}
        assert (row.state, (await figures_of(session, row)).reasons) == (Progress.SENT, reasons)


async def test_nothing_leaves_by_night_nor_after_its_last_moment(database: Database, knowledge: Knowledge) -> None:
    await people(database, 2)
    night, morning = NOON + timedelta(hours=10), NOON + timedelta(hours=20)
    number = await announce(database, not_after=morning)
    await tick(database, knowledge, night)
    assert (await waiting(database), await state(database, number)) == ([], Progress.SCHEDULED)
    await tick(database, knowledge, morning + timedelta(minutes=1))
    assert (await waiting(database), await state(database, number)) == ([], Progress.EXPIRED)


async def test_last_moment_that_passes_in_the_middle_gives_up_the_rest(
    database: Database, knowledge: Knowledge
) -> None:
    await people(database, MOST_IN_OUTBOX + 5)
    number = await announce(database, not_after=NOON + timedelta(hours=1))
    await tick(database, knowledge)
    await tick(database, knowledge, NOON + timedelta(hours=2))
    assert await waiting(database) == []
    given_up = [fate for fate in (await fates(database, number)).values() if fate == Fate.CANCELLED]
    assert (await state(database, number), len(given_up)) == (Progress.EXPIRED, MOST_IN_OUTBOX + 5)


async def test_what_telegram_did_not_take_by_day_does_not_leave_by_night(
    database: Database, knowledge: Knowledge
) -> None:
    await people(database, 2)
    await announce(database)
    await tick(database, knowledge)
    night = NOON + timedelta(hours=12)
    await tick(database, knowledge, night)
    async with database.reading() as session:
        assert list(await pauses_under_way(session, night)) == [ANNOUNCEMENTS]
        assert await pauses_under_way(session, NOON + timedelta(hours=22)) == {}
    assert len(await waiting(database)) == 2


async def test_message_known_by_its_key_is_not_sent_again(database: Database, knowledge: Knowledge) -> None:
    """After a restore the ledger may have forgotten that a message left, while the outbox has not."""
    await people(database, 2)
    number = await announce(database)
    await tick(database, knowledge)
    await deliver_all(database)
    async with database.transaction() as session:
        for row in await session.scalars(select(Delivery)):
            row.state, row.outbox_id = Fate.WAITING, None
    assert await until_sent(database, knowledge, number) == []
    assert await fates(database, number) == {1: Fate.SENT, 2: Fate.SENT}


async def test_nobody_left_ends_it_at_once(database: Database, knowledge: Knowledge) -> None:
    number = await announce(database, "formation")
    await tick(database, knowledge)
    assert await state(database, number) == Progress.SENT


async def test_nothing_due_is_seen_without_writing(database: Database) -> None:
    await announce(database, due_at=NOON + timedelta(hours=1))
    async with database.reading() as session:
        seen = await which_hold(session, [is_any_due(NOON + timedelta(hours=hours)) for hours in (0, 1)])
    assert list(seen) == [False, True]


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)  # SQLite has one writer at a time
async def test_sending_waits_for_nobody_who_is_just_unsubscribing(database: Database, knowledge: Knowledge) -> None:
    await people(database, 3)
    number = await announce(database)
    async with database.transaction() as session:
        await sending._begin(tick_at(session, NOON, knowledge), number)
    async with database.transaction() as leaving:
        await cancel_deliveries(leaving, 2, [number], NOON)
        async with database.transaction() as session:
            assert await lock_announcement(session, number) is not None
            assert [row.telegram_id for row in await next_waiting(session, number, 10)] == [1, 3]


async def test_subscribing_twice_keeps_the_first_yes(database: Database) -> None:
    async with database.transaction() as session:
        for words, moment in (("d'abord", NOON), ("ensuite", NOON + timedelta(days=1))):
            await subscribe(session, 1, "visios", words, moment)
        assert await subjects_of(session, 1) == {"visios"}
        assert await unsubscribe(session, 1, ["visios", "reseau"], NOON) == {"visios"}
        assert await unsubscribe(session, 1, ["visios"], NOON) == set()
        assert await subjects_of(session, 1) == set()
        assert (await was_asked(session, 1, "visios"), await was_asked(session, 1, "reseau")) == (True, False)
