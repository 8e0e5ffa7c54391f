"""New wordings are learned in a process: while it works, dies or hangs, those of before serve."""

import asyncio
import logging
import shutil
import sys
import time
from collections.abc import AsyncIterator
from copy import copy
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.alerts import Alerts
from bot.clock import machine_now
from bot.knowledge_keeper import KnowledgeKeeper
from bot.loops import Beat
from bot.previews import Previews
from handlers.curation.forms import ASKED, Draft
from handlers.curation.overlay import read_overlay
from knowledge.base.overlay import ADDED, Overlay
from knowledge.finder.workshop import Workshop
from knowledge.learning.diff import Moved
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.curation import BaseChange, base_version, begin_change
from storage.database import Database

ODD = "la tirelire des assos rigolotes"
ODDER = "le cochon en faïence des assos"


@pytest.fixture
async def database(sqlite_with_tables: Path, tmp_path: Path) -> AsyncIterator[Database]:
    shutil.copy(sqlite_with_tables, tmp_path / "aiguilleur.db")
    opened = Database(Address(tmp_path / "aiguilleur.db", None))
    yield opened
    await opened.close()


def keeper_of(knowledge: Knowledge, database: Database, workshop: Workshop) -> KnowledgeKeeper:
    """Return a keeper on its own copy of `knowledge`, which other tests use."""
    finder = copy(knowledge.understanding.finder)
    finder.workshop = workshop
    mine = replace(knowledge, understanding=replace(knowledge.understanding, finder=finder))
    return KnowledgeKeeper(mine, None, database, Alerts(database), Beat("knowledge", 60), ZoneInfo("Europe/Paris"))


async def add(database: Database, words: str) -> None:
    async with database.transaction() as session:
        await begin_change(session)
        session.add(BaseChange(entry="fdva", kind=ADDED, old="", new=words, base="", by="Chloé", made_at=machine_now()))


def served(keeper: KnowledgeKeeper, text: str) -> bool:
    reading = keeper.current().understand(text)
    return (reading.outcome, reading.entry) == ("answer", "fdva")


@pytest.mark.parametrize("fails", [("sh", "-c", "kill -9 $$"), ("sleep", "60"), ("echo", "nothing of use")])
async def test_last_good_wordings_serve_where_nothing_can_be_learned(
    few: Knowledge, database: Database, fails: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    keeper = keeper_of(few, database, Workshop(None, fails, longest=0.5))
    await add(database, ODD)
    for _ in range(3):
        await keeper.look()
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert [line.split(":")[0] for line in told] == ["new wordings are not in service, those of before are", "alert"]
    assert ODD in keeper.current().entries["fdva"].questions
    assert served(keeper, "c'est quoi le fdva ?")
    assert not served(keeper, ODD)


async def test_question_is_answered_while_wordings_are_learned_and_the_newest_wins(
    few: Knowledge, database: Database, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    slowly = f"while [ ! -e {gate} ]; do sleep 0.05; done; exec {sys.executable} -m knowledge.learning.teach"
    keeper = keeper_of(few, database, Workshop(tmp_path / "learned", ("sh", "-c", slowly)))
    await add(database, ODD)
    looking = asyncio.create_task(keeper.look())
    await asyncio.sleep(0.5)
    assert served(keeper, "c'est quoi le fdva ?")
    await add(database, ODDER)
    async with database.reading() as session:
        await keeper.up_to_date(session, await base_version(session))
    gate.touch()
    await looking
    assert served(keeper, ODD)
    assert not keeper.current().is_taught
    await keeper.look()
    assert keeper.current().is_taught
    assert served(keeper, ODDER)


async def test_what_another_process_has_learned_is_taken_up_at_once(
    few: Knowledge, database: Database, tmp_path: Path
) -> None:
    await add(database, ODD)
    await keeper_of(few, database, Workshop(tmp_path / "learned")).look()
    other = keeper_of(few, database, Workshop(tmp_path / "learned", ("false",)))
    await other.look()
    assert served(other, ODD)


async def test_files_taken_up_while_a_change_of_the_team_is_read_stay_in_service(
    few: Knowledge, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = keeper_of(few, database, Workshop(None))

    async def slowly(session: AsyncSession, zone: ZoneInfo) -> Overlay:
        read = await read_overlay(session, zone)
        keeper._knowledge = replace(keeper.current(), version="of new files")
        return read

    await add(database, ODD)
    monkeypatch.setattr("bot.knowledge_keeper.read_overlay", slowly)
    async with database.reading() as session:
        now = await keeper.up_to_date(session, await base_version(session))
    assert (now.version, ODD in now.entries["fdva"].questions) == ("of new files", True)


async def test_stop_does_not_wait_for_what_is_being_learned(
    few: Knowledge, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    keeper, stopping = keeper_of(few, database, Workshop(None, ("sleep", "60"))), asyncio.Event()
    await add(database, ODD)
    running = asyncio.create_task(keeper.run(stopping))
    await asyncio.sleep(0.5)
    stopping.set()
    await asyncio.wait_for(running, 10)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_learning_that_begins_with_the_stop_is_dropped(
    few: Knowledge, database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.knowledge_keeper.LOOK_SECONDS", 0.05)
    keeper, stopping = keeper_of(few, database, Workshop(None, ("sleep", "60"))), asyncio.Event()
    await add(database, ODD)
    stopping.set()
    await keeper._drop_learning_at(stopping)
    await asyncio.wait_for(keeper.look(), 10)
    assert not keeper.current().is_taught
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_loop_is_in_health_while_a_preview_is_computed(
    few: Knowledge, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> list[Moved]:
        time.sleep(1)
        return []

    monkeypatch.setattr("bot.previews.LOOK_SECONDS", 0.05)
    monkeypatch.setattr("bot.previews._moved_by", slow)
    beat = Beat("previews", 0.4)
    previews = Previews(database, lambda: few, beat, Alerts(database))
    telling = asyncio.create_task(previews._tell(101, Draft(ADDED, "fdva", new=ODD, state=ASKED)))
    await asyncio.sleep(0.8)
    assert (beat.alive, telling.done()) == (True, False)
    await telling
