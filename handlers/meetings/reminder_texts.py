"""Words of the three reminders."""

from handlers.meetings.rules import Reminder
from handlers.meetings.texts import LINK_LATER, link_line
from handlers.talk.replies import bold, paragraphs, text
from storage.meetings import Meeting


def reminder(kind: Reminder, meeting: Meeting, moment: str, someone_waits: bool) -> str:
    """Return the words of a reminder of a meeting; `moment` is its date in words.

    With `someone_waits`, the one of the day before says that the seat would go to somebody who waits.
    """
    title = bold(f"{moment[:1].upper()}{moment[1:]} : {meeting.title}.")
    where = text(f"Lieu : {meeting.place}") if meeting.place else ""
    if kind is Reminder.WEEK:
        return paragraphs(title, where, text(LINK_LATER) if meeting.link else "")
    link = link_line(meeting) if meeting.link else ""
    if kind is Reminder.HOUR:
        return paragraphs(title, where, link)
    waits = " Si non, votre place ira à quelqu'un qui attend." if someone_waits else ""
    return paragraphs(title, where, link, text(f"Vous venez toujours ?{waits}"))
