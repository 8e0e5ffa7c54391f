"""Calendar files, read by a parser that shares no code with the one that wrote them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus

from handlers.meetings.calendar import event_file, public_feed
from handlers.meetings.duties import new_meeting
from handlers.talk.hours import Hours
from storage.meetings import Meeting, MeetingState

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def read(written: str) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(written)


def meeting_at(*local: int, minutes: int = 90) -> Meeting:
    made = new_meeting("visio-porteurs", "Visio des projets", datetime(*local, tzinfo=PARIS), minutes, NOW)  # type: ignore[misc]
    made.state, made.link = MeetingState.PUBLISHED, "https://visio.example/abc?x=1&y=2"
    return made


@pytest.mark.parametrize(
    ("local", "ahead"),
    [
        ((2027, 1, 7, 12, 30), 1),
        ((2027, 7, 1, 12, 30), 2),
        ((2027, 3, 27, 12, 30), 1),
        ((2027, 3, 28, 12, 30), 2),
        ((2027, 10, 30, 12, 30), 2),
        ((2027, 10, 31, 12, 30), 1),
    ],
    ids=["winter", "summer", "day before March", "day of March", "day before October", "day of October"],
)
def test_event_is_at_the_local_hour_in_summer_and_winter(local: tuple[int, ...], ahead: int) -> None:
    (event,) = read(event_file(meeting_at(*local), Hours(), NOW)).events
    assert event.dtstart.replace(tzinfo=None) == datetime(*local)  # type: ignore[misc]
    assert str(event.dtstart.tzinfo) == "Europe/Paris"  # type: ignore[union-attr]
    assert event.dtstart.utcoffset() == timedelta(hours=ahead)  # type: ignore[union-attr]
    assert event.end - event.start == timedelta(minutes=90)


def test_event_over_a_change_of_clocks_lasts_as_long_as_it_lasts() -> None:
    meeting = meeting_at(2027, 3, 28, 1, 0, minutes=180)
    (event,) = read(event_file(meeting, Hours(), NOW)).events
    assert event.dtend.astimezone(UTC) - event.dtstart.astimezone(UTC) == timedelta(hours=3)  # type: ignore[union-attr]


def test_move_and_cancellation_keep_the_uid_and_raise_the_sequence() -> None:
    meeting = meeting_at(2027, 3, 25, 12, 30)
    first = read(event_file(meeting, Hours(), NOW))
    meeting.starts_at, meeting.ends_at = (one + timedelta(days=7) for one in (meeting.starts_at, meeting.ends_at))
    meeting.sequence += 1
    moved = read(event_file(meeting, Hours(), NOW + timedelta(days=1)))
    meeting.state, meeting.sequence = MeetingState.CANCELLED, meeting.sequence + 1
    gone = read(event_file(meeting, Hours(), NOW + timedelta(days=2)))
    events = [one.events[0] for one in (first, moved, gone)]
    assert {event.uid for event in events} == {meeting.uid}
    assert [event.sequence for event in events] == [0, 1, 2]
    assert [event.status for event in events] == [EventStatus.CONFIRMED, EventStatus.CONFIRMED, EventStatus.CANCELLED]
    assert [one.method for one in (first, moved, gone)] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert [event.dtstamp for event in events] == [NOW + timedelta(days=day) for day in range(3)]


def test_link_is_in_the_file_only_when_it_may_be() -> None:
    meeting = meeting_at(2027, 7, 1, 12, 30)
    (without,) = read(event_file(meeting, Hours(), NOW)).events
    (with_link,) = read(event_file(meeting, Hours(), NOW, link=True)).events
    assert (without.location, with_link.location) == (None, meeting.link)
    assert "visio.example" not in event_file(meeting, Hours(), NOW)


@pytest.mark.parametrize("words", ["Projets, lieux ; « idées »", "Deux\nlignes", "\\n n'est pas une ligne", "é" * 100])
def test_words_come_back_as_they_were(words: str) -> None:
    meeting = meeting_at(2027, 7, 1, 12, 30)
    meeting.programme, meeting.place = words, words.partition("\n")[0]
    written = event_file(meeting, Hours(), NOW)
    (event,) = read(written).events
    assert (event.description, event.location) == (words, meeting.place)
    assert max(len(line.encode()) for line in written.split("\r\n")) <= 75


def test_public_feed_has_each_meeting_once_and_no_link() -> None:
    meetings = [meeting_at(2027, 1, 7, 12, 30), meeting_at(2027, 7, 1, 12, 30)]
    feed = public_feed(meetings, Hours(), NOW)
    assert [event.uid for event in read(feed).events] == [one.uid for one in meetings]
    assert "visio.example" not in feed


def test_public_feed_of_no_meeting_is_a_calendar() -> None:
    assert read(public_feed([], Hours(), NOW)).events == []
