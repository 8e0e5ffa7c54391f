"""The words of the three reminders."""

from datetime import datetime

from handlers.meetings import buttons
from handlers.meetings.rules import Reminder
from handlers.talk.dates import day_and_hour
from handlers.talk.hours import Hours
from handlers.talk.replies import Reply, bold, paragraphs, text
from storage.meetings import Meeting


def reminder(kind: Reminder, meeting: Meeting, now: datetime, hours: Hours, someone_waits: bool) -> Reply:
    moment = day_and_hour(meeting.starts_at, now, hours.zone)
    title = bold(f"{moment[:1].upper()}{moment[1:]} : {meeting.title}.")
    where = text(f"Lieu : {meeting.place}") if meeting.place else ""
    link = text(f"Le lien : {meeting.link}") if meeting.link and kind is not Reminder.WEEK else ""
    if kind is Reminder.WEEK:
        later = text("Le lien vous arrive la veille.") if meeting.link else ""
        rows = [[buttons.leave(meeting.id)], [buttons.reminders_off(meeting.id)]]
        return Reply(paragraphs(title, where, later), rows)
    if kind is Reminder.HOUR:
        return Reply(paragraphs(title, where, link), [[buttons.not_coming(meeting.id)]])
    ask = "Vous venez toujours ?"
    if someone_waits:
        ask += " Si non, votre place ira à quelqu'un qui attend."
    rows = [[buttons.coming(meeting.id), buttons.not_coming(meeting.id)]]
    return Reply(paragraphs(title, where, link, text(ask)), rows)
