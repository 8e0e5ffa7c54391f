"""What was understood of a text: plain values."""

from dataclasses import dataclass

from knowledge.danger.hearing import NOTHING, Heard
from knowledge.places.found import Found


@dataclass(frozen=True)
class Context:
    """The conversation so far: the entry served last."""

    last_entry: str | None = None


NO_CONTEXT = Context()


@dataclass(frozen=True)
class Reading:
    """`outcome` as in docs/contract.md. `suggestions`: the best entries, best first, whatever the outcome.

    `confidence`: the probability, between 0 and 1, that the first suggestion is right. `place`: one read in the
    same text, even when the outcome is an answer. `why`: lines for the team. `term`: the text is this bare acronym, in
    its plain spelling; its entries are suggested.
    """

    outcome: str
    entry: str | None = None
    suggestions: tuple[str, ...] = ()
    confidence: float = 0.0
    intent: str | None = None
    smalltalk: str | None = None
    place: Found | None = None
    why: tuple[str, ...] = ()
    term: str | None = None
    heard: Heard = NOTHING
