"""Scores of the base's texts by a classifier that had not seen them, for the decision and for doubts."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sklearn.model_selection import StratifiedKFold

from knowledge.finder.finder import labelled_texts
from knowledge.finder.scorer import Scorer
from knowledge.finder.scores import Scores
from knowledge.finder.services import read_services
from knowledge.finder.vectors import Vectors
from knowledge.learning.hands import hand_of
from knowledge.learning.train import train
from knowledge.snapshot import Knowledge
from knowledge.text.meanings import Meanings

FOLDS = 5


@dataclass(frozen=True)
class HeldOut:
    """A text, its class, and its scores by a classifier that was trained without it."""

    text: str
    label: str
    scores: Scores

    @property
    def best(self) -> tuple[str, ...]:
        """Return the ids of the three entries that score best, the best first."""
        return tuple(entry for entry, _ in self.scores.ranked[:3])

    @property
    def right(self) -> bool:
        """Whether the entry that scores best is the right one."""
        return self.best[0] == self.label

    @property
    def near(self) -> bool:
        """Whether the right entry is among the three that score best."""
        return self.label in self.best


def wordings_held_out(knowledge: Knowledge) -> Iterator[HeldOut]:
    """Yield each wording of the base's entries with its scores by a classifier trained without it."""
    texts, classes = labelled_texts(knowledge.entries.values(), knowledge.out_of_scope, read_services())
    tried = held_out(texts, classes, knowledge.understanding.finder.vectors)
    return (one for one in tried if one.label in knowledge.entries)


def held_out(texts: Sequence[str], classes: Sequence[str], vectors: Vectors | None = None) -> Iterator[HeldOut]:
    """Yield each text with its scores by a classifier trained on the other parts of the texts (`FOLDS` parts in all).

    `classes` are the classes of the texts. They come part by part, in the same order at every run.
    """
    for _, left_out in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(texts, classes):
        yield from left_out_of(texts, classes, set(left_out.tolist()), vectors)


def hands_held_out(
    texts: Sequence[str], classes: Sequence[str], vectors: Vectors | None = None
) -> Iterator[tuple[str, HeldOut]]:
    """Yield each text with its hand and its scores by a classifier that learned nothing of that hand.

    A class of one hand alone is dealt out to all: else it would be unknown where it is tried.
    """
    hands = _dealt([hand_of(text) for text in texts], classes)
    for hand in sorted(set(hands)):
        left_out = {place for place, whose in enumerate(hands) if whose == hand}
        yield from ((hand, one) for one in left_out_of(texts, classes, left_out, vectors))


def _dealt(hands: Sequence[str], classes: Sequence[str]) -> list[str]:
    own: dict[str, set[str]] = {}
    for hand, label in zip(hands, classes, strict=True):
        own.setdefault(label, set()).add(hand)
    all_hands = sorted(set(hands))
    return [
        hand if len(own[label]) > 1 else all_hands[place % len(all_hands)]
        for place, (hand, label) in enumerate(zip(hands, classes, strict=True))
    ]


def left_out_of(
    texts: Sequence[str], classes: Sequence[str], left_out: Collection[int], vectors: Vectors | None = None
) -> Iterator[HeldOut]:
    """Yield the texts at the places `left_out` with their scores by a classifier trained on the others."""
    meanings, seen = Meanings.load(), [place for place in range(len(texts)) if place not in left_out]
    scorer = Scorer(train([texts[i] for i in seen], [classes[i] for i in seen], meanings), meanings, vectors)
    tried = sorted(left_out)
    scored = scorer.score([texts[i] for i in tried])
    yield from (HeldOut(texts[i], classes[i], scores) for i, scores in zip(tried, scored, strict=True))
