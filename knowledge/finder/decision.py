"""Answer, suggest, or say "I do not know": two probabilities, and a threshold for each.

One says that the best entry is right, the other that the right one is among the best three. Their weights are learned
by `python -m knowledge.learning decision` from the base's own texts, each scored by a classifier that had not seen it;
they are kept in `decision.json` with what they were learned on; where the `semantic` extra is installed another is
used.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.finder.followup import FollowUp
from knowledge.finder.scores import Scores
from knowledge.finder.vectors import Vectors

FEATURES = (
    "margin",
    "lead over the second",
    "lead over out of scope",
    "lead over services",
    "third over out of scope",
    "likeness",
    "likeness over out of scope",
    "likeness of any over out of scope",
    "known words",
    "words foreign to the base",
    "length",
)
SERVICE_FEATURES = ("margin", "lead over entries", "lead over out of scope", "known words", "length")
WORD_FOR_WORD = 0.999  # likeness: the text is a wording of its best entry
KEPT = Path(__file__).parent / "decision.json"
KEPT_WITH_VECTORS = Path(__file__).parent / "decision-semantic.json"


@dataclass(frozen=True)
class Judge:
    """A logistic model over FEATURES, and the probability from which it says yes."""

    weights: tuple[float, ...]
    bias: float
    yes_from: float

    def probability(self, values: Sequence[float]) -> float:
        total = self.bias + sum(weight * value for weight, value in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


@dataclass(frozen=True)
class Decision:
    """`right`: the best entry is right. `near`: the right one is among the best three. `served`: the best service is.

    `follow` decides after an answer.
    """

    right: Judge
    near: Judge
    served: Judge
    follow: FollowUp

    @classmethod
    def of(cls, vectors: Vectors | None) -> "Decision":
        """The one learned with vectors, or by words alone."""
        return cls.load(KEPT_WITH_VECTORS if vectors else KEPT)

    @classmethod
    def load(cls, path: Path = KEPT) -> "Decision":
        kept = json.loads(path.read_text(encoding="utf-8"))
        follow = kept["follow"]
        return cls(
            right=_judge(kept["right"]),
            near=_judge(kept["near"]),
            served=_judge(kept["served"]),
            follow=FollowUp(tuple(follow["weights"]), follow["answer_from"], follow["suggest_from"]),
        )

    def confidence(self, scores: Scores) -> float:
        """The probability, between 0 and 1, that the best entry is right."""
        return self.right.probability(features(scores))

    def outcome(self, scores: Scores) -> str:
        if self.confidence(scores) >= self.right.yes_from or scores.nearest.likeness >= WORD_FOR_WORD:
            return "answer"
        return "suggest" if self.near.probability(features(scores)) >= self.near.yes_from else "unknown"

    def service(self, scores: Scores) -> str | None:
        """The best service, where it comes before every entry and is surely asked for."""
        if not scores.services or scores.services[0][1] <= scores.ranked[0][1]:
            return None
        sure = self.served.probability(service_features(scores)) >= self.served.yes_from
        return scores.services[0][0] if sure else None


def _judge(kept: Mapping[str, Any]) -> Judge:
    return Judge(tuple(kept["weights"]), kept["bias"], kept["yes_from"])


def service_features(scores: Scores) -> Sequence[float]:
    """The same of the best service, in the order of SERVICE_FEATURES."""
    best = scores.services[0][1]
    return best, best - scores.ranked[0][1], best - scores.out_margin, scores.known, math.log1p(scores.length)


def features(scores: Scores) -> Sequence[float]:
    """What the probabilities are computed from, in the order of FEATURES."""
    best = scores.ranked[0][1]
    second = scores.ranked[1][1] if len(scores.ranked) > 1 else -1.0
    third = scores.ranked[2][1] if len(scores.ranked) > 2 else -1.0
    service = scores.services[0][1] if scores.services else -1.0
    return (
        best,
        best - second,
        best - scores.out_margin,
        best - service,
        third - scores.out_margin,
        scores.nearest.likeness,
        scores.nearest.likeness - scores.nearest_out,
        scores.nearest_any - scores.nearest_out,
        scores.known,
        scores.foreign,
        math.log1p(scores.length),
    )
