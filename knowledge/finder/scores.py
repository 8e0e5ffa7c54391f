"""Scores of a text, and the names of the classes that are no entry."""

from dataclasses import dataclass

OUT_OF_SCOPE = "@out"
DISTRESS, MANNER = "@distress", "@manner"  # danger, and what only sounds like it
SERVICE = "service:"  # prefix of the classes of services


@dataclass(frozen=True)
class Nearest:
    """A learned text of the base, and how like it the text in question is, between 0 and 1."""

    wording: str
    likeness: float


@dataclass(frozen=True)
class Scores:
    """How well a text fits each class. A margin is above 0 for a class that the text seems to belong to.

    `ranked` and `services` are all entries and services with their margins, best first; `out_margin` is the margin of
    out of scope, `distress` that of danger, by words alone. `nearest` is the wording of the best entry most like the
    text; `nearest_any` and `nearest_out` are the likeness to any entry's wordings and to texts out of scope. `known`
    and `foreign` are the shares of the text's words that entries use, and that only texts out of scope use. `length` is
    in words. `strange` are the words that no entry uses.
    """

    ranked: tuple[tuple[str, float], ...]
    services: tuple[tuple[str, float], ...]
    out_margin: float
    nearest: Nearest
    nearest_out: float
    nearest_any: float
    known: float
    foreign: float
    length: int
    distress: float = -1.0
    strange: tuple[str, ...] = ()

    @property
    def lead(self) -> float:
        """Return how far the margin of the best entry is above that of the second."""
        return self.ranked[0][1] - self.ranked[1][1] if len(self.ranked) > 1 else self.ranked[0][1] + 1
