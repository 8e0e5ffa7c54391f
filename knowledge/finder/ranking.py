"""A ranking of all entries for a text that says too little or too much: which is meant, or none.

Each entry has a row of features, whose weights `python -m knowledge.learning decision` learns.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NOTHING = "@nothing"


@dataclass(frozen=True)
class Ranked:
    """The best three entries with their probabilities, and the probabilities needed to answer or to suggest.

    To answer, the best entry must also beat NOTHING; to suggest, the best three together must.
    """

    best: tuple[tuple[str, float], ...]
    answer_from: float
    suggest_from: float

    @property
    def outcome(self) -> str:
        """Return "answer", "suggest" or "unknown", by whether the probabilities of the best entries are high enough."""
        if self.best[0][1] >= self.answer_from:
            return "answer"
        return "suggest" if sum(share for _, share in self.best) >= self.suggest_from else "unknown"


@dataclass(frozen=True)
class Ranking:
    """The model that ranks candidates: the ids of all entries, with NOTHING last.

    `weights` has a number for each feature; the other two are the probabilities from which to answer or to suggest.
    """

    weights: tuple[float, ...]
    answer_from: float
    suggest_from: float

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each candidate, given a row of features for each; they add up to 1."""
        totals = rows @ np.array(self.weights)
        powers = np.exp(totals - totals.max())
        shares: NDArray[np.float64] = powers / powers.sum()
        return shares

    def ranked(self, names: Sequence[str], rows: NDArray[np.float64]) -> Ranked:
        """Rank the candidates `names` by their rows of features, with what is needed to answer or suggest."""
        shares = dict(zip(names, map(float, self.probabilities(rows)), strict=True))
        nothing = shares.pop(NOTHING)
        best = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
        return Ranked(tuple(best[:3]), max(self.answer_from, nothing), max(self.suggest_from, nothing))
