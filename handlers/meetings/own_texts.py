"""Words to somebody registered who asks for the link of their meeting, or says that they come."""

from datetime import datetime

from handlers.meetings.texts import LINK_LATER, link_line, when
from handlers.talk.hours import Hours
from handlers.talk.replies import bold, paragraphs, text
from storage.meetings import Meeting

TRY_AGAIN = text(
    "Essayez-le dans un autre navigateur, ou depuis un autre appareil. Si cela ne marche toujours pas, parlez à "
    "quelqu'un : une personne de l'équipe est prévenue."
)
NOT_YET_REGISTERED = text("Le lien est pour les personnes inscrites : vous le recevez dès que vous avez une place.")
NO_LINK_YET = text("Le lien n'est pas encore là. Je vous l'envoie dès que l'équipe me l'a donné.")


def link_of(meeting: Meeting, now: datetime, hours: Hours, *, is_given: bool) -> str:
    """Return the words with the link of a meeting, or with its place, or when the link comes."""
    title = bold(f"{meeting.title}, {when(meeting, now, hours)}.")
    place = text(f"Lieu : {meeting.place}") if meeting.place else ""
    if meeting.link:
        return paragraphs(
            title, place, link_line(meeting) if is_given else text(f"Votre place est gardée. {LINK_LATER}")
        )
    return paragraphs(title, place or NO_LINK_YET)


def not_registered_yet(meeting: Meeting, status: str, now: datetime, hours: Hours) -> str:
    """Return the words to somebody who asks for the link of a meeting at which they have no seat."""
    return paragraphs(bold(f"{meeting.title}, {when(meeting, now, hours)} : {status}."), NOT_YET_REGISTERED)


def you_come(meeting: Meeting, now: datetime, hours: Hours) -> str:
    """Return the words that confirm to somebody registered that they come."""
    return bold(f"C'est noté, vous venez : {meeting.title}, {when(meeting, now, hours)}.")
