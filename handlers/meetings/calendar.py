"""Meetings as calendar files (RFC 5545): each keeps one UID, and its SEQUENCE grows with each change.

DTSTAMP moves with the change too, and not with each writing, so that of two files the agenda takes the newer one.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from functools import cache

from icalendar import Calendar, Event, vCalAddress, vText

from handlers.meetings.rules import Reminder, due_at
from handlers.meetings.texts import CALENDAR_NAME, CALENDAR_PRODUCT
from handlers.meetings.timezones import timezone_of
from handlers.talk.hours import Hours
from knowledge.base.team import shipped_contact
from storage.meetings import Meeting, MeetingState

FILE_NAME = "rendez-vous.ics"


def event_file(meeting: Meeting, hours: Hours, now: datetime, *, link: bool = False, cancelled: bool = False) -> str:
    """Return the text of the calendar file that adds a meeting to an agenda, or removes it where it is cancelled.

    `link` puts the address of the video call in it. `cancelled` makes it remove a meeting that takes place, for
    somebody who left. It has no name of a calendar: Outlook would make a new calendar of that name for it.
    """
    gone = cancelled or meeting.state == MeetingState.CANCELLED
    stamp = now if cancelled else _stamp(meeting, hours, with_link=link)
    return _as_ical([(meeting, stamp)], hours, link=link, gone=gone)


def public_feed(meetings: Iterable[Meeting], hours: Hours) -> str:
    """Return the text of the public calendar of these meetings, without the links to their video calls.

    Only people who are registered receive the links.
    """
    stamped = [(one, _stamp(one, hours, with_link=False)) for one in meetings]
    return _as_ical(stamped, hours, link=False, gone=False, name=CALENDAR_NAME)


def _stamp(meeting: Meeting, hours: Hours, *, with_link: bool) -> datetime:
    """Return when what a file says of a meeting changed last; the link comes with the reminder of the day before."""
    changed = meeting.changed_at or meeting.created_at
    return max(changed, due_at(Reminder.DAY, meeting.starts_at, hours)) if with_link and meeting.link else changed


def _as_ical(
    stamped: Iterable[tuple[Meeting, datetime]], hours: Hours, *, link: bool, gone: bool, name: str = ""
) -> str:
    calendar, meetings = Calendar(), list(stamped)
    calendar.add("prodid", CALENDAR_PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if gone else "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    years = {one.starts_at.astimezone(hours.zone).year for one, _ in meetings}
    component = timezone_of(hours.zone, min(years)) if years else None
    if component is not None:
        calendar.add_component(component)
    zone = hours.zone if component is not None else UTC
    for meeting, stamp in meetings:
        calendar.add_component(_event(meeting, stamp, zone, link=link, cancelled=gone))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _event(meeting: Meeting, stamp: datetime, zone: tzinfo, *, link: bool, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    event["organizer"] = _organizer()
    event.add("summary", meeting.title)
    event.add("dtstart", meeting.starts_at.astimezone(zone))
    event.add("dtend", meeting.ends_at.astimezone(zone))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if meeting.programme:
        event.add("description", meeting.programme)
    where = meeting.link if link and meeting.link else meeting.place
    if where:
        event["location"] = vText(where)
    return event


@cache
def _organizer() -> vCalAddress:
    """Return the contact of the house as RFC 5546 asks for it beside a METHOD: a name and an address."""
    contact = shipped_contact()
    organizer = vCalAddress(f"mailto:{contact.email}" if contact.email else contact.url or "")
    organizer.params["cn"] = vText(contact.name)
    return organizer
