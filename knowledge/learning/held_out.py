"""Scores of the base's texts by a classifier that had not seen them, for the decision and for doubts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sklearn.model_selection import StratifiedKFold

from knowledge.finder.scorer import Scorer
from knowledge.finder.scores import Scores
from knowledge.finder.vectors import Vectors
from knowledge.learning.train import train
from knowledge.text.meanings import Meanings

FOLDS = 5


@dataclass(frozen=True)
class HeldOut:
    """A text, its class, and its scores by a classifier that had not seen it."""

    text: str
    label: str
    scores: Scores

    @property
    def best(self) -> tuple[str, ...]:
        return tuple(entry for entry, _ in self.scores.ranked[:3])

    @property
    def right(self) -> bool:
        return self.best[0] == self.label

    @property
    def near(self) -> bool:
        return self.label in self.best


def held_out(texts: Sequence[str], classes: Sequence[str], vectors: Vectors | None = None) -> list[HeldOut]:
    """Return all texts scored, in the order of the folds, which are the same at every run."""
    found, meanings = [], Meanings.load()
    for seen, left_out in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(texts, classes):
        scorer = Scorer(train([texts[i] for i in seen], [classes[i] for i in seen], meanings), meanings, vectors)
        scored = scorer.score([texts[i] for i in left_out])
        found += [HeldOut(texts[i], classes[i], scores) for i, scores in zip(left_out, scored, strict=True)]
    return found
