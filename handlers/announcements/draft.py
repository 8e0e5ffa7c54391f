"""The draft of an announcement: the answers given so far in its form, one draft a person, kept as a dialogue."""

from dataclasses import dataclass
from datetime import datetime

from handlers.talk.forms import StoredAnswers
from storage.announcements import Announcement
from storage.base import Json

TEXT, WHEN, LAST, CORRECTION = "texte", "quand", "limite", "correction"


@dataclass(frozen=True)
class Draft:
    """The draft of an announcement: the answers given so far in its form. Moments are in ISO format.

    `due_at` None sends it at once, `not_after` None without a limit. `changes` is the number of a scheduled
    announcement being changed, `corrects` of one that was sent. `written_in` is the id of the author's message with the
    words. `previews` are outbox rows. The card is an outbox row (`card_row`), or the message of a menu that was turned
    into it (`card_message`).
    """

    subject: str | None = None
    segment: str = "all"
    content: Json | None = None
    due_at: str | None = None
    not_after: str | None = None
    changes: int | None = None
    corrects: int | None = None
    # When a text too long for one message came: the phone sends the rest at once as another one.
    overflow_at: str | None = None
    written_in: int | None = None
    previews: tuple[int, ...] = ()
    card_row: int | None = None
    card_message: int | None = None

    @property
    def due(self) -> datetime | None:
        """The moment at which the announcement is sent, None for at once."""
        return datetime.fromisoformat(self.due_at) if self.due_at else None

    @property
    def last(self) -> datetime | None:
        """The moment after which the announcement is sent to nobody else, None without a limit."""
        return datetime.fromisoformat(self.not_after) if self.not_after else None


def draft_from(one: Announcement) -> Draft:
    """Return the draft by which this scheduled announcement is changed."""
    last = one.not_after.isoformat() if one.not_after else None
    said = dict(one.content)
    return Draft(
        one.subject, one.segment, said, one.due_at.isoformat(), last, changes=one.id, written_in=said.get("written_in")
    )


DRAFT = StoredAnswers("annonce", Draft)
