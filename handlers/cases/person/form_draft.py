"""A demand in preparation: what it holds, and what is said once danger was heard in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.cases.core.piece import KeptPiece
from handlers.places.asked import Where
from handlers.talk.danger.texts import not_here

KIND = "case"


@dataclass(frozen=True)
class Draft:
    """`place` is None until it was asked for. `danger`: its kinds told so far. `aside`: a question to the bot, which
    may be added. `shown`: the row of the outbox that shows the summary.
    """

    entry: str | None = None
    place: Where | None = None
    pieces: tuple[KeptPiece, ...] = ()
    phase: str | None = None
    danger: tuple[str, ...] = ()
    aside: KeptPiece | None = None
    shown: int | None = None


def with_danger(draft: Draft, kinds: Sequence[str]) -> Draft:
    """The same, neither subject nor phase asked or passed on once a danger is told in it."""
    if not kinds:
        return draft
    return replace(draft, danger=tuple(dict.fromkeys((*draft.danger, *kinds))), entry=None, phase=None)


def number_line(draft: Draft) -> str:
    """The number to call instead; "" where no danger was told."""
    return not_here(draft.danger) if draft.danger else ""
