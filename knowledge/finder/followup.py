"""The reading of a few words after an answer, of which only the entry is known.

Each entry is weighed by the words alone, by the words with the topic of the last answer, and by its kinship with it.
`python -m knowledge.learning decision` learns the weights from `followups.yaml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.base.entry import Entry
from knowledge.finder.scores import Scores
from knowledge.text.words import plain

FEATURES = (
    "words alone",
    "words with the topic",
    "same family, few words",
    "same family",
    "asked so elsewhere",
    "named as related",
    "names it as related",
    "the same again",
    "nothing known",
)
NOTHING = "@nothing"
# In words; a longer message says by itself what it is about.
LONGEST = 14
_FEW = 6
_ALIKE = {"inscription": "depot", "financement": "montants"}


@dataclass(frozen=True)
class FollowUp:
    """The model that ranks entries for a few words said after an answer.

    `weights` has a number for each of FEATURES; the other two are the probabilities from which to answer or to suggest.
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

    def ranked(self, alone: Scores, with_topic: Scores, last: Entry, entries: Mapping[str, Entry]) -> Ranked:
        """Rank the entries for a few words said after the answer `last`, with what is needed to answer or suggest.

        `alone` are the scores of the words by themselves, `with_topic` those of the words after the topic of `last`.
        """
        names, rows = candidates(alone, with_topic, last, entries)
        shares = dict(zip(names, map(float, self.probabilities(rows)), strict=True))
        nothing = shares.pop(NOTHING)
        best = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
        return Ranked(tuple(best[:3]), max(self.answer_from, nothing), max(self.suggest_from, nothing))


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


def topic(entry: str, entries: Collection[str]) -> str:
    """Return what an entry is about, in words: "ami" for the id "ami-depot", where other ids begin with "ami" too."""
    return family(entry, entries).replace("-", " ")


def changes_topic(text: str, last: str, best: str, entries: Collection[str]) -> bool:
    """Whether a text names the topic of its best entry, and not that of the entry answered last, which is another.

    `last` and `best` are ids of entries, `entries` all ids.
    """
    new, old = topic(best, entries), topic(last, entries)
    return new != old and _names(text, new) and not _names(text, old)


def _names(text: str, topical: str) -> bool:
    return f" {topical} " in f" {' '.join(plain(text).split())} "


def family(entry: str, entries: Collection[str]) -> str:
    """Return the longest beginning of an entry's id, in whole words, that another id shares; else the id itself."""
    return families(entries)[entry]


def families(entries: Collection[str]) -> Mapping[str, str]:
    """Return, for each entry id, its longest beginning in whole words that another id shares, else the id."""
    return _families(tuple(entries))


@lru_cache(maxsize=4)  # asked several times a text, of the same base
def _families(entries: tuple[str, ...]) -> Mapping[str, str]:
    bearers = Counter(beginning for entry in entries for beginning in _beginnings(entry))
    return {entry: next((one for one in _beginnings(entry) if bearers[one] > 1), entry) for entry in entries}


def _beginnings(entry: str) -> Sequence[str]:
    """Return the beginnings of an entry's id in whole words, the longest first: "ami-depot", "ami"."""
    parts = entry.split("-")
    return ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]


def aspect(entry: str, family_of_entry: str) -> str:
    """Return what an entry says of its family's topic: "depot" for "ami-depot"; "" for the topic itself.

    Entries of several families are alike in it: how much, who may, how to ask.
    """
    own = entry.removeprefix(family_of_entry).strip("-")
    return _ALIKE.get(own, own)


def _margins_by_aspect(alone: Scores, kindred: Mapping[str, str], besides: str) -> Mapping[str, float]:
    """Return the best margin of each aspect among the entries of families other than `besides`."""
    best: dict[str, float] = {}
    for name, margin in alone.ranked:
        if kindred[name] != besides and name != kindred[name]:
            best.setdefault(aspect(name, kindred[name]), margin)
    return best


def candidates(
    alone: Scores, with_topic: Scores, last: Entry, entries: Mapping[str, Entry]
) -> tuple[Sequence[str], NDArray[np.float64]]:
    """Return the ids of all entries with NOTHING last, and a matrix with a row of FEATURES for each of them.

    They are the candidates for a few words said after the answer `last`.
    """
    kindred, topical, few = families(entries), dict(with_topic.ranked), alone.length <= _FEW
    elsewhere = _margins_by_aspect(alone, kindred, kindred[last.id])
    names, rows = [], []
    for name, margin in alone.ranked:
        kin = kindred[name] == kindred[last.id] and name != last.id
        asked_so = elsewhere.get(aspect(name, kindred[name]), -1.0) if kindred[name] == kindred[last.id] else -1.0
        named, naming = name in last.related, last.id in entries[name].related
        names.append(name)
        rows.append((margin, topical[name], few and kin, kin, asked_so, named, naming, name == last.id, False))
    rows.append((alone.out_margin, with_topic.out_margin, False, False, -1.0, False, False, False, True))
    return [*names, NOTHING], np.array(rows, dtype=np.float64)
