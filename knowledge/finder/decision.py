"""The decision to answer, to suggest, or to say "I do not know".

One probability says that the best entry is right, another that the right one is among the best three; each has a
threshold. `python -m knowledge.learning decision` learns them from the base's own texts, each scored by a classifier
that had not seen it, and keeps them in `decision.json` with what they were learned on; those used with the `semantic`
extra are in `decision-semantic.json`.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.finder.ranking import Ranking
from knowledge.finder.scores import Scores
from knowledge.finder.vectors import Vectors
from knowledge.text.yaml_loader import Fields

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
WORD_FOR_WORD = 0.999  # likeness from which the text is one of the entry's wordings
KEPT = Path(__file__).parent / "decision.json"
KEPT_WITH_VECTORS = Path(__file__).parent / "decision-semantic.json"


@dataclass(frozen=True)
class Judge:
    """A logistic model, and the probability from which it says yes.

    `weights` has one number for each of FEATURES or SERVICE_FEATURES.
    """

    weights: tuple[float, ...]
    bias: float
    yes_from: float

    def probability(self, values: Sequence[float]) -> float:
        """Return the probability, between 0 and 1, that the model gives to these values of its features."""
        total = self.bias + sum(weight * value for weight, value in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


@dataclass(frozen=True)
class Decision:
    """The models that decide what to do with a text, from its scores.

    `right` judges that the best entry is right, `near` that the right one is among the best three, `served` that the
    best service is asked for. `follow` decides about a few words after an answer, `story` about what is asked amid much
    else.
    """

    right: Judge
    near: Judge
    served: Judge
    follow: Ranking
    story: Ranking

    @classmethod
    def of(cls, vectors: Vectors | None) -> "Decision":
        """Load the decision for a finder that uses vectors, or for one by words alone where `vectors` is None."""
        return cls.load(KEPT_WITH_VECTORS if vectors else KEPT)

    @classmethod
    def load(cls, path: Path = KEPT) -> "Decision":
        """Read the models from the JSON file that `python -m knowledge.learning decision` wrote."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            right=_judge(kept["right"]),
            near=_judge(kept["near"]),
            served=_judge(kept["served"]),
            follow=_ranking(kept["follow"]),
            story=_ranking(kept["story"]),
        )

    def confidence(self, scores: Scores) -> float:
        """Return the probability that the best entry is right for the text with these scores."""
        return self.right.probability(features(scores))

    def outcome(self, scores: Scores) -> str:
        """Return "answer", "suggest" or "unknown" for the text with these scores.

        It is "answer" where the best entry is likely enough or the text is one of its wordings, "suggest" where the
        right entry is likely enough among the best three.
        """
        if self.confidence(scores) >= self.right.yes_from or scores.nearest.likeness >= WORD_FOR_WORD:
            return "answer"
        return "suggest" if self.near.probability(features(scores)) >= self.near.yes_from else "unknown"

    def service(self, scores: Scores) -> str | None:
        """Return the name of the service that the text asks for; None where it is unsure or an entry scores higher."""
        if not scores.services or scores.services[0][1] <= scores.ranked[0][1]:
            return None
        sure = self.served.probability(service_features(scores)) >= self.served.yes_from
        return scores.services[0][0] if sure else None


def _judge(kept: Fields) -> Judge:
    return Judge(tuple(kept["weights"]), kept["bias"], kept["yes_from"])


def _ranking(kept: Fields) -> Ranking:
    return Ranking(tuple(kept["weights"]), kept["answer_from"], kept["suggest_from"])


def service_features(scores: Scores) -> Sequence[float]:
    """Return the numbers by which a text's best service is judged, in the order of SERVICE_FEATURES."""
    best = scores.services[0][1]
    return best, best - scores.ranked[0][1], best - scores.out_margin, scores.known, math.log1p(scores.length)


def features(scores: Scores) -> Sequence[float]:
    """Return the numbers by which a text's best entries are judged, in the order of FEATURES."""
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
