"""An announcement being written: the answers given so far, kept as a dialogue; one a person."""

from dataclasses import dataclass
from datetime import datetime

from handlers.talk.forms import Answers
from storage.announcements import Announcement
from storage.base import Json

TEXT, WHEN, LAST, CORRECTION = "texte", "quand", "limite", "correction"


@dataclass(frozen=True)
class Draft:
    """`changes`: a scheduled announcement being changed. `corrects`: one that was sent. Instants are ISO texts.

    `written_in`: the message of its author that holds its words. Where it is shown: `previews` are rows of the outbox,
    the card is such a row (`card_row`) or, once a menu has become it, that message (`card_message`).
    """

    subject: str | None = None
    segment: str = "all"
    content: Json | None = None
    due_at: str | None = None
    not_after: str | None = None
    changes: int | None = None
    corrects: int | None = None
    # When a text too long for one message came: a phone sends what does not fit as another one at once.
    overflow_at: str | None = None
    written_in: int | None = None
    previews: tuple[int, ...] = ()
    card_row: int | None = None
    card_message: int | None = None

    @property
    def due(self) -> datetime | None:
        return datetime.fromisoformat(self.due_at) if self.due_at else None

    @property
    def last(self) -> datetime | None:
        return datetime.fromisoformat(self.not_after) if self.not_after else None


def draft_from(one: Announcement) -> Draft:
    last = one.not_after.isoformat() if one.not_after else None
    said = dict(one.content)
    return Draft(
        one.subject, one.segment, said, one.due_at.isoformat(), last, changes=one.id, written_in=said.get("written_in")
    )


DRAFT = Answers("annonce", Draft)
