"""The message of each reminder: words and buttons."""

from datetime import datetime

from handlers.meetings import buttons, reminder_texts
from handlers.meetings.rules import Reminder
from handlers.talk.dates import day_and_hour
from handlers.talk.hours import Hours
from handlers.talk.replies import Reply
from storage.meetings import Meeting


def reminder(kind: Reminder, meeting: Meeting, now: datetime, hours: Hours, someone_waits: bool) -> Reply:
    """Return the reminder of a meeting: its words, and buttons to say whether one comes or to end reminders."""
    html = reminder_texts.reminder(kind, meeting, day_and_hour(meeting.starts_at, now, hours.zone), someone_waits)
    rows = {
        Reminder.WEEK: [[buttons.leave(meeting.id)], [buttons.reminders_off(meeting.id)]],
        Reminder.DAY: [[buttons.coming(meeting.id), buttons.not_coming(meeting.id)]],
        Reminder.HOUR: [[buttons.not_coming(meeting.id)]],
    }
    return Reply(html, rows[kind])
