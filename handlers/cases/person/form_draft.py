"""The draft of a demand, and what is said once danger was heard in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.cases.core.piece import KeptPiece
from handlers.places.asked import Where
from handlers.talk.danger.texts import not_an_emergency_service

KIND = "case"


@dataclass(frozen=True)
class DemandDraft:
    """The answers so far of the form of a demand, before it is sent as a case.

    `entry` is what the bot answered last, and `about` the same where its button was pressed, by ids of the base;
    `place` is None until it was asked for. `danger` holds the kinds of danger told so far. `aside` is a question to the
    bot that may be added. `shown` is the outbox row of the summary. With `call` the person wants to be called back.
    """

    entry: str | None = None
    about: str | None = None
    place: Where | None = None
    pieces: tuple[KeptPiece, ...] = ()
    phase: str | None = None
    danger: tuple[str, ...] = ()
    aside: KeptPiece | None = None
    shown: int | None = None
    call: bool = False


def with_danger(draft: DemandDraft, kinds: Sequence[str]) -> DemandDraft:
    """Return the draft with these kinds of danger added and its subject and phase removed; unchanged without any."""
    if not kinds:
        return draft
    return replace(draft, danger=tuple(dict.fromkeys((*draft.danger, *kinds))), entry=None, about=None, phase=None)


def number_line(draft: DemandDraft) -> str:
    """Return the line that names the help number to call, for the dangers told in a demand; "" without any."""
    return not_an_emergency_service(draft.danger) if draft.danger else ""
