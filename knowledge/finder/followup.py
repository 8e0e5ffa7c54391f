"""A few words after an answer: each entry is weighed by the words alone, by the words with the topic, by its kinship.

The weights are learned from `followups.yaml` by `python -m knowledge.learning decision`. Only the last entry is known,
no text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.base.entry import Entry
from knowledge.finder.scores import Scores

FEATURES = (
    "words alone",
    "words with the topic",
    "same family, few words",
    "named as related",
    "names it as related",
    "the same again",
    "nothing known",
)
NOTHING = "@nothing"
# Above so many words, a message says by itself what it is about.
LONGEST = 14
_FEW = 6


@dataclass(frozen=True)
class FollowUp:
    """`weights`: one for each of FEATURES. `answer_from`, `suggest_from`: probabilities."""

    weights: tuple[float, ...]
    answer_from: float
    suggest_from: float

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Of each candidate, from its features; they add up to 1."""
        totals = rows @ np.array(self.weights)
        powers = np.exp(totals - totals.max())
        shares: NDArray[np.float64] = powers / powers.sum()
        return shares

    def ranked(self, alone: Scores, with_topic: Scores, last: Entry, entries: Mapping[str, Entry]) -> Ranked:
        names, rows = candidates(alone, with_topic, last, entries)
        shares = dict(zip(names, map(float, self.probabilities(rows)), strict=True))
        nothing = shares.pop(NOTHING)
        best = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
        return Ranked(tuple(best[:3]), max(self.answer_from, nothing), max(self.suggest_from, nothing))


@dataclass(frozen=True)
class Ranked:
    """The best three entries, each with its probability, and what the decision asks of them: to beat nothing, too."""

    best: tuple[tuple[str, float], ...]
    answer_from: float
    suggest_from: float

    @property
    def outcome(self) -> str:
        if self.best[0][1] >= self.answer_from:
            return "answer"
        return "suggest" if sum(share for _, share in self.best) >= self.suggest_from else "unknown"


def topic(entry: str, entries: Collection[str]) -> str:
    """What an entry speaks of, in words: of « ami-depot », « ami », which its family shares."""
    return family(entry, entries).replace("-", " ")


def family(entry: str, entries: Collection[str]) -> str:
    return families(entries)[entry]


def families(entries: Collection[str]) -> Mapping[str, str]:
    """Of each id the longest beginning that another entry shares, word by word; without one, the whole id."""
    bearers = Counter(beginning for entry in entries for beginning in _beginnings(entry))
    return {entry: next((one for one in _beginnings(entry) if bearers[one] > 1), entry) for entry in entries}


def _beginnings(entry: str) -> Sequence[str]:
    """The longest first."""
    parts = entry.split("-")
    return ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]


def candidates(
    alone: Scores, with_topic: Scores, last: Entry, entries: Mapping[str, Entry]
) -> tuple[Sequence[str], NDArray[np.float64]]:
    """Every entry, and NOTHING last, with its features."""
    kindred, topical = families(entries), dict(with_topic.ranked)
    few = alone.length <= _FEW
    names, rows = [], []
    for name, margin in alone.ranked:
        same_family = few and kindred[name] == kindred[last.id] and name != last.id
        named, naming = name in last.related, last.id in entries[name].related
        names.append(name)
        rows.append((margin, topical[name], same_family, named, naming, name == last.id, False))
    rows.append((alone.out_margin, with_topic.out_margin, False, False, False, False, True))
    return [*names, NOTHING], np.array(rows, dtype=np.float64)
