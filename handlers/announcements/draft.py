"""An announcement being written: the answers given so far, kept as a dialogue; one a person."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from handlers.talk.turn import Turn
from storage.announcements import Announcement
from storage.dialogues import dialogue_of, end_dialogue, keep_dialogue
from storage.people import wait_for_nothing

KIND = "annonce"
TEXT, WHEN, LAST, CORRECTION = "annonce:texte", "annonce:quand", "annonce:limite", "annonce:correction"


@dataclass(frozen=True)
class Draft:
    """`changes`: a scheduled announcement being changed. `corrects`: one that was sent. Instants are ISO texts.

    `written_in`: the message of its author that holds its words. Where it is shown: `previews` are rows of the outbox,
    the card is such a row (`card_row`) or, once a menu has become it, that message (`card_message`).
    """

    subject: str | None = None
    segment: str = "all"
    content: dict[str, Any] | None = None
    due_at: str | None = None
    not_after: str | None = None
    changes: int | None = None
    corrects: int | None = None
    # When a text too long for one message came: a phone sends what does not fit as another one at once.
    overflow_at: str | None = None
    written_in: int | None = None
    previews: Sequence[int] = ()
    card_row: int | None = None
    card_message: int | None = None

    @property
    def due(self) -> datetime | None:
        return datetime.fromisoformat(self.due_at) if self.due_at else None

    @property
    def last(self) -> datetime | None:
        return datetime.fromisoformat(self.not_after) if self.not_after else None

    def with_(self, **changed: Any) -> "Draft":
        return replace(self, **changed)


def draft_from(one: Announcement) -> Draft:
    last = one.not_after.isoformat() if one.not_after else None
    said = dict(one.content)
    return Draft(
        one.subject, one.segment, said, one.due_at.isoformat(), last, changes=one.id, written_in=said.get("written_in")
    )


async def keep(turn: Turn, draft: Draft) -> Draft:
    await keep_dialogue(turn.session, turn.known().telegram_id, KIND, asdict(draft), turn.now)
    return draft


async def current(turn: Turn) -> Draft | None:
    data = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    return Draft(**data) if data is not None else None


async def drop(turn: Turn) -> None:
    wait_for_nothing(turn.known())
    await end_dialogue(turn.session, turn.known().telegram_id, KIND)
