"""The reading of a few words after an answer, of which only the entry is known.

Each entry is weighed by the words alone, by the words with the topic of the last answer, and by its kinship with it.
`python -m knowledge.learning decision` learns the weights from `followups.yaml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.base.entry import Entry
from knowledge.finder.ranking import NOTHING
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
    "the same again, without kin",
    "the same again, though others fit",
    "nothing known",
)
# In words; a longer message says by itself what it is about.
LONGEST = 14
_FEW = 6
_ALIKE = {"inscription": "depot", "financement": "montants"}


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
    has_kin = any(kindred[name] == kindred[last.id] and name != last.id for name in entries)
    others = 1 + next(margin for name, margin in alone.ranked if name != last.id)
    names, rows = [], []
    for name, margin in alone.ranked:
        kin = kindred[name] == kindred[last.id] and name != last.id
        asked_so = elsewhere.get(aspect(name, kindred[name]), -1.0) if kindred[name] == kindred[last.id] else -1.0
        named, naming = name in last.related, last.id in entries[name].related
        names.append(name)
        same, fits = name == last.id, others if name == last.id else 0.0
        rows.append(
            (margin, topical[name], few and kin, kin, asked_so, named, naming, same, same and not has_kin, fits, False)
        )
    rows.append((alone.out_margin, with_topic.out_margin, False, False, -1.0, False, False, False, False, 0.0, True))
    return [*names, NOTHING], np.array(rows, dtype=np.float64)
