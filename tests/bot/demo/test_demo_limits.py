"""The pace that Telegram allows, and the 429 beyond it."""

import pytest

from bot.demo.errors import Refused
from bot.demo.limits import Limits, Pace
from bot.demo.server import LocalTelegram
from tests.bot.demo.demo_client import Api, Clock


def sent_before_refusal(pace: Pace, chat_id: int, *, group: bool = False, most: int = 100) -> tuple[int, int | None]:
    """Return how many messages leave at once, and the seconds to wait that the refusal names."""
    for count in range(most):
        try:
            pace.admit(chat_id, group=group)
        except Refused as refusal:
            return count, refusal.retry_after
    return most, None


def test_chat_takes_a_short_burst_then_one_a_second(clock: Clock) -> None:
    pace = Pace(Limits(), clock)
    assert sent_before_refusal(pace, 1) == (3, 1)
    clock.move(1)
    assert sent_before_refusal(pace, 1) == (1, 1)


def test_pace_counts_every_chat_together(clock: Clock) -> None:
    pace = Pace(Limits(), clock)
    for chat_id in range(30):
        pace.admit(chat_id, group=False)
    assert sent_before_refusal(pace, 99) == (0, 1)
    clock.move(1)
    for chat_id in range(100, 130):
        pace.admit(chat_id, group=False)
    assert sent_before_refusal(pace, 199) == (0, 1)


def test_group_takes_twenty_a_minute(clock: Clock) -> None:
    pace = Pace(Limits(chat_per_second=None), clock)
    assert sent_before_refusal(pace, -1, group=True) == (20, 3)
    clock.move(60)
    assert sent_before_refusal(pace, -1, group=True) == (20, 3)


def test_chat_stays_closed_until_the_time_told(clock: Clock) -> None:
    pace = Pace(Limits(chat_per_second=0.25, chat_burst=1), clock)
    assert sent_before_refusal(pace, 1) == (1, 4)
    clock.move(3.9)
    assert sent_before_refusal(pace, 1) == (0, 1)
    clock.move(1)
    assert sent_before_refusal(pace, 1) == (1, 4)


def test_album_counts_for_as_many_as_it_holds(clock: Clock) -> None:
    pace = Pace(Limits(), clock)
    pace.admit(1, group=False, count=10)
    assert sent_before_refusal(pace, 1) == (0, 8)


def test_lifted_limits_refuse_nothing(clock: Clock) -> None:
    assert sent_before_refusal(Pace(Limits.lifted(), clock), -1, group=True, most=1000) == (1000, None)


async def test_fourth_message_at_once_is_answered_429_with_the_delay(telegram: LocalTelegram, api: Api) -> None:
    telegram.limits = Limits()
    person = telegram.person()
    await person.send("bonjour")
    for _ in range(3):
        await api.ok("sendMessage", chat_id=person.id, text="un")
    assert await api("sendMessage", chat_id=person.id, text="un de trop") == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert len(person.received) == 3


@pytest.mark.parametrize("method", ["getMe", "getUpdates", "getWebhookInfo"])
async def test_questions_have_no_pace(telegram: LocalTelegram, api: Api, method: str) -> None:
    telegram.limits = Limits(overall_per_second=1, overall_burst=1)
    for _ in range(5):
        await api.ok(method)
