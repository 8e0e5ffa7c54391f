"""Rules of meetings: seats, the waiting list, reminders; around nights and changes of clock."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers.meetings.reading import read_address, read_capacity, read_minutes
from handlers.meetings.rules import (
    Fault,
    NoSeat,
    Reminder,
    ahead_of_newcomers,
    called_in_vain,
    due_at,
    is_link_given,
    may_be_at,
    may_hold,
    may_register,
    may_take,
    offer_ends,
    rank_of,
    reminder_topic,
    status_on_registering,
    to_offer,
    too_late_from,
    waiting_line,
)
from handlers.meetings.staff_texts import month_without
from handlers.talk.hours import Hours
from handlers.talk.refusal import Refusal
from knowledge.base.monthly import MonthlyRefused, MonthlyRule, NoDate, Without, load_monthly
from storage.meetings import Meeting, MeetingState
from storage.registrations import Registration, Status

PARIS = ZoneInfo("Europe/Paris")
HOURS = Hours()
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=PARIS).astimezone(UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)


def a_meeting(starts: str = "2026-12-03T12:30", capacity: int | None = 2, kind: str = "visio-porteurs") -> Meeting:
    begin = at(starts)
    return Meeting(
        uid="u", kind=kind, title="Visio", starts_at=begin, ends_at=begin + timedelta(minutes=90),
        state=MeetingState.PUBLISHED, created_at=NOON, capacity=capacity,
    )  # fmt: skip


def rows(*statuses: Status, first: int | None = None) -> list[Registration]:
    """Return registrations of people 1, 2, 3…, one minute apart."""
    return [
        Registration(
            meeting_id=1, telegram_id=n, status=status, since=NOON + timedelta(minutes=n), has_priority=n == first
        )
        for n, status in enumerate(statuses, 1)
    ]


@pytest.mark.parametrize(
    ("reminder", "starts", "due"),
    [
        (Reminder.WEEK, "2026-12-03T12:30", "2026-11-26T12:30"),
        (Reminder.DAY, "2026-12-03T12:30", "2026-12-02T12:30"),
        (Reminder.HOUR, "2026-12-03T12:30", "2026-12-03T11:30"),
        # In quiet hours: at the last hour of daytime before.
        (Reminder.HOUR, "2026-12-03T08:30", "2026-12-02T20:00"),
        (Reminder.DAY, "2026-12-03T22:30", "2026-12-02T20:00"),
        # The same local hour, across changes of clock.
        (Reminder.DAY, "2027-03-28T12:30", "2027-03-27T12:30"),
        (Reminder.WEEK, "2026-10-29T12:30", "2026-10-22T12:30"),
        (Reminder.HOUR, "2026-10-25T08:30", "2026-10-24T20:00"),
    ],
)
def test_reminder_is_due_at_the_hour_on_the_wall_and_never_at_night(reminder: Reminder, starts: str, due: str) -> None:
    assert due_at(reminder, at(starts), HOURS) == at(due)
    assert not HOURS.is_quiet(due_at(reminder, at(starts), HOURS))


def test_reminder_is_too_late_before_it_would_be_stale() -> None:
    starts = at("2026-12-03T12:30")
    assert too_late_from(Reminder.DAY, starts, HOURS) == at("2026-12-02T18:30")
    assert too_late_from(Reminder.HOUR, starts, HOURS) == at("2026-12-03T12:00")


def test_meeting_moved_to_another_day_is_recalled_anew() -> None:
    before, after = at("2026-12-03T12:30"), at("2026-12-03T14:00")
    assert reminder_topic(Reminder.DAY, before, HOURS) == reminder_topic(Reminder.DAY, after, HOURS)
    assert reminder_topic(Reminder.HOUR, before, HOURS) != reminder_topic(Reminder.HOUR, after, HOURS)
    assert reminder_topic(Reminder.DAY, before, HOURS) != reminder_topic(Reminder.DAY, at("2026-12-04T12:30"), HOURS)


def test_link_is_given_from_the_day_before() -> None:
    meeting = a_meeting()
    assert not is_link_given(meeting, HOURS, at("2026-12-02T12:29"))
    assert is_link_given(meeting, HOURS, at("2026-12-02T12:30"))


@pytest.mark.parametrize(
    ("taken", "in_line", "status"),
    [(1, 0, Status.REGISTERED), (2, 0, Status.WAITING), (1, 1, Status.WAITING)],
)
def test_nobody_passes_before_those_who_wait(taken: int, in_line: int, status: Status) -> None:
    assert status_on_registering(a_meeting(), taken, in_line) is status


def test_group_by_application_waits_for_the_team() -> None:
    assert status_on_registering(a_meeting(kind="dla-collectif", capacity=10), 0, 0) is Status.APPLIED


def test_line_puts_first_who_waited_in_vain_last_time_and_last_who_let_a_place_pass() -> None:
    waiting = rows(Status.PASSED, Status.WAITING, Status.REGISTERED, Status.WAITING, first=4)
    assert [row.telegram_id for row in waiting_line(waiting)] == [4, 2, 1]
    assert rank_of(waiting, 2) == 2
    assert rank_of(waiting, 3) is None


def test_freed_place_is_offered_to_the_first_only() -> None:
    held = rows(Status.REGISTERED, Status.WAITING, Status.WAITING)
    assert [row.telegram_id for row in to_offer(a_meeting(), held, HOURS, NOON)] == [2]


def test_place_offered_counts_as_held() -> None:
    held = rows(Status.REGISTERED, Status.OFFERED, Status.WAITING)
    assert to_offer(a_meeting(), held, HOURS, NOON) == []


def test_on_the_last_day_everybody_who_waits_is_called_and_the_first_gets_it() -> None:
    meeting, now = a_meeting(), at("2026-12-02T15:00")
    held = rows(Status.REGISTERED, Status.WAITING, Status.PASSED)
    assert [row.telegram_id for row in to_offer(meeting, held, HOURS, now)] == [2, 3]
    called = rows(Status.REGISTERED, Status.CALLED, Status.CALLED)
    assert may_take(meeting, called[2], called, now)
    called[2].status = Status.REGISTERED
    assert not may_take(meeting, called[1], called, now)


def test_nothing_is_offered_at_night() -> None:
    held = rows(Status.REGISTERED, Status.WAITING)
    assert to_offer(a_meeting(), held, HOURS, at("2026-11-30T23:00")) == []


def test_offer_lasts_four_hours_outside_the_night() -> None:
    meeting = a_meeting()
    assert offer_ends(meeting, HOURS, at("2026-11-30T10:00")) == at("2026-11-30T14:00")
    assert offer_ends(meeting, HOURS, at("2026-11-30T19:00")) == at("2026-12-01T10:00")
    assert offer_ends(a_meeting("2027-03-29T12:30"), HOURS, at("2027-03-27T19:00")) == at("2027-03-28T10:00")


@pytest.mark.parametrize(
    ("state", "starts", "refusal"),
    [
        (MeetingState.PROPOSED, "2026-12-03T12:30", Refusal(NoSeat.UNKNOWN)),
        (MeetingState.CANCELLED, "2026-12-03T12:30", Refusal(NoSeat.CANCELLED)),
        (MeetingState.PUBLISHED, "2026-11-03T12:30", Refusal(NoSeat.OVER)),
        (MeetingState.PUBLISHED, "2026-12-03T12:30", None),
    ],
)
def test_registration_is_refused_with_its_reason(
    state: MeetingState, starts: str, refusal: Refusal[NoSeat] | None
) -> None:
    meeting = a_meeting(starts)
    meeting.state = state
    assert may_register(meeting, NOON) == refusal


def test_change_is_refused_with_its_reason() -> None:
    begin, end = at("2026-12-03T12:30"), at("2026-12-03T14:00")
    assert may_be_at(at("2026-11-03T12:30"), end, NOON, None) == Refusal(Fault.PAST)
    assert may_be_at(begin, begin, NOON, None) == Refusal(Fault.ENDS_FIRST)
    assert may_be_at(begin, end, NOON, a_meeting()) == Refusal(Fault.OVERLAPS)
    assert may_be_at(begin, end, NOON, None) is None
    assert may_hold(3, 4) == Refusal(Fault.TOO_SMALL)
    assert may_hold(None, 4) is None


def test_numbers_and_addresses_are_read_or_refused() -> None:
    lengths = ("90", "90 minutes", "1h30", "2 heures", "1 h", "3", "longtemps", "2000")
    assert [read_minutes(words) for words in lengths] == [90, 90, 90, 120, 60, None, None, None]
    assert read_capacity("10 places") == (True, 10)
    assert read_capacity("aucune limite") == (True, None)
    assert read_capacity("beaucoup") == (False, None)
    assert read_address("https://visio.example/abc") == "https://visio.example/abc"
    assert read_address("visio point fr") is None


RULE = MonthlyRule("visio-porteurs", "Visio", 1, 3, time(12, 30), 90, (8,))


def test_monthly_rule_gives_the_day_or_says_why_there_is_none() -> None:
    assert RULE.date_in(2026, 12) == date(2026, 12, 3)
    assert RULE.date_in(2027, 8) == NoDate(Without.BY_RULE, 2027, 8)
    fifth = MonthlyRule("autre", "Cinquième", 5, 3, time(12, 30), 90)
    november = fifth.date_in(2026, 11)
    assert isinstance(november, NoDate)
    assert month_without(november) == "novembre 2026 : pas de 5e jeudi"
    ascension = MonthlyRule("autre", "Mai", 1, 3, time(12, 30), 90)
    may = ascension.date_in(2027, 5)
    assert isinstance(may, NoDate)
    assert month_without(may) == "mai 2027 : le jeudi 6 est férié"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("- {kind: a}", "rule 1: needs"),
        ("- {kind: autre, title: b, week: 7, day: jeudi, at: '12:30', minutes: 90}", "week is 1 to 5"),
        ("- {kind: autre, title: b, week: 1, day: jeudi, at: midi, minutes: 90}", "at is a local time"),
        ("- {kind: autre, title: b, week: 1, day: jeudi, at: '12:30', minutes: 90, capacity: 0}", "capacity"),
        ("rien", "expected a list"),
    ],
)
def test_faulty_rule_is_refused_in_one_line(tmp_path: Path, written: str, fault: str) -> None:
    path = tmp_path / "meetings.yaml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(MonthlyRefused, match=fault):
        load_monthly(path)


def test_who_let_a_place_pass_gets_a_free_one_where_nobody_waits_in_turn() -> None:
    held = rows(Status.REGISTERED, Status.PASSED, Status.PASSED)
    assert may_take(a_meeting(), held[2], held, NOON)
    held[1].status = Status.WAITING
    assert not may_take(a_meeting(), held[2], held, NOON)
    assert not may_take(a_meeting(capacity=1), held[2], [held[0], held[2]], NOON)


def test_on_the_last_day_who_was_called_has_had_their_turn() -> None:
    meeting = a_meeting()
    held = rows(Status.CALLED, Status.WAITING, Status.PASSED)
    assert ahead_of_newcomers(meeting, held, NOON) == held[:2]
    assert ahead_of_newcomers(meeting, held, at("2026-12-02T15:00")) == [held[1]]


def test_called_for_a_place_that_is_taken_people_wait_again_and_hear_of_the_next() -> None:
    meeting, now = a_meeting(capacity=2), at("2026-12-02T18:00")
    called = rows(Status.REGISTERED, Status.REGISTERED, Status.CALLED, Status.CALLED)
    assert called_in_vain(meeting, called, now) == called[2:]
    called[1].status = Status.CANCELLED
    assert called_in_vain(meeting, called, now) == []
    for row in called[2:]:
        row.status = Status.WAITING
    assert to_offer(meeting, called, HOURS, now) == called[2:]


def test_called_for_a_meeting_moved_away_people_wait_again() -> None:
    called = rows(Status.REGISTERED, Status.CALLED)
    assert called_in_vain(a_meeting("2026-12-10T12:30"), called, at("2026-12-02T18:00")) == called[1:]
