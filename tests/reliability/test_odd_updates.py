"""Odd updates, one by one: refused at the door, handled, or set aside; never repeated for ever."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select
from telegram import Bot

from bot.application import read_update
from bot.payload import private_chat_of, read_payload, storable
from knowledge.snapshot import Knowledge
from storage.address import Address
from storage.updates import UpdateSetAside
from tests.house import SECRET, TOKEN, Ground, ground

PERSON = {"id": 101, "first_name": "Aïcha", "is_bot": False}


@pytest.fixture
async def here(address: Address, knowledge: Knowledge) -> AsyncIterator[Ground]:
    async with ground(address, knowledge, webhook=True) as ready:
        yield ready


async def post(here: Ground, **body: Any) -> int:
    url = f"http://127.0.0.1:{here.settings.port}/telegram"
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with aiohttp.ClientSession() as session, session.post(url, json=body, headers=headers) as answer:
        return answer.status


async def set_aside(here: Ground) -> list[int]:
    async with here.house.database.reading() as session:
        return list(await session.scalars(select(UpdateSetAside.update_id)))


def message(**more: Any) -> dict[str, Any]:
    return {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 101, "type": "private"},
        "from": PERSON,
        "text": "bonjour",
    } | more


@pytest.mark.parametrize(
    "where",
    [{"inline_message_id": "7"}, {"message": message(chat={"id": -5, "type": "group", "title": "Le groupe"})}],
    ids=["under an inline message", "in a group"],
)
async def test_button_pressed_outside_a_private_chat_is_handled(here: Ground, where: dict[str, Any]) -> None:
    press = {"id": "7", "from": PERSON, "chat_instance": "7", "data": "effacer:oui"}
    assert await post(here, update_id=1, callback_query=press | where) == 200
    assert await set_aside(here) == []


@pytest.mark.parametrize(
    "odd",
    [
        {"chat": {"id": 2**63, "type": "private"}},
        {"chat": {"id": ["somebody"], "type": "private"}},
        {"date": 10**18},
        {"text": {"a": "text"}},
    ],
    ids=["chat too large", "chat of the wrong type", "date that no clock shows", "text of the wrong type"],
)
async def test_message_that_cannot_be_handled_is_set_aside_and_acknowledged(here: Ground, odd: dict[str, Any]) -> None:
    assert await post(here, update_id=1, message=message(**odd)) == 200
    assert await set_aside(here) == [1]


async def test_message_that_cannot_be_read_is_set_aside_once(here: Ground) -> None:
    for _ in range(2):
        assert await post(here, update_id=1, message={"chat": 5}) == 200
    assert await set_aside(here) == [1]
    outcomes = {"set_aside": 1, "repeated": 1, "handled": 0}
    for outcome, count in outcomes.items():
        counted = here.house.metrics.registry.get_sample_value("aiguilleur_updates_total", {"outcome": outcome})
        assert counted == count


@pytest.mark.parametrize(
    "body",
    [
        b'{"update_id": 1, "poll": NaN}',
        b'{"update_id": 1, "poll": ' + b"[" * 101 + b"]" * 101 + b"}",
        b'{"update_id": 1, "poll": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"update_id": 9007199254740992}',
        b'{"update_id": -1}',
    ],
    ids=["no number of JSON", "deep", "deeper than Python reads", "id too large", "id negative"],
)
def test_door_refuses_what_could_not_be_kept(body: bytes) -> None:
    assert read_payload(body) is None


def test_texts_reach_handlers_without_what_databases_refuse() -> None:
    odd = json.loads(json.dumps(message(text="a\x00b\ud83dc 🙂")))
    read = read_update({"update_id": 1, "message": odd}, Bot(TOKEN)).message
    assert read is not None
    assert read.text == "a\ufffdb\ufffdc 🙂"


def test_text_is_cut_at_16384_characters_wherever_it_stands() -> None:
    cut = storable({"message": {"text": "é" * 16_385, "entities": [{"url": "u" * 16_384}]}})["message"]
    assert (len(cut["text"]), len(cut["entities"][0]["url"])) == (16_384, 16_384)


@pytest.mark.parametrize("chat_id", [2**63, -(2**63) - 1, True, "101", 1.0, None])
def test_chat_that_no_database_can_name_gets_no_apology(chat_id: object) -> None:
    assert private_chat_of({"update_id": 1, "message": {"chat": {"id": chat_id, "type": "private"}}}) is None
