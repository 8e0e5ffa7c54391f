"""The draft of a demand, and what is said once danger was heard in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.cases.core.piece import KeptPiece
from handlers.places.asked import Where
from handlers.talk.danger.texts import not_an_emergency_service

KIND = "case"


@dataclass(frozen=True)
class DemandDraft:
    """The answers of a demand so far.

    `place` is None until it was asked for. `danger` holds the kinds told so far. `aside` is a question to the bot that
    may be added. `shown` is the row of the outbox with the summary.
    """

    entry: str | None = None
    place: Where | None = None
    pieces: tuple[KeptPiece, ...] = ()
    phase: str | None = None
    danger: tuple[str, ...] = ()
    aside: KeptPiece | None = None
    shown: int | None = None


def with_danger(draft: DemandDraft, kinds: Sequence[str]) -> DemandDraft:
    """Add kinds of danger. Subject and phase are then neither asked for nor passed on."""
    if not kinds:
        return draft
    return replace(draft, danger=tuple(dict.fromkeys((*draft.danger, *kinds))), entry=None, phase=None)


def number_line(draft: DemandDraft) -> str:
    """Say which number to call instead; "" where no danger was told."""
    return not_an_emergency_service(draft.danger) if draft.danger else ""
