"""Delivery by webhook: until a 2xx, in order within a chat, chats and button presses at the same time."""

import asyncio
from itertools import pairwise

from bot.demo.server import LocalTelegram
from tests.bot.demo.demo_client import Api, Clock, Hook


async def test_update_arrives_with_the_secret_and_is_confirmed_by_200(
    telegram: LocalTelegram, api: Api, hook: Hook
) -> None:
    await api.ok("setWebhook", url=hook.url, secret_token="s3cret_-")
    await telegram.person().send("bonjour")
    await hook.wait(1)
    await telegram.idle()
    assert (hook.texts, hook.secrets) == (["bonjour"], ["s3cret_-"])
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 0


async def test_refused_update_is_tried_again_with_growing_delays_until_200(
    telegram: LocalTelegram, api: Api, hook: Hook
) -> None:
    hook.statuses = [500, 404, 301]
    await api.ok("setWebhook", url=hook.url)
    await telegram.person().send("bonjour")
    await hook.wait(4)
    await telegram.idle()
    assert hook.texts == ["bonjour"] * 4
    waits = [after - before for before, after in pairwise(hook.times)]
    assert waits[0] >= 0.02
    assert waits[1] >= 0.04
    assert waits[2] >= 0.08


async def test_webhook_info_tells_the_last_failure(telegram: LocalTelegram, api: Api, hook: Hook, clock: Clock) -> None:
    hook.statuses = [500]
    await api.ok("setWebhook", url=hook.url, max_connections=7, allowed_updates=["message"])
    await telegram.person().send("bonjour")
    await hook.wait(2)
    await telegram.idle()
    assert await api.ok("getWebhookInfo") == {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 7,
        "ip_address": "127.0.0.1",
        "allowed_updates": ["message"],
        "last_error_date": int(clock()),
        "last_error_message": "Wrong response from the webhook: 500 Internal Server Error",
    }


async def test_next_message_of_a_chat_waits_for_the_200_of_the_one_before(
    telegram: LocalTelegram, api: Api, hook: Hook
) -> None:
    hook.held = {"un"}
    await api.ok("setWebhook", url=hook.url)
    aicha, brice = telegram.person(), telegram.person()
    await aicha.send("un")
    await aicha.send("deux")
    await hook.wait(1)
    await brice.send("à côté")
    await hook.wait(2)
    assert hook.texts == ["un", "à côté"]
    await hook.release()
    await telegram.idle()
    assert hook.texts == ["un", "à côté", "deux"]


async def test_button_press_goes_beside_the_messages_of_its_chat(telegram: LocalTelegram, api: Api, hook: Hook) -> None:
    hook.held = {"lent"}
    await api.ok("setWebhook", url=hook.url)
    person = telegram.person()
    await person.send("bonjour")
    sent = await api.ok(
        "sendMessage",
        chat_id=person.id,
        text="?",
        reply_markup={"inline_keyboard": [[{"text": "Oui", "callback_data": "y"}]]},
    )
    await person.send("lent")
    await hook.wait(2)
    pressing = asyncio.create_task(person.press(sent["message_id"], "Oui"))
    received = await hook.wait(3)
    query = received[2]["callback_query"]
    await api.ok("answerCallbackQuery", callback_query_id=query["id"], text="Merci")
    assert (await pressing).text == "Merci"
    assert hook.texts == ["bonjour", "lent"]


async def test_no_more_connections_are_open_than_asked_for(telegram: LocalTelegram, api: Api, hook: Hook) -> None:
    hook.held = {"attends"}
    await api.ok("setWebhook", url=hook.url, max_connections=2)
    for _ in range(5):
        await telegram.person().send("attends")
    await hook.wait(2)
    await hook.release()
    await hook.wait(5)
    await telegram.idle()
    assert hook.most_open == 2


async def test_what_waited_is_delivered_when_the_webhook_is_set(telegram: LocalTelegram, api: Api, hook: Hook) -> None:
    person = telegram.person()
    await person.send("avant")
    await api.ok("setWebhook", url=hook.url)
    await hook.wait(1)
    await telegram.idle()
    assert hook.texts == ["avant"]


async def test_dropped_pending_updates_never_come(telegram: LocalTelegram, api: Api, hook: Hook) -> None:
    person = telegram.person()
    await person.send("avant")
    await api.ok("setWebhook", url=hook.url, drop_pending_updates=True)
    await person.send("après")
    await hook.wait(1)
    await telegram.idle()
    assert hook.texts == ["après"]


async def test_deleted_webhook_leaves_unconfirmed_updates_to_polling(telegram: LocalTelegram, api: Api) -> None:
    await api.ok("setWebhook", url="http://127.0.0.1:1/telegram")
    await telegram.person().send("un")
    await api.ok("deleteWebhook")
    assert [update["message"]["text"] for update in await api.ok("getUpdates")] == ["un"]


async def test_undelivered_update_expires_after_a_day(telegram: LocalTelegram, api: Api, clock: Clock) -> None:
    await api.ok("setWebhook", url="http://127.0.0.1:1/telegram")
    await telegram.person().send("un")
    clock.move(24 * 3600)
    await telegram.idle(timeout=2)
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 0


async def test_duplicated_update_is_delivered_twice(telegram: LocalTelegram, api: Api, hook: Hook) -> None:
    await api.ok("setWebhook", url=hook.url)
    telegram.faults.duplicate_updates(1)
    await telegram.person().send("un")
    first, second = await hook.wait(2)
    await telegram.idle()
    assert first == second
    assert hook.texts == ["un", "un"]


async def test_shuffle_lets_a_later_chat_overtake(telegram: LocalTelegram, api: Api, hook: Hook) -> None:
    await api.ok("setWebhook", url=hook.url)
    telegram.faults.shuffle = True
    aicha, brice = telegram.person(), telegram.person()
    await aicha.send("a1")
    await aicha.send("a2")
    await brice.send("b1")
    await hook.wait(3)
    assert hook.texts == ["b1", "a1", "a2"]


async def test_webhook_wants_https_except_on_this_machine(api: Api) -> None:
    assert await api.refusal("setWebhook", url="http://example.org/telegram") == (
        400,
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    )
    assert (await api("setWebhook", url="http://localhost:1/t"))["description"] == "Webhook was set"
    assert (await api("setWebhook", url="http://localhost:1/t"))["description"] == "Webhook is already set"
    assert (await api("deleteWebhook"))["description"] == "Webhook was deleted"


async def test_secret_of_other_characters_is_refused(api: Api) -> None:
    assert await api.refusal("setWebhook", url="https://example.org/t", secret_token="é") == (
        400,
        "Bad Request: secret token contains unallowed characters",
    )
