"""Whose turn it is: urgency, order, and that nobody with many messages delays others."""

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.backlog import LATELY, Backlog
from storage.outbox import Priority
from storage.waiting import Waiting


def row(row_id: int, chat_id: int, priority: Priority = Priority.ANSWER, aims_at: int | None = None) -> Waiting:
    return Waiting(priority, row_id, chat_id, aims_at)


def leave(backlog: Backlog, now: float = 0.0, most: int = 1_000) -> list[int]:
    """Let all leave that may, a tenth of a second apart, and return their ids."""
    left: list[int] = []
    while len(left) < most and (turn := backlog.take(now, lambda _: 0.0)) is not None:
        backlog.note_sent(turn, now := now + 0.1)
        backlog.forget(turn)
        left.append(turn.id)
    return left


def of(*rows: Waiting) -> Backlog:
    backlog = Backlog()
    backlog.add(rows, 0.0)
    return backlog


def test_most_urgent_leaves_first_and_equals_as_they_were_written() -> None:
    rows = [row(number, 100 + number, Priority(number % 4)) for number in range(8)]
    assert leave(of(*reversed(rows))) == [0, 4, 1, 5, 2, 6, 3, 7]


def test_one_message_of_a_chat_is_on_its_way_at_a_time() -> None:
    backlog = of(row(1, 7), row(2, 7), row(3, 8))
    first, other, none = (backlog.take(0.0, lambda _: 0.0) for _ in range(3))
    assert first is not None
    assert (first.id, other and other.id, none) == (1, 3, None)
    backlog.put_back(first)
    assert leave(backlog) == [1, 2]


def test_more_urgent_message_overtakes_within_its_chat_until_the_other_has_left() -> None:
    backlog = of(row(1, 7, Priority.ANNOUNCEMENT))
    backlog.add([row(2, 7)], 0.0)
    assert leave(backlog) == [2, 1]


def test_chat_without_a_first_answer_leaves_before_one_that_had_one() -> None:
    """Three people write three times each, one after the other, and a fourth once, after all of them."""
    backlog = of(*(row(3 * who + number, who) for who in range(3) for number in range(3)))
    backlog.add([row(9, 3)], 5.0)
    assert leave(backlog) == [0, 3, 6, 9, 1, 4, 7, 2, 5, 8]


def test_who_had_an_answer_waits_no_longer_than_a_minute_behind_newcomers() -> None:
    backlog = of(row(1, 7), row(2, 7))
    assert leave(backlog, most=1) == [1]
    backlog.add([row(3, 8)], LATELY - 1)
    backlog.add([row(4, 9)], LATELY + 1)
    assert leave(backlog, LATELY + 2) == [3, 2, 4]


def test_announcement_had_lately_delays_no_answer() -> None:
    backlog = of(row(1, 7, Priority.ANNOUNCEMENT))
    leave(backlog)
    backlog.add([row(2, 7), row(3, 8)], 1.0)
    assert leave(backlog, 1.0) == [2, 3]


def test_chat_with_ten_thousand_messages_delays_nobody() -> None:
    backlog = of(*(row(number, 7) for number in range(10_000)))
    backlog.add([row(10_000, 8)], 1.0)
    assert leave(backlog, 1.0, most=2) == [0, 10_000]


def test_chat_that_must_rest_is_passed_over_until_then() -> None:
    backlog = of(row(1, 7), row(2, 8))
    taken = backlog.take(0.0, lambda turn: 3.0 if turn.chat_id == 7 else 0.0)
    assert taken == row(2, 8)
    assert backlog.take(1.0, lambda _: 0.0) is None
    assert backlog.next_wake(1.0) == 2.0
    assert leave(backlog, 3.0) == [1]


def test_chat_whose_pause_was_lifted_may_leave_at_once() -> None:
    backlog = of(row(1, 7))
    assert backlog.take(0.0, lambda _: 60.0) is None
    backlog.rouse()
    assert leave(backlog, 1.0) == [1]


def test_what_aims_at_a_message_waits_for_it_whatever_its_urgency() -> None:
    backlog = of(row(1, 7, Priority.ANNOUNCEMENT), row(2, 7, Priority.ANSWER, aims_at=1), row(3, 8, Priority.REMINDER))
    assert leave(backlog) == [3, 1, 2]


def test_what_turns_out_to_aim_at_a_message_that_waits_is_let_out_behind_it() -> None:
    backlog = of(row(2, 7, aims_at=1))
    turn = backlog.take(0.0, lambda _: 0.0)
    assert turn is not None
    backlog.put_behind(turn, 1)
    backlog.add([row(1, 7, Priority.RELAY), row(3, 7)], 0.0)
    assert leave(backlog) == [3, 1, 2]


def test_what_is_known_is_not_added_again_even_on_its_way() -> None:
    backlog = of(row(1, 7), row(1, 7))
    turn = backlog.take(0.0, lambda _: 0.0)
    assert turn is not None
    backlog.add([turn], 1.0)
    backlog.forget(turn)
    assert (leave(backlog), 1 in backlog) == ([], False)


def test_those_that_come_next_are_told_and_stay_in_line() -> None:
    backlog = of(*(row(number, number % 5) for number in range(20)))
    turn = backlog.take(0.0, lambda _: 0.0)
    told = [one.id for one in backlog.next_ones(3)]
    assert (turn and turn.id, told, leave(backlog, most=3)) == (0, [1, 2, 3], [1, 2, 3])


@given(seed=st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_all_leave_once_in_the_order_of_their_chat_whatever_happens(seed: int) -> None:
    chance, backlog, now, next_id = random.Random(seed), Backlog(), 0.0, 0
    away: list[Waiting] = []
    left: list[Waiting] = []
    for _ in range(300):
        now += chance.random()
        act = chance.randrange(4)
        if act == 0:
            rows = [row(next_id + more, chance.randrange(6)) for more in range(chance.randrange(4))]
            next_id += len(rows)
            backlog.add(rows, now)
        elif act == 1 and away:
            backlog.put_back(away.pop(chance.randrange(len(away))))
        elif act == 2 and away:
            left.append(away.pop(chance.randrange(len(away))))
            backlog.forget(left[-1])
        elif (turn := backlog.take(now, lambda _: chance.choice((0.0, 0.0, 1.5)))) is not None:
            assert turn.chat_id not in [one.chat_id for one in away]
            backlog.note_sent(turn, now)
            away.append(turn)
    for turn in away:
        backlog.put_back(turn)
    backlog.rouse()
    ids = [one.id for one in left] + leave(backlog, now)
    assert Counter(ids) == Counter(range(next_id))
    for chat_id in range(6):
        of_chat = [one.id for one in left if one.chat_id == chat_id]
        assert of_chat == sorted(of_chat)
