"""Answer, suggest, or say "I do not know": the probability that the best entry is right, and two thresholds.

The weights are learned by `python -m knowledge.learn` from the base's wordings and out-of-scope texts, each scored by
a classifier that had not seen it (5 folds); they are kept in `decision.json` with what they were learned on.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.scores import Scores

FEATURES = ("margin", "lead over the second", "lead over out of scope", "likeness", "likeness over out of scope",
            "likeness of any over out of scope", "known words", "length")  # fmt: skip
KEPT = Path(__file__).parent / "decision.json"


@dataclass(frozen=True)
class Decision:
    weights: tuple[float, ...]
    bias: float
    answer_from: float
    suggest_from: float

    @classmethod
    def load(cls, path: Path = KEPT) -> "Decision":
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(tuple(kept["weights"]), kept["bias"], kept["answer_from"], kept["suggest_from"])

    def confidence(self, scores: Scores) -> float:
        """The probability, between 0 and 1, that the best entry is right."""
        total = self.bias + sum(weight * value for weight, value in zip(self.weights, features(scores), strict=True))
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))

    def outcome(self, confidence: float) -> str:
        if confidence >= self.answer_from:
            return "answer"
        return "suggest" if confidence >= self.suggest_from else "unknown"


def features(scores: Scores) -> Sequence[float]:
    """What the probability is computed from, in the order of FEATURES."""
    best = scores.ranked[0][1]
    second = scores.ranked[1][1] if len(scores.ranked) > 1 else -1.0
    return (
        best,
        best - second,
        best - scores.out_margin,
        scores.nearest.likeness,
        scores.nearest.likeness - scores.nearest_out,
        scores.nearest_any - scores.nearest_out,
        scores.known,
        math.log1p(scores.length),
    )
