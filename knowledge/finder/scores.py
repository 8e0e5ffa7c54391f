"""Scores of a text, and the names of the classes that are no entry."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

OUT_OF_SCOPE = "@out"
DISTRESS, MANNER = "@distress", "@manner"  # danger, and what only sounds like it
SERVICE = "service:"  # prefix of the classes of services


@dataclass(frozen=True)
class Nearest:
    """A learned text of the base, and how like it the text in question is, between 0 and 1."""

    wording: str
    likeness: float


@dataclass(frozen=True)
class Passages:
    """How well texts fit each entry of `names`: a row of margins for each text, and its margin of out of scope.

    `aside` is the best margin of what people put around a question, such as a greeting.
    """

    names: Sequence[str]
    margins: NDArray[np.float64]
    out: NDArray[np.float64]
    aside: NDArray[np.float64]

    def among(self, entries: Collection[str]) -> "Passages":
        """Return the same of these entries alone."""
        kept = [place for place, name in enumerate(self.names) if name in entries]
        return replace(self, names=[self.names[place] for place in kept], margins=self.margins[:, kept])


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
