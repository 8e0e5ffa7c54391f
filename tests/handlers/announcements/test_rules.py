"""Rules of announcements: recipients, moments, states. No database, no clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.announcements.content import content, send_call, too_long_by
from handlers.announcements.rules import (
    Departure,
    Segment,
    Transition,
    advance,
    audience_of,
    can,
    departure,
    read_segment,
)
from handlers.talk.hours import Hours
from handlers.talk.refusal import Refusal
from knowledge.snapshot import Knowledge
from storage.announcements import Announcement, Progress
from storage.audiences import Audience

PARIS = ZoneInfo("Europe/Paris")
HOURS = Hours()


def local(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=PARIS).astimezone(UTC)


def announcement(state: Progress) -> Announcement:
    now = local("2026-12-01T10:00")
    return Announcement(token="t", subject="visios", segment="all", content={}, state=state, created_at=now, due_at=now)


@pytest.mark.parametrize(
    ("written", "segment"),
    [
        ("all", Segment("all")),
        ("partners", Segment("partners")),
        ("department:79", Segment("department", "79")),
        ('delegate:"Elodie Truong"', Segment("delegate", "Elodie Truong")),
        ("meeting:3", Segment("meeting", "3")),
        ("phase:idee", Segment("phase", "idee")),
        ("delegate:elodie truong", Segment("delegate", "Elodie Truong")),
    ],
)
def test_segment_is_read_as_written(knowledge: Knowledge, written: str, segment: Segment) -> None:
    assert read_segment(written, knowledge.team) == segment


@pytest.mark.parametrize("written", ["", "everybody", "department:", "department:75", "delegate:Nobody", "phase:x"])
def test_what_is_no_segment_is_refused_in_a_sentence(knowledge: Knowledge, written: str) -> None:
    refused = read_segment(written, knowledge.team)
    assert isinstance(refused, Refusal)
    assert refused.about in written


def test_segment_narrows_those_who_asked_for_the_subject(knowledge: Knowledge) -> None:
    team = knowledge.team
    assert audience_of("visios", Segment("all"), team) == Audience(subject="visios")
    assert audience_of("visios", Segment("department", "79"), team) == Audience("visios", ("79",))
    territory = audience_of("visios", Segment("delegate", "Elodie Truong"), team).departments
    assert sorted(territory or ()) == ["16", "17", "79", "86"]


def test_partners_need_no_subject_and_others_do(knowledge: Knowledge) -> None:
    assert audience_of(None, Segment("partners"), knowledge.team) == Audience(role="partner")
    assert [Segment(kind).needs_subject for kind in ("all", "partners")] == [True, False]


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2026-12-01T09:59", Departure.LATER),
        ("2026-12-01T10:00", Departure.NOW),
        ("2026-12-01T21:00", Departure.LATER),
        ("2026-12-02T07:59", Departure.LATER),
        ("2026-12-02T08:00", Departure.NOW),
        ("2026-12-02T12:01", Departure.TOO_LATE),
        ("2026-12-02T22:00", Departure.TOO_LATE),
    ],
)
def test_announcement_leaves_when_due_by_day_and_not_after_its_last_moment(now: str, leaves: Departure) -> None:
    assert departure(local("2026-12-01T10:00"), local("2026-12-02T12:00"), HOURS, local(now)) == leaves


@pytest.mark.parametrize(
    ("now", "daytime"),
    [
        ("2026-12-01T10:00", "2026-12-01T10:00"),
        ("2026-12-01T21:00", "2026-12-02T08:00"),
        ("2026-12-01T03:00", "2026-12-01T08:00"),
        ("2027-03-27T23:00", "2027-03-28T08:00"),  # the night when clocks go forward
        ("2026-10-24T23:00", "2026-10-25T08:00"),  # and back
    ],
)
def test_next_daytime_is_by_the_clock_on_the_wall(now: str, daytime: str) -> None:
    assert HOURS.next_daytime(local(now)) == local(daytime)


ENDS = (Progress.SENT, Progress.STOPPED, Progress.WITHDRAWN, Progress.EXPIRED)


def test_only_what_fits_a_state_may_be_done() -> None:
    allowed = {state: {one for one in Transition if can(announcement(state), one)} for state in Progress}
    assert allowed[Progress.SENDING] == {
        Transition.SUSPEND,
        Transition.STOP,
        Transition.EXPIRE,
        Transition.END,
        Transition.CORRECT,
    }
    assert allowed[Progress.SUSPENDED] == {Transition.RESUME, Transition.STOP, Transition.CORRECT}
    assert allowed[Progress.HELD] == {Transition.SEND_HELD, Transition.DROP_HELD}
    assert allowed[Progress.SCHEDULED] == {Transition.START, Transition.WITHDRAW, Transition.EXPIRE, Transition.CORRECT}
    assert allowed[Progress.WITHDRAWN] == set()


def test_step_that_does_not_fit_changes_nothing() -> None:
    one, now = announcement(Progress.STOPPED), local("2026-12-01T11:00")
    assert (advance(one, Transition.RESUME, now), one.state, one.ended_at) == (False, Progress.STOPPED, None)


def test_beginning_and_end_are_dated_once() -> None:
    one, now = announcement(Progress.SCHEDULED), local("2026-12-01T11:00")
    later = now + timedelta(hours=1)
    for act, moment in (
        (Transition.START, now),
        (Transition.SUSPEND, now),
        (Transition.RESUME, later),
        (Transition.END, later),
    ):
        assert advance(one, act, moment)
    assert (one.started_at, one.ended_at, one.state) == (now, later, Progress.SENT)


def test_room_is_kept_for_the_way_out() -> None:
    """The longest text that is accepted makes a message that Telegram accepts, with its last line."""
    html = "é" * 4000
    assert too_long_by(html, "text") == 0
    assert too_long_by("é" * 5000, "text") == 1000
    for subject in ("visios", "financements", "formation", "reseau"):
        assert len(send_call(content(html), subject, ())[1]["text"]) - len("<i></i>") <= 4096


def test_letters_are_counted_as_telegram_does() -> None:
    assert too_long_by("<b>" + "🙂" * 2000 + "</b>&amp;", "text") == 1


def test_photo_goes_with_its_words_as_a_caption() -> None:
    method, params = send_call(content("Une affiche", "photo", "file-1"), None, ())
    assert (method, params) == ("send_photo", {"photo": "file-1", "caption": "Une affiche", "parse_mode": "HTML"})
