"""Calendar files, read by a parser that shares no code with the one that wrote them."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus

from handlers.meetings.calendar import event_file, public_feed
from handlers.meetings.duties import new_meeting
from handlers.meetings.timezones import timezone_of
from handlers.talk.hours import Hours
from storage.meetings import Meeting, MeetingState, note_change

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
    note_change(meeting, NOW + timedelta(days=1))
    moved = read(event_file(meeting, Hours(), NOW + timedelta(days=9)))
    meeting.state = MeetingState.CANCELLED
    note_change(meeting, NOW + timedelta(days=2))
    gone = read(event_file(meeting, Hours(), NOW + timedelta(days=9)))
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
    feed = public_feed(meetings, Hours())
    assert [event.uid for event in read(feed).events] == [one.uid for one in meetings]
    assert "visio.example" not in feed


def test_public_feed_of_no_meeting_is_a_calendar() -> None:
    assert read(public_feed([], Hours())).events == []


def lines_of(written: str) -> list[str]:
    """Return the lines of a file with the folded ones joined."""
    return written.replace("\r\n ", "").split("\r\n")


def values(written: str, name: str) -> list[str]:
    """Return what stands after the colon in each line of this name, whatever its parameters."""
    return [line.partition(":")[2] for line in lines_of(written) if re.match(rf"{name}[;:]", line)]


def faults_of(written: str) -> list[str]:
    """Return what RFC 5545, RFC 5546 or Outlook would not take in a calendar file."""
    events, lines = written.count("BEGIN:VEVENT"), lines_of(written)
    once = ("PRODID", "VERSION", "METHOD", "CALSCALE")
    each = ("UID", "DTSTAMP", "SEQUENCE", "ORGANIZER", "DTEND", "SUMMARY", "STATUS")
    zones = {line.partition("TZID=")[2].partition(":")[0] for line in lines if line.startswith("DTSTART;TZID=")}
    checks = {
        "lines end with CRLF": "\n" not in written.replace("\r\n", "") and written.endswith("END:VCALENDAR\r\n"),
        "no line is over 75 bytes": max(len(line.encode()) for line in written.split("\r\n")) <= 75,
        "each property of the calendar stands once": all(len(values(written, name)) == 1 for name in once),
        "each event has its properties": all(len(values(written, name)) == events for name in each),
        "stamps are in UTC": all(re.fullmatch(r"\d{8}T\d{6}Z", one) for one in values(written, "DTSTAMP")),
        "no event has an end and a duration": not values(written, "DURATION"),
        "the organizer is an address": all(one.startswith("mailto:") for one in values(written, "ORGANIZER")),
        "each zone is described once": {*values(written, "TZID")} == zones,
        "zones repeat by rule": "RDATE" not in written and len(values(written, "RRULE")) == 2 * len(zones),
        "a zone has offsets": len(values(written, "TZOFFSETFROM"))
        == len(values(written, "TZOFFSETTO"))
        == 2 * len(zones),
        "the versions are the standard's": values(written, "VERSION") == ["2.0"],
        "events are begun and ended": events == written.count("END:VEVENT"),
        "the states fit the method": (values(written, "METHOD") == ["CANCEL"])
        == ("CANCELLED" in values(written, "STATUS")),
    }
    return [name for name, holds in checks.items() if not holds]


@pytest.mark.parametrize("month", [1, 3, 6, 10])
def test_files_hold_to_the_standard_and_to_outlook(month: int) -> None:
    meeting = meeting_at(2027, month, 28, 12, 30)
    meeting.programme = "Projets, lieux ; « idées »\n" * 5
    files = [
        event_file(meeting, Hours(), NOW, link=link, cancelled=gone) for link in (False, True) for gone in (False, True)
    ]
    assert [faults_of(one) for one in files] == [[]] * 4
    assert [one for one in files if "X-WR" in one] == []
    feed = public_feed([meeting, meeting_at(2027, 7, 1, 12, 30)], Hours())
    assert (faults_of(feed), values(feed, "X-WR-CALNAME")) == ([], ["Rendez-vous de la Coopérative Tiers-Lieux"])
    onset = [line for line in lines_of(files[0]) if line.startswith(("DTSTART:", "RRULE"))]
    assert onset == [
        "DTSTART:19700329T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "DTSTART:19701025T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ]  # fmt: skip


def test_stamp_moves_with_the_change_alone() -> None:
    meeting, later = meeting_at(2027, 7, 1, 12, 30), NOW + timedelta(days=3)
    assert event_file(meeting, Hours(), NOW) == event_file(meeting, Hours(), later)
    before, with_link = (read(event_file(meeting, Hours(), later, link=link)).events[0] for link in (False, True))
    assert (before.dtstamp, with_link.dtstamp) == (NOW, datetime(2027, 6, 30, 12, 30, tzinfo=PARIS))
    note_change(meeting, later)
    (changed,) = read(event_file(meeting, Hours(), later + timedelta(days=9))).events
    assert (changed.dtstamp, changed.sequence) == (later, 1)
    (left,) = read(event_file(meeting, Hours(), later + timedelta(days=9), cancelled=True)).events
    assert left.dtstamp == later + timedelta(days=9)


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        ("America/New_York", ["2SU", "1SU"]),
        ("Europe/Dublin", ["-1SU", "-1SU"]),
        ("Indian/Reunion", []),
        ("UTC", []),
    ],
)
def test_zone_repeats_by_its_own_rules(zone: str, rules: list[str]) -> None:
    component = timezone_of(ZoneInfo(zone), 2027)
    assert component is not None
    assert re.findall(r"BYDAY=([^;\r]+)", component.to_ical().decode()) == rules


def test_zone_whose_rules_do_not_repeat_is_told_in_utc() -> None:
    assert timezone_of(ZoneInfo("Africa/Casablanca"), 2027) is None
    written = event_file(meeting_at(2027, 7, 1, 12, 30), Hours(zone=ZoneInfo("Africa/Casablanca")), NOW)
    assert values(written, "DTSTART") == ["20270701T103000Z"]
