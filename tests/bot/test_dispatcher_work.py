"""The dispatcher on a real database beside a Telegram that takes everything: its work, and what it may not do."""

import asyncio
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert

import bot.dispatcher
from bot.clock import machine_now
from bot.dispatcher import UNWRITTEN
from bot.looks import SLOW_SECONDS, Looks
from storage.address import Address
from storage.database import Database
from storage.outbox import OutboxMessage
from storage.pauses import pause
from storage.schema import migrate
from tests.bot.dispatching import Telegram, dispatching, message, put_many, until, until_all_is_read, write

ROUNDS, WARMING_UP = 60, 3


async def write_untold(database: Database, chats: Iterable[int]) -> None:
    """Write messages as an error may leave them: nobody is told of them."""
    row = {"method": "send_message", "params": {"text": "Bonjour"}, "created_at": machine_now()}
    async with database.transaction() as session:
        await session.execute(insert(OutboxMessage), [row | {"chat_id": chat_id} for chat_id in chats])


@dataclass
class Work:
    """What the database was asked: statements, and the steps in which SQLite ran them."""

    statements: int = 0
    steps: int = 0

    def count_step(self) -> int:
        self.steps += 1
        return 0

    def count_statement(self, connection: object, cursor: object, statement: str, *_: object) -> None:
        self.statements += not statement.startswith("BEGIN")


async def work_of(path: Path, waiting: int, monkeypatch: pytest.MonkeyPatch) -> Work:
    """Return the work of 60 rounds: a message is written and another leaves, while so many wait."""
    work, connect, connections = Work(), sqlite3.connect, list[sqlite3.Connection]()

    def connect_and_note(*given: Any, **named: Any) -> sqlite3.Connection:
        connections.append(connect(*given, **named))
        return connections[-1]

    database, telegram = Database(Address(path, None)), Telegram(allowed=0)
    await migrate(database)
    await database.close()
    put_many(path, waiting)
    monkeypatch.setattr(sqlite3, "connect", connect_and_note)
    async with dispatching(database, telegram) as dispatcher:
        await until_all_is_read(dispatcher)
        for number in range(-WARMING_UP, ROUNDS):
            if number == 0:
                for engine in (database.writer, database.reader):
                    event.listen(engine.sync_engine, "before_cursor_execute", work.count_statement)
                for connection in connections:
                    connection.set_progress_handler(work.count_step, 1)
            await write(database, message(1_000_000 + number))
            telegram.allow(1)
            await until(telegram, number + WARMING_UP + 1, 60)
        counted = replace(work)
        telegram.allow(1)
    await database.close()
    monkeypatch.setattr(sqlite3, "connect", connect)
    return counted


async def test_message_costs_the_same_whatever_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.dispatcher, "ON_THEIR_WAY", 1)
    few = await work_of(tmp_path / "few.db", 10, monkeypatch)
    many = await work_of(tmp_path / "many.db", 100_000, monkeypatch)
    assert few.statements / ROUNDS < 3.5  # one to write it, one to read it, one for its outcome, and the looks
    assert (many.statements, many.steps) == (
        pytest.approx(few.statements, rel=0.1), pytest.approx(few.steps, rel=0.1)
    )  # fmt: skip


async def test_no_more_leaves_while_outcomes_cannot_be_written(tmp_path: Path) -> None:
    """A kill would repeat all that was sent since."""
    database, telegram = Database(Address(tmp_path / "a.db", None)), Telegram()
    await migrate(database)
    await write(database, *(message(chat_id) for chat_id in range(1, 31)))
    async with dispatching(database, telegram, pace=100):
        await until(telegram, 5)
        with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            before = len(telegram.taken)
            await asyncio.sleep(0.5)
            assert before + 1 <= len(telegram.taken) <= before + UNWRITTEN + 1
            other.execute("COMMIT")
        await until(telegram, 30)
    assert sorted(telegram.taken) == list(range(1, 31))
    await database.close()


async def test_what_another_process_writes_leaves_at_once_and_its_pauses_count(address: Address) -> None:
    database, other, telegram = Database(address), Database(address), Telegram()
    await migrate(database)
    async with dispatching(database, telegram):
        await write(database, message(1))
        await until(telegram, 1)
        await write(other, message(2))
        await until(telegram, 2, SLOW_SECONDS / 2)
        if not address.is_sqlite:  # where there is one process
            async with other.transaction() as session:
                await pause(session, 3, machine_now() + timedelta(seconds=60))
            await write(other, message(3))
        await write(other, message(4))
        await until(telegram, 3, SLOW_SECONDS / 2)
    assert telegram.taken == [1, 2, 4]
    await other.close()
    await database.close()


async def test_looks_find_in_time_what_nobody_told_and_read_all_after_a_restore(database: Database) -> None:
    looks = Looks(database)
    await write_untold(database, [1, 2])
    assert [row.chat_id for row in (await looks.look(0.0)).rows][:2] == [1, 2]
    await write_untold(database, [3])
    assert 3 in [row.chat_id for row in (await looks.look(SLOW_SECONDS + 1)).rows]
    assert not looks.is_due(SLOW_SECONDS + 1)
    looks.note_written([8])
    looks.note_written([5])
    assert looks.is_filling == database.address.is_sqlite
