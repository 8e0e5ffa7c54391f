"""The outbox, on both databases: what leaves first, what waits, what is recorded."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from storage.backup.messages import hold_what_waited
from storage.database import Database
from storage.erasure import erase_person
from storage.news import News
from storage.outbox import (
    OutboxMessage,
    Priority,
    State,
    forget_held_before,
    forget_sent_before,
    messages_by_id,
    record_sent,
    record_undeliverable,
    waiting_by_priority,
)
from storage.pauses import pause, pauses_under_way
from storage.queueing import enqueue
from storage.waiting import Content, Waiting, contents_of, waiting_above, waiting_after, waiting_among

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def message(chat_id: int = 101, priority: Priority = Priority.ANSWER, **more: Any) -> OutboxMessage:
    given = {"method": "send_message", "params": {"text": "Bonjour"}, "created_at": NOW} | more
    return OutboxMessage(chat_id=chat_id, priority=priority, **given)


async def write(database: Database, *messages: OutboxMessage) -> list[int]:
    async with database.transaction() as session:
        return [(await enqueue(session, one)).id for one in messages]


async def ready(database: Database) -> list[int]:
    async with database.reading() as session:
        return [row.id for row in await waiting_after(session, None, 100)]


async def test_answers_leave_before_relays_before_reminders_before_announcements(database: Database) -> None:
    written = await write(database, *(message(chat, priority) for chat, priority in enumerate(reversed(Priority), 1)))
    assert await ready(database) == written[::-1]


async def test_rows_of_one_priority_leave_as_they_were_written(database: Database) -> None:
    written = await write(database, *(message() for _ in range(4)))
    assert await ready(database) == written


async def test_what_waits_is_read_by_pages_by_name_and_by_age(database: Database) -> None:
    written = await write(database, *(message(priority=Priority(number % 2)) for number in range(6)))
    in_order = [*written[::2], *written[1::2]]
    async with database.reading() as session:
        first = await waiting_after(session, None, 4)
        second = await waiting_after(session, first[-1], 4)
        assert [row.id for row in (*first, *second)] == in_order
        assert [row.id for row in await waiting_above(session, written[2], 2)] == written[3:5]
        assert {row.id for row in await waiting_among(session, [written[0], 999])} == {written[0]}


async def test_shorter_pause_does_not_end_a_longer_one(database: Database) -> None:
    async with database.transaction() as session:
        await pause(session, 101, NOW + timedelta(seconds=60))
        await pause(session, 101, NOW + timedelta(seconds=5))
        assert await pauses_under_way(session, NOW) == {101: NOW + timedelta(seconds=60)}
    async with database.reading() as session:
        assert await pauses_under_way(session, NOW + timedelta(seconds=60)) == {}


async def test_pause_of_a_clock_since_put_back_is_over(database: Database) -> None:
    ahead = NOW + timedelta(days=2)
    async with database.transaction() as session:
        await pause(session, 101, ahead + timedelta(seconds=60), ahead)
        assert await pauses_under_way(session, NOW) == {}
        await pause(session, 101, NOW + timedelta(seconds=5), NOW)
        assert await pauses_under_way(session, NOW) == {101: NOW + timedelta(seconds=5)}


async def test_content_is_read_with_what_became_of_its_target_while_it_waits(database: Database) -> None:
    card, edit = message(), message(method="edit_message_text")
    (edit.aims_at,) = await write(database, card)
    await write(database, edit)
    async with database.transaction() as session:
        await record_sent(session, card.id, 555, NOW)
    async with database.reading() as session:
        read = await contents_of(session, [card.id, edit.id, 999])
    assert read == {edit.id: Content(edit, State.SENT, 555)}


async def test_sent_row_keeps_its_message_id_and_waits_no_more(database: Database) -> None:
    (row,) = await write(database, message())
    async with database.transaction() as session:
        await record_sent(session, row, 555, NOW)
    async with database.reading() as session:
        kept = (await messages_by_id(session, [row]))[row]
    assert (kept.state, kept.message_id, await ready(database)) == (State.SENT, 555, [])


async def test_late_outcome_does_not_overwrite_an_earlier_one(database: Database) -> None:
    (row,) = await write(database, message())
    async with database.transaction() as session:
        await record_sent(session, row, 555, NOW)
        await record_undeliverable(session, row, "too late", NOW)
    async with database.reading() as session:
        assert (await messages_by_id(session, [row]))[row].state == State.SENT


async def test_edits_that_follow_each_other_merge_into_the_last(database: Database) -> None:
    (card,) = await write(database, message())
    edits = await write(database, *(message(method="edit_message_text", aims_at=card) for _ in range(3)))
    assert await ready(database) == [card, edits[-1]]


async def test_a_key_is_written_once(database: Database) -> None:
    await write(database, message(key="reminder:1:2:day"))
    with pytest.raises(IntegrityError):
        await write(database, message(key="reminder:1:2:day"))


async def test_an_id_is_never_given_twice(database: Database) -> None:
    (first,) = await write(database, message())
    async with database.transaction() as session:
        await erase_person(session, 101, NOW)
    (second,) = await write(database, message())
    assert second > first


async def test_what_is_erased_where_it_was_written_is_not_told(database: Database) -> None:
    heard: list[News] = []
    database.listener = heard.append
    await write(database, message())
    async with database.transaction() as session:
        await enqueue(session, message())
        await erase_person(session, 101, NOW)
    assert [(len(news.messages), news.anew) for news in heard] == [(1, False), (0, True)]


async def test_old_sent_rows_are_forgotten_and_waiting_ones_kept(database: Database) -> None:
    old, new, waiting = await write(database, message(), message(), message())
    async with database.transaction() as session:
        await record_sent(session, old, 1, NOW - timedelta(days=40))
        await record_sent(session, new, 2, NOW)
        await forget_sent_before(session, NOW - timedelta(days=30))
        assert set(await messages_by_id(session, [old, new, waiting])) == {new, waiting}


async def test_held_rows_never_leave_and_are_forgotten_in_time(database: Database) -> None:
    old, new = await write(database, message(), message(created_at=NOW + timedelta(days=1)))
    async with database.transaction() as session:
        await hold_what_waited(session)
    assert await ready(database) == []
    async with database.transaction() as session:
        await forget_held_before(session, NOW + timedelta(hours=1))
        assert set(await messages_by_id(session, [old, new])) == {new}


async def test_waiting_rows_are_counted_by_priority(database: Database) -> None:
    await write(database, message(), message(), message(102, Priority.ANNOUNCEMENT))
    async with database.reading() as session:
        assert await waiting_by_priority(session) == {Priority.ANSWER: 2, Priority.ANNOUNCEMENT: 1}


async def test_waiting_rows_are_found_by_their_index_whatever_has_left(database: Database) -> None:
    """They are neither all read nor sorted, since thousands may wait behind those that are asked for."""
    asked: list[tuple[str, Any]] = []
    event.listen(
        database.reader.sync_engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3]))
    )
    async with database.reading() as session:
        connection = await session.connection()
        if not database.address.is_sqlite:  # with so few rows it reads the whole table, even where an index serves
            for setting in ("enable_seqscan", "enable_sort", "enable_bitmapscan"):
                await connection.exec_driver_sql(f"SET LOCAL {setting} = off")
        plans = []
        for reading in (waiting_after(session, Waiting(0, 0, 0, None), 100), waiting_above(session, 7, 100)):
            await reading
            statement, values = asked[-1]
            explain = "EXPLAIN QUERY PLAN" if database.address.is_sqlite else "EXPLAIN"
            plans.append(str((await connection.exec_driver_sql(f"{explain} {statement}", values)).all()))
    assert "ix_outbox_waiting" in plans[0]
    assert not re.search("sort|temp b-tree", plans[0], re.IGNORECASE)
    assert re.search("ix_outbox_waiting|INTEGER PRIMARY KEY|pk_outbox", plans[1])
