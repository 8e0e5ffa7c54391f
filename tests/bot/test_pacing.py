"""The pace, against Telegram's limits counted independently."""

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pacing import LIFTED, Pace, Wire
from storage.outbox import Priority
from storage.pauses import ANNOUNCEMENTS, WHOLE_BOT


def let_out(pace: Pace, chats: list[int], seconds: float) -> list[tuple[float, int]]:
    """Return the (moment, chat) of all that leaves within `seconds`, where every chat always has something to send."""
    now, left, turn = 0.0, [], 0
    while now < seconds:
        ready = [chat for chat in chats if pace.chat_wait(chat, now) == 0]
        if ready and pace.bot_wait(now) == 0:
            chat = ready[turn % len(ready)]
            pace.note_sent(chat, now)
            left.append((now, chat))
            turn += 1
        else:
            now += 0.001
    return left


def most_in_any(seconds: float, moments: list[float]) -> int:
    return max(sum(1 for other in moments if start <= other < start + seconds) for start in moments)


def test_bot_never_passes_thirty_in_a_second_and_comes_close_to_it() -> None:
    left = [moment for moment, _ in let_out(Pace(30), list(range(1, 400)), 10)]
    assert most_in_any(1.0, left) <= 30
    assert len(left) >= 280


def test_a_loop_that_wakes_up_late_loses_little_and_never_passes_the_limit() -> None:
    """It is late by up to twelve milliseconds each time, as on a busy machine."""
    lateness, pace, now, left = random.Random(5), Pace(30), 0.0, []
    while now < 20:
        now += max(pace.bot_wait(now), 0.001) + lateness.uniform(0, 0.012)
        if pace.bot_wait(now) == 0:
            pace.note_sent(len(left), now)
            left.append(now)
    assert most_in_any(1.0, left) <= 30
    assert len(left) >= 28 * 20


def test_a_chat_gets_a_short_burst_then_one_a_second() -> None:
    moments = [moment for moment, _ in let_out(Pace(30), [101], 10)]
    assert [round(moment) for moment in moments] == [0, 0, 0, *range(1, 10)]


def test_a_group_never_gets_more_than_twenty_in_a_minute() -> None:
    moments = [moment for moment, _ in let_out(Pace(30), [-100], 200)]
    assert most_in_any(60.0, moments) <= 20


def test_under_a_steady_flow_a_place_is_free_within_a_twentieth_of_a_second() -> None:
    left = [moment for moment, _ in let_out(Pace(30), list(range(1, 400)), 5)]
    gaps = [later - earlier for earlier, later in pairwise(left) if earlier > 1]
    assert max(gaps) <= 0.05


def test_pauses_hold_back_whom_they_are_for_until_they_end() -> None:
    pace = Pace(30)
    pace.pause({101: 5.0, ANNOUNCEMENTS: 7.0})
    assert [pace.chat_wait(chat, 1.0) for chat in (101, 102)] == [4.0, 0.0]
    assert pace.chat_wait(102, 1.0, Priority.ANNOUNCEMENT) == 6.0
    pace.pause({WHOLE_BOT: 3.0})
    assert (pace.bot_wait(1.0), pace.bot_wait(3.0), pace.chat_wait(101, 5.0)) == (2.0, 0.0, 0.0)
    pace.pause_only({102: 9.0})
    assert [pace.chat_wait(102, 5.0), pace.chat_wait(103, 5.0, Priority.ANNOUNCEMENT)] == [4.0, 0.0]


def test_wire_holds_little_where_telegram_stands_still_and_more_where_it_goes_on_being_slow() -> None:
    wire = Wire(30)
    for _ in range(50):
        wire.note_answer(0.08)
    assert wire.room(48) == 6
    wire.note_answer(0.5)
    assert wire.room(48) == 6
    for _ in range(50):
        wire.note_answer(1.0)
    assert 30 < wire.room(48) <= 45
    assert (wire.room(4), Wire(LIFTED).room(48)) == (4, 48)


def test_a_slow_pace_is_held_too() -> None:
    moments = [moment for moment, _ in let_out(Pace(0.5), [1, 2, 3], 9)]
    assert [round(moment) for moment in moments] == [0, 2, 4, 6, 8]


@given(rate=st.integers(2, 60), chats=st.integers(1, 80))
@settings(max_examples=15, deadline=None)
def test_no_second_holds_more_than_the_rate_whatever_the_chats(rate: int, chats: int) -> None:
    left = [moment for moment, _ in let_out(Pace(rate), list(range(1, chats + 1)), 3)]
    assert most_in_any(1.0, left) <= rate
