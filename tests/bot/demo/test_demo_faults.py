"""Faults that are switched on: each strikes as announced, then ends."""

import aiohttp
import pytest

from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from tests.bot.demo.demo_client import Api


@pytest.fixture
async def person(telegram: LocalTelegram) -> Person:
    someone = telegram.person()
    await someone.send("bonjour")
    return someone


async def test_too_many_strikes_the_next_sends_only(telegram: LocalTelegram, api: Api, person: Person) -> None:
    telegram.faults.too_many(2, retry_after=7)
    await api.ok("sendChatAction", chat_id=person.id, action="typing")
    answers = [await api("sendMessage", chat_id=person.id, text="x") for _ in range(3)]
    assert [answer.get("parameters") for answer in answers] == [{"retry_after": 7}, {"retry_after": 7}, None]
    assert len(person.received) == 1


async def test_errors_strike_with_their_status(telegram: LocalTelegram, api: Api, person: Person) -> None:
    telegram.faults.errors(1, status=500)
    assert await api.refusal("sendMessage", chat_id=person.id, text="x") == (500, "Internal Server Error")
    await api.ok("sendMessage", chat_id=person.id, text="y")
    assert [message.text for message in person.received] == ["y"]


async def test_lost_answer_leaves_the_message_shown(telegram: LocalTelegram, api: Api, person: Person) -> None:
    telegram.faults.lose_answers(1)
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=person.id, text="arrivé")
    assert [message.text for message in person.received] == ["arrivé"]
    assert [entry.status for entry in telegram.journal] == [200]


async def test_slow_server_adds_its_seconds(telegram: LocalTelegram, api: Api, person: Person) -> None:
    telegram.faults.slow = 0.2
    with pytest.raises(TimeoutError):
        async with api.session.post(
            f"{api.base}/sendMessage", json={}, timeout=aiohttp.ClientTimeout(total=0.1)
        ) as answer:
            await answer.read()
    await api.ok("sendMessage", chat_id=person.id, text="x")


async def test_server_down_refuses_everything_until_it_is_up(telegram: LocalTelegram, api: Api, person: Person) -> None:
    telegram.faults.down = True
    assert await api.refusal("getUpdates") == (502, "Bad Gateway")
    assert await api.refusal("getMe") == (502, "Bad Gateway")
    telegram.faults.clear()
    assert len(await api.ok("getUpdates")) == 1
