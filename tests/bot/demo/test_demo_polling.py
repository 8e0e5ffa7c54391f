"""Long polling: what is not confirmed comes again, and one poll at a time."""

import asyncio
from typing import Any

from bot.demo.server import LocalTelegram
from tests.bot.demo.demo_client import Api, Clock


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_update_comes_again_until_a_higher_offset_confirms_it(telegram: LocalTelegram, api: Api) -> None:
    await telegram.person().send("un")
    first = await api.ok("getUpdates")
    again = await api.ok("getUpdates", offset=first[0]["update_id"])
    after = await api.ok("getUpdates", offset=first[0]["update_id"] + 1)
    assert (texts(first), texts(again), after) == (["un"], ["un"], [])
    assert await api.ok("getUpdates") == []


async def test_update_ids_rise_by_one_and_message_ids_start_in_each_chat(telegram: LocalTelegram, api: Api) -> None:
    aicha, brice = telegram.person(first_name="Aïcha"), telegram.person(first_name="Brice")
    await aicha.send("un")
    await brice.send("deux")
    await aicha.send("trois")
    updates = await api.ok("getUpdates")
    start = updates[0]["update_id"]
    assert [update["update_id"] - start for update in updates] == [0, 1, 2]
    assert [update["message"]["message_id"] for update in updates] == [1, 1, 2]


async def test_limit_and_negative_offset_choose_from_both_ends(telegram: LocalTelegram, api: Api) -> None:
    person = telegram.person()
    for text in ("un", "deux", "trois"):
        await person.send(text)
    assert texts(await api.ok("getUpdates", limit=2)) == ["un", "deux"]
    assert texts(await api.ok("getUpdates", offset=-1)) == ["trois"]
    assert texts(await api.ok("getUpdates")) == ["trois"]


async def test_long_poll_answers_as_soon_as_somebody_writes(telegram: LocalTelegram, api: Api) -> None:
    person = telegram.person()
    async with asyncio.timeout(5):
        poll = asyncio.create_task(api.ok("getUpdates", timeout=50))
        await telegram.listened()
        await person.send("bonjour")
        assert texts(await poll) == ["bonjour"]


async def test_long_poll_answers_nothing_when_its_time_is_up(telegram: LocalTelegram, api: Api) -> None:
    loop = asyncio.get_running_loop()
    start = loop.time()
    assert await api.ok("getUpdates", timeout=1) == []
    assert 0.9 < loop.time() - start < 3


async def test_newer_poll_ends_the_older_with_409(telegram: LocalTelegram, api: Api) -> None:
    older = asyncio.create_task(api.refusal("getUpdates", timeout=50))
    await telegram.listened()
    newer = asyncio.create_task(api.ok("getUpdates", timeout=50))
    assert await older == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await telegram.person().send("un")
    assert texts(await newer) == ["un"]


async def test_poll_is_refused_while_a_webhook_is_set(telegram: LocalTelegram, api: Api) -> None:
    await api.ok("setWebhook", url="http://127.0.0.1:1/telegram")
    code, description = await api.refusal("getUpdates")
    assert (code, description.partition(":")[0]) == (409, "Conflict")
    await api.ok("deleteWebhook")
    assert await api.ok("getUpdates") == []


async def test_allowed_updates_are_remembered_until_told_otherwise(telegram: LocalTelegram, api: Api) -> None:
    person = telegram.person()
    await api.ok("getUpdates", allowed_updates=["message"])
    await person.send("un")
    await person.block()
    await person.unblock()
    kinds = [sorted(update.keys()) for update in await api.ok("getUpdates")]
    assert kinds == [["message", "update_id"]]
    await api.ok("getUpdates", offset=-1, allowed_updates=[])
    await person.block()
    assert [key for update in await api.ok("getUpdates") for key in update] == [
        "update_id",
        "message",
        "update_id",
        "my_chat_member",
    ]


async def test_message_is_forgotten_a_day_after_it_was_written(telegram: LocalTelegram, api: Api, clock: Clock) -> None:
    person = telegram.person()
    await person.send("hier")
    clock.move(24 * 3600 - 1)
    await person.send("maintenant")
    assert texts(await api.ok("getUpdates")) == ["hier", "maintenant"]
    clock.move(1)
    assert texts(await api.ok("getUpdates")) == ["maintenant"]
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 1


async def test_duplicated_update_comes_twice_with_one_id(telegram: LocalTelegram, api: Api) -> None:
    person = telegram.person()
    telegram.faults.duplicate_updates(1)
    await person.send("un")
    await person.send("deux")
    updates = await api.ok("getUpdates")
    assert texts(updates) == ["un", "un", "deux"]
    start = updates[0]["update_id"]
    assert [update["update_id"] - start for update in updates] == [0, 0, 1]


async def test_shuffled_updates_keep_the_order_of_each_chat(telegram: LocalTelegram, api: Api) -> None:
    aicha, brice = telegram.person(), telegram.person()
    telegram.faults.shuffle = True
    for person, text in ((aicha, "a1"), (aicha, "a2"), (brice, "b1"), (aicha, "a3"), (brice, "b2")):
        await person.send(text)
    assert texts(await api.ok("getUpdates")) == ["b1", "b2", "a1", "a2", "a3"]


async def test_killed_poller_loses_nothing(telegram: LocalTelegram, api: Api) -> None:
    poll = asyncio.create_task(api.ok("getUpdates", timeout=50))
    await telegram.listened()
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    await telegram.person().send("un")
    assert texts(await api.ok("getUpdates", timeout=5)) == ["un"]
