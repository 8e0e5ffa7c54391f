"""Scores of the base's texts by a classifier that had not seen them, for the decision and for doubts."""

from collections import Counter
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
LEAST_BY_OTHERS = 20  # lines of a class that others wrote, for a hand's own to be left out together


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


@dataclass(frozen=True)
class Apart:
    """The texts of one hand, their classes, and a classifier that was trained without them."""

    hand: str
    scorer: Scorer
    texts: Sequence[str]
    labels: Sequence[str]

    def scored(self) -> Iterator[HeldOut]:
        """Yield each text with its scores."""
        scores = self.scorer.score(self.texts)
        yield from (HeldOut(*one) for one in zip(self.texts, self.labels, scores, strict=True))


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
        yield from _apart("", texts, classes, set(left_out.tolist()), vectors).scored()


def hands_apart(texts: Sequence[str], classes: Sequence[str], vectors: Vectors | None = None) -> Iterator[Apart]:
    """Yield the texts of each hand with a classifier that learned nothing of that hand.

    Lines of a class that one hand wrote nearly alone are dealt out to all: else it would be unknown where it is tried.
    """
    hands = _dealt([hand_of(text) for text in texts], classes)
    for hand in sorted(set(hands)):
        left_out = {place for place, whose in enumerate(hands) if whose == hand}
        yield _apart(hand, texts, classes, left_out, vectors)


def _dealt(hands: Sequence[str], classes: Sequence[str]) -> list[str]:
    """Return the hand of each text; a text whose class others hardly wrote for is dealt to any hand."""
    written = Counter(classes)
    own = Counter(zip(hands, classes, strict=True))
    all_hands = sorted(set(hands))
    return [
        hand if written[label] - own[hand, label] >= LEAST_BY_OTHERS else all_hands[place % len(all_hands)]
        for place, (hand, label) in enumerate(zip(hands, classes, strict=True))
    ]


def _apart(
    hand: str, texts: Sequence[str], classes: Sequence[str], left_out: Collection[int], vectors: Vectors | None
) -> Apart:
    """Train a classifier on all texts but those at the places `left_out`, which are to be tried with it."""
    meanings, seen = Meanings.load(), [place for place in range(len(texts)) if place not in left_out]
    scorer = Scorer(train([texts[i] for i in seen], [classes[i] for i in seen], meanings), meanings, vectors)
    tried = sorted(left_out)
    return Apart(hand, scorer, [texts[i] for i in tried], [classes[i] for i in tried])
