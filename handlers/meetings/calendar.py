"""Meetings as calendar files (RFC 5545): each keeps one UID, and its SEQUENCE grows with each change."""

from collections.abc import Iterable
from datetime import datetime

from icalendar import Calendar, Event, vText

from handlers.meetings.texts import CALENDAR_NAME, CALENDAR_PRODUCT
from handlers.talk.hours import Hours
from storage.meetings import Meeting, MeetingState

FILE_NAME = "rendez-vous.ics"


def event_file(meeting: Meeting, hours: Hours, now: datetime, *, link: bool = False, cancelled: bool = False) -> str:
    """Return the text of the calendar file that adds a meeting to an agenda, or removes it where it is cancelled.

    `link` puts the address of the video call in it. `cancelled` makes it remove a meeting that takes place, for
    somebody who left.
    """
    gone = cancelled or meeting.state == MeetingState.CANCELLED
    return _as_ical([_event(meeting, hours, now, link=link, cancelled=gone)], "CANCEL" if gone else "PUBLISH")


def public_feed(meetings: Iterable[Meeting], hours: Hours, now: datetime) -> str:
    """Return the text of the public calendar of these meetings, without the links to their video calls.

    Only people who are registered receive the links.
    """
    return _as_ical([_event(one, hours, now, link=False, cancelled=False) for one in meetings], "PUBLISH")


def _as_ical(events: list[Event], method: str) -> str:
    calendar = Calendar()
    calendar.add("prodid", CALENDAR_PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add("x-wr-calname", CALENDAR_NAME)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _event(meeting: Meeting, hours: Hours, now: datetime, *, link: bool, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", now)
    event.add("summary", meeting.title)
    event.add("dtstart", meeting.starts_at.astimezone(hours.zone))
    event.add("dtend", meeting.ends_at.astimezone(hours.zone))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if meeting.programme:
        event.add("description", meeting.programme)
    where = meeting.link if link and meeting.link else meeting.place
    if where:
        event["location"] = vText(where)
    return event
