"""Faulty updates, faulty handlers, an absent database: undone, set aside or repeated, and never silent."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select, text
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.demo.people import Person
from bot.health import health_report
from bot.ingress import Taken
from handlers.talk.replies import Reply
from handlers.talk.texts import SOMETHING_FAILED
from handlers.talk.turn import Context
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.outbox import OutboxMessage
from storage.people import Person as Row
from storage.updates import UpdateSetAside
from tests.house import SECRET, Ground, ground


@pytest.fixture
async def here(address: Address, knowledge: Knowledge) -> AsyncIterator[Ground]:
    async with ground(address, knowledge, webhook=True) as ready:
        yield ready


@pytest.fixture
def aicha(here: Ground) -> Person:
    return here.telegram.person(id=101, first_name="Aïcha")


async def post(here: Ground, body: bytes, secret: str = SECRET) -> int:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{here.settings.port}/telegram"
        async with session.post(url, data=body, headers=headers) as answer:
            return answer.status


def update(update_id: int, **body: Any) -> bytes:
    return json.dumps({"update_id": update_id, **body}).encode()


def message(words: str = "bonjour", chat_id: int = 101) -> dict[str, Any]:
    somebody = {"id": chat_id, "first_name": "Aïcha", "is_bot": False}
    return {"message_id": 1, "date": 1, "chat": {"id": chat_id, "type": "private"}, "from": somebody, "text": words}


async def rows(here: Ground, record: Any) -> list[Any]:
    async with here.house.database.reading() as session:
        return list(await session.scalars(select(record)))


async def causes(here: Ground) -> list[str]:
    report = await health_report(here.house.database, [])
    return [alert["cause"] for alert in report["alerts"]]  # type: ignore[attr-defined]


def fails(here: Ground, times: int) -> list[int]:
    """Put first a handler that writes, answers, and raises so many times; return a list with an item for each try."""
    tries: list[int] = []

    async def failing(update: Update, context: Context) -> None:
        context.turn.known().department = "79"
        await context.turn.reply(Reply("half a thing"))
        tries.append(1)
        if len(tries) <= times:
            raise RuntimeError("Aïcha asked about her debts")

    here.house.application.handlers[0].insert(0, MessageHandler(filters.Regex("^casse$"), failing))
    return tries


async def test_wrong_secret_is_refused_before_the_body_is_read(here: Ground) -> None:
    assert await post(here, b"not even json", secret="wrong") == 401
    assert await post(here, update(1, message=message()), secret="") == 401
    assert await rows(here, OutboxMessage) == []


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"[]", b'{"message": {}}', b'{"update_id": "7"}', b'{"update_id": true}']
)
async def test_what_is_no_update_is_refused(here: Ground, body: bytes) -> None:
    assert await post(here, body) == 400


async def test_body_of_five_megabytes_is_refused_with_a_line_in_the_log(
    here: Ground, caplog: pytest.LogCaptureFixture
) -> None:
    assert await post(here, update(1, message=message("x" * 5_000_000))) == 413
    assert [line for line in caplog.messages if "refused" in line] == ["a body over 1048576 bytes was refused"]


async def test_text_of_five_megabytes_that_polling_brings_is_answered_and_stops_nobody(
    address: Address, knowledge: Knowledge
) -> None:
    async with ground(address, knowledge) as polled:
        aicha = polled.telegram.person(id=101, first_name="Aïcha")
        await aicha.ask("/start")
        payload = json.loads(update(900_000_001, message=message("Niort " * 900_000)))
        assert await polled.house.ingress.take(payload) == Taken.HANDLED
        await aicha.send("Guéret")
        await aicha.wait_for(lambda said: "votre déléguée est Karine Machat." in said.text)


async def test_update_delivered_twice_is_handled_once(here: Ground, aicha: Person) -> None:
    here.telegram.faults.duplicate_updates(1)
    await aicha.ask("/aide")
    await here.telegram.idle()
    assert len(aicha.received) == 1


async def test_handler_that_raises_leaves_nothing_behind_and_is_tried_again(here: Ground, aicha: Person) -> None:
    tries = fails(here, times=2)
    (said,) = await aicha.ask("casse")
    assert (said.text, len(tries), len(await rows(here, OutboxMessage))) == ("half a thing", 3, 1)


async def test_handler_that_raises_three_times_sets_the_update_aside(here: Ground, aicha: Person) -> None:
    tries = fails(here, times=99)
    (said,) = await aicha.ask("casse")
    (aside,) = await rows(here, UpdateSetAside)
    assert (said.text, len(tries)) == (SOMETHING_FAILED, 3)
    assert aside.payload["message"]["text"] == "casse"
    assert await rows(here, Row) == []


async def test_alert_names_the_error_and_nothing_of_the_person(here: Ground, aicha: Person) -> None:
    fails(here, times=99)
    await aicha.ask("casse")
    (cause,) = await causes(here)
    assert cause.partition(" at ")[0] == "An update was set aside: RuntimeError"


async def test_one_bad_update_does_not_stop_the_others(here: Ground, aicha: Person) -> None:
    fails(here, times=99)
    await aicha.ask("casse")
    (said,) = await aicha.ask("/aide")
    assert said.text.startswith("Écrivez votre question avec vos mots")


async def test_update_of_an_unknown_kind_is_set_aside_not_silently_done(here: Ground) -> None:
    assert await post(here, update(9, something_new={"hello": 1})) == 200
    (aside,) = await rows(here, UpdateSetAside)
    assert (aside.update_id, aside.error.partition(":")[0]) == (9, "NotTaken at bot/ingress.py")


async def test_update_that_the_library_cannot_read_is_set_aside(here: Ground) -> None:
    assert await post(here, update(10, message={"message_id": 1, "date": "yesterday", "chat": 5})) == 200
    (aside,) = await rows(here, UpdateSetAside)
    assert aside.update_id == 10


async def test_context_that_cannot_be_built_is_a_failure_and_not_done(
    here: Ground, aicha: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(update: object, application: object) -> None:
        raise ValueError("no context today")

    monkeypatch.setattr(here.house.application.context_types.context, "from_update", broken)
    (said,) = await aicha.ask("/aide")
    (aside,) = await rows(here, UpdateSetAside)
    assert said.text == SOMETHING_FAILED
    assert aside.error.startswith("NotTaken")


async def test_database_gone_for_a_while_loses_nothing(knowledge: Knowledge, tmp_path: Path) -> None:
    """The table cannot be written; on SQLite, another process locks the file."""
    async with ground(Address(tmp_path / "a.db", None), knowledge, webhook=True) as here:
        aicha = here.telegram.person(id=101, first_name="Aïcha")
        hidden = tmp_path / "hidden.db"
        await here.house.database.writer.dispose()
        await here.house.database.reader.dispose()
        for file in tmp_path.glob("a.db*"):
            file.rename(hidden.with_name(file.name.replace("a.db", "hidden.db")))
        (tmp_path / "a.db").mkdir()
        await aicha.send("/aide")
        await asyncio.sleep(1)
        assert aicha.received == []
        (tmp_path / "a.db").rmdir()
        for file in tmp_path.glob("hidden.db*"):
            file.rename(tmp_path / file.name.replace("hidden.db", "a.db"))
        (said,) = await aicha.wait_for(1, 20)
        assert said.text.startswith("Écrivez votre question avec vos mots")
        assert await rows(here, UpdateSetAside) == []
        async with here.house.database.reading() as session:
            assert await session.scalar(text("SELECT count(*) FROM outbox")) == 1
