"""Rules of a case: the table of transitions, who may act, working time; docs/cases.md says the same."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers.cases.core.buttons import WHICH, WRITE, case_told_by, follow_rows, of_case, rating_rows, staff_rows
from handlers.cases.core.phones import read_phone
from handlers.cases.core.rules import (
    STEPS,
    Later,
    Step,
    Why,
    due_for,
    later_until,
    may_reply,
    next_state,
    staff_step,
    switch_is_over,
)
from handlers.cases.core.texts import stand_in
from handlers.cases.staff.delay_texts import line
from handlers.cases.staff.delays import Delay, delay_of, delays_by_month, delays_by_territory, rounded
from handlers.talk.dates import day_and_hour
from handlers.talk.hours import Hours
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Button
from handlers.talk.worktime import WorkTime, public_holidays
from storage.cases import Case as Record
from storage.cases import State

ROOT = Path(__file__).parents[3]
PARIS = ZoneInfo("Europe/Paris")
WORK = WorkTime(Hours())


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


@dataclass
class Case:
    state: str = State.NEW
    owner_id: int | None = None
    closed_at: datetime | None = None


def test_drawn_diagram_is_the_table() -> None:
    page = (ROOT / "docs" / "cases.md").read_text()
    drawn = re.findall(r"^    (\w+) --> (\w+): (\w+)$", page, re.MULTILINE)
    assert sorted(drawn) == sorted((str(state), str(after), str(step)) for (state, step), after in STEPS.items())


def test_every_story_of_the_page_exists() -> None:
    told = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "cases.md").read_text()))
    stories = "".join(path.read_text() for path in (ROOT / "tests" / "handlers").rglob("test_*.py"))
    written = set(re.findall(r"^async def (test_\w+)", stories, re.MULTILINE))
    assert told - written == set()
    assert len(written) >= 25


def test_every_state_is_reached_and_left() -> None:
    assert set(STEPS.values()) == set(State)
    assert {state for state, _ in STEPS} == set(State)
    assert {step for _, step in STEPS} == set(Step)


@pytest.mark.parametrize("state", [State.NEW, State.TAKEN, State.WAITING])
def test_taken_by_somebody_else_is_refused_with_its_reason(state: State) -> None:
    case = Case(state, owner_id=None if state is State.NEW else 1)
    expected = State.TAKEN if state is State.NEW else Refusal(Why.TAKEN)
    assert staff_step(case, Step.TAKE, 2, at(12, 1, 10)) == expected


def test_own_case_is_not_taken_twice_and_the_team_may_act_on_others() -> None:
    case = Case(State.TAKEN, owner_id=1)
    assert staff_step(case, Step.TAKE, 1, at(12, 1, 10)) == Refusal(Why.OWN)
    assert staff_step(case, Step.CLOSE, 2, at(12, 1, 10)) == Refusal(Why.TAKEN)
    assert staff_step(case, Step.CLOSE, 2, at(12, 1, 10), oversees=True) == State.CLOSED
    assert staff_step(case, Step.NOTE, 2, at(12, 1, 10)) == State.TAKEN
    assert (may_reply(case, 1), may_reply(case, 2)) == (None, Refusal(Why.TAKEN))


def test_closed_case_reopens_for_thirty_days() -> None:
    case = Case(State.CLOSED, closed_at=at(1, 1, 10))
    assert next_state(case, Step.REOPEN, at(1, 31, 10)) == State.NEW
    assert next_state(case, Step.REOPEN, at(1, 31, 11)) == Refusal(Why.TOO_LATE)
    assert next_state(case, Step.ASK, at(1, 2, 10)) == Refusal(Why.CLOSED)


@pytest.mark.parametrize(
    ("asked", "remind", "promise"),
    [
        (at(12, 1, 10), at(12, 1, 17, 30), at(12, 2, 10)),
        (at(12, 4, 16), at(12, 7, 15), at(12, 7, 16)),  # over a weekend
        (at(12, 24, 16), at(12, 28, 15), at(12, 28, 16)),  # over Christmas and a weekend
        (at(12, 1, 22), at(12, 2, 16, 30), at(12, 2, 17, 30)),  # at night
        (at(12, 5, 3), at(12, 7, 16, 30), at(12, 7, 17, 30)),
        (at(3, 27, 16), at(3, 30, 15), at(3, 30, 16)),  # over the change of clock
    ],
)
def test_promises_count_working_hours(asked: datetime, remind: datetime, promise: datetime) -> None:
    due = due_for(asked, WORK)
    assert (due.remind_at, due.promise_at) == (remind, promise)


def test_public_holidays_are_french() -> None:
    assert {at(7, 14, 0).date(), at(5, 1, 0).date(), at(11, 11, 0).date()} <= public_holidays(2026)


@pytest.mark.parametrize(
    ("choice", "now", "until"),
    [
        (Later.EVENING, at(12, 1, 10), at(12, 1, 16, 30)),
        (Later.EVENING, at(12, 1, 17), at(12, 2, 9)),
        (Later.TOMORROW, at(12, 4, 10), at(12, 7, 9)),
        (Later.MONDAY, at(12, 2, 10), at(12, 7, 9)),
        (Later.MONDAY, at(12, 21, 10), at(12, 28, 9)),
        (Later.EVENING, at(12, 4, 17, 15), at(12, 7, 9)),  # a Friday after work
        (Later.EVENING, at(12, 5, 10), at(12, 7, 9)),  # a Saturday
        (Later.EVENING, at(12, 25, 10), at(12, 28, 9)),  # Christmas, a Friday
        (Later.TOMORROW, at(12, 24, 10), at(12, 28, 9)),  # its eve
        (Later.TOMORROW, at(5, 13, 10), at(5, 15, 9)),  # the eve of the Ascension
        (Later.MONDAY, at(4, 3, 10), at(4, 7, 9)),  # Easter Monday
        (Later.MONDAY, at(12, 4, 10), at(12, 7, 9)),
    ],
)
def test_later_is_when_somebody_works(choice: Later, now: datetime, until: datetime) -> None:
    assert later_until(choice, now, WORK) == until


def test_worked_time_between_two_moments() -> None:
    assert WORK.between(at(12, 4, 16), at(12, 7, 10)) == timedelta(hours=2, minutes=30)
    assert not switch_is_over(None, at(12, 1, 10))
    assert switch_is_over(at(12, 1, 10), at(12, 1, 10, 31))


@pytest.mark.parametrize(
    ("written", "read"),
    [("06 12 34 56 78", "0612345678"), ("+33 6.12.34.56.78", "+33612345678"), ("demain", None), ("12", None)],
)
def test_phone_numbers_as_people_write_them(written: str, read: str | None) -> None:
    assert read_phone(written) == read


def test_median_and_nine_in_ten() -> None:
    hours = [timedelta(hours=number) for number in range(1, 11)]
    delay = delay_of(hours)
    assert delay is not None
    assert (delay.count, delay.median, delay.p90) == (10, timedelta(hours=5), timedelta(hours=9))
    assert delay_of([]) is None


def test_promise_that_is_late_is_not_called_unchanged() -> None:
    in_time = stand_in(1, "Karine Machat", "Elodie Truong", "demain à 10 h", is_late=False)
    late = stand_in(1, "Karine Machat", "Elodie Truong", "lundi 23 novembre à 10 h", is_late=True)
    assert in_time.endswith("Réponse attendue d'ici demain à 10 h, comme annoncé.")
    assert late.endswith(
        "La réponse annoncée pour lundi 23 novembre à 10 h est en retard : Elodie Truong a votre demande sous les yeux."
    )


def test_delays_tell_how_many_had_no_reply() -> None:
    assert line("novembre", 15, 13, "2 min (neuf sur dix : 3 min)", "") == (
        "novembre : 15 demandes, dont 13 sans réponse · première réponse 2 min (neuf sur dix : 3 min)"
    )
    assert line("novembre", 2, 2, "", "") == "novembre : 2 demandes · pas encore de réponse"


def told_case(opened: datetime, replied: datetime | None, closed: datetime | None, department: str | None) -> Record:
    case = Record(
        telegram_id=1, person_name="A", state="closed" if closed else "taken", role="delegate", referent="K",
        opened_at=opened, department=department,
    )  # fmt: skip
    case.first_reply_at, case.closed_at, case.closed_why = replied, closed, "done" if closed else None
    return case


def test_delays_are_told_in_working_hours_by_month_and_by_territory() -> None:
    cases = [
        # Over a weekend: an hour and a half on Friday, an hour on Monday.
        told_case(at(12, 4, 16), at(12, 7, 10), at(12, 7, 12), "87"),
        told_case(at(12, 1, 10), at(12, 1, 11), None, "87"),
        told_case(at(12, 24, 17), at(12, 28, 9, 30), None, "23"),  # over Christmas
        told_case(at(11, 30, 10), None, None, None),
    ]
    december, november = delays_by_month(cases, WORK)["2026-12"], delays_by_month(cases, WORK)["2026-11"]
    assert december.first_reply == Delay(3, timedelta(hours=1), timedelta(hours=2, minutes=30))
    assert december.closing == Delay(1, timedelta(hours=4, minutes=30), timedelta(hours=4, minutes=30))
    assert (november.opened, november.first_reply, november.closing) == (1, None, None)
    assert {name: one.opened for name, one in delays_by_territory(cases, WORK).items()} == {
        "23": 1,
        "87": 2,
        "hors région": 1,
    }
    assert [rounded(timedelta(minutes=much)) for much in (0, 25, 60, 150)] == ["0 min", "25 min", "1 h", "2 h 30"]


@pytest.mark.parametrize(
    ("rows", "case"),
    [
        (staff_rows(7, "new", is_owner=False, oversees=False), 7),
        (staff_rows(7, "closed", is_owner=True, oversees=False), 7),
        (follow_rows(7, "Karine"), 7),
        (rating_rows(7), 7),
        ([[of_case(WRITE, "Répondre à Karine", 7)]], 7),
        ([[of_case(WRITE, "N° 7 : écrire", 7)], [of_case(WRITE, "N° 8 : écrire", 8)]], None),
        ([[of_case(WRITE, "Écrire à Karine", 7), Button("Voir ce que je sais", "sujets")]], None),
        ([[of_case(WHICH, "Aïcha", 7, 12)]], None),
        ([], None),
    ],
)
def test_buttons_say_whose_a_message_is(rows: list[list[Button]], case: int | None) -> None:
    assert case_told_by([button.code for row in rows for button in row]) == case


def test_moments_as_one_says_them() -> None:
    now = at(11, 30, 10)
    assert day_and_hour(at(11, 30, 16, 30), now, PARIS) == "aujourd'hui à 16 h 30"
    assert day_and_hour(at(12, 1, 9), now, PARIS) == "demain à 9 h"
    assert day_and_hour(at(12, 3, 12, 5), now, PARIS) == "jeudi 3 décembre à 12 h 05"
    assert day_and_hour(at(12, 1, 9), at(12, 5, 9), PARIS) == "mardi 1er décembre à 9 h"
