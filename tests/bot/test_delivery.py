"""One call to Telegram and its outcome, over real HTTP to the local server."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot

from bot.application import Connections, build_bot
from bot.delivery import RefusedFormatting, RetryAt, Sent, Undeliverable, backoff, deliver
from bot.demo.people import Person
from bot.demo.server import LocalTelegram
from bot.settings import Secret, Settings
from storage.address import Address
from storage.outbox import Failure
from tests.house import TOKEN, local_telegram


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    async with local_telegram() as server:
        yield server


@pytest.fixture
async def bot(telegram: LocalTelegram) -> AsyncIterator[Bot]:
    unused = Address(Path("unused"), None)
    settings = Settings(database=unused, data_dir=Path(), token=Secret(TOKEN), api_url=telegram.url)
    async with build_bot(settings, Connections()) as built:
        yield built


@pytest.fixture
async def person(telegram: LocalTelegram) -> Person:
    somebody = telegram.person(id=101, first_name="Aïcha")
    await somebody.send("bonjour")
    return somebody


async def say(bot: Bot, chat_id: int = 101, **params: Any) -> object:
    return await deliver(bot, "send_message", chat_id, {"text": "Bonjour"} | params, attempts=0)


async def test_accepted_message_gives_its_id(bot: Bot, person: Person) -> None:
    outcome = await say(bot, reply_markup={"inline_keyboard": [[{"text": "Oui, merci", "callback_data": "oui:fdva"}]]})
    shown = person.received[0]
    assert (outcome, shown.text, shown.labels) == (Sent(shown.message_id), "Bonjour", [["Oui, merci"]])


async def test_flood_is_tried_again_when_telegram_says(bot: Bot, person: Person, telegram: LocalTelegram) -> None:
    telegram.faults.too_many(1, retry_after=7)
    assert await say(bot) == RetryAt(7.0, "flood", flood=True)


async def test_server_trouble_is_tried_again_soon(bot: Bot, person: Person, telegram: LocalTelegram) -> None:
    telegram.faults.errors(1, status=502)
    assert await say(bot) == RetryAt(1.0, "NetworkError")


async def test_answer_that_never_came_is_tried_again(bot: Bot, person: Person, telegram: LocalTelegram) -> None:
    telegram.faults.lose_answers(1)
    assert await say(bot) == RetryAt(1.0, "NetworkError")


async def test_server_that_is_not_there_is_tried_again(bot: Bot, telegram: LocalTelegram) -> None:
    await telegram.stop()
    outcome = await say(bot)
    assert isinstance(outcome, RetryAt)
    assert (outcome.seconds, outcome.flood) == (1.0, False)


async def test_blocked_bot_is_undeliverable(bot: Bot, person: Person) -> None:
    await person.block()
    assert await say(bot) == Undeliverable("Forbidden: bot was blocked by the user", Failure.BLOCKED)


async def test_unknown_chat_is_undeliverable(bot: Bot) -> None:
    outcome = await say(bot, chat_id=999)
    assert isinstance(outcome, Undeliverable)
    assert outcome.failure is Failure.NO_CHAT


async def test_refused_formatting_gives_the_same_words_as_plain_text(bot: Bot, person: Person) -> None:
    outcome = await say(bot, text="<b>Bonjour &amp; bienvenue", parse_mode="HTML")
    assert outcome == RefusedFormatting({"text": "Bonjour & bienvenue"})


async def test_edit_that_changes_nothing_is_done(bot: Bot, person: Person) -> None:
    sent = await say(bot)
    assert isinstance(sent, Sent)
    params = {"message_id": sent.message_id, "text": "Bonjour"}
    assert await deliver(bot, "edit_message_text", 101, params, attempts=0) == Sent(None)


def test_retries_grow_to_five_minutes_at_the_most() -> None:
    assert [backoff(attempts) for attempts in (0, 1, 2, 5, 9, 200)] == [1, 2, 4, 32, 60, 60]
