"""A question amid much else: each passage of the message is weighed beside the whole of it.

A passage is a sentence, a part of one, or up to three clauses that follow each other, so that what was dictated or
typed without a full stop has passages as well. The weights are learned from the base's wordings,
wrapped in what `knowledge/learning/stories.yaml` holds (`python -m knowledge.learning decision`).
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.finder.pieces import cut
from knowledge.finder.ranking import NOTHING
from knowledge.finder.scores import Passages
from knowledge.text.words import asks, plain, sentences

FEATURES = (
    "whole",
    "whole, behind its best",
    "best passage",
    "best of up to 3 words",
    "best of 4 to 8 words",
    "best of more words",
    "best that asks",
    "best with a question mark",
    "second best passage",
    "passages that speak of it",
    "nothing",
)
MOST = 16  # passages of one message
_READ = 1600  # characters of a message, half at its beginning and half at its end
_FEW = 13  # words; a shorter message is read as one
_LEAST, _LONGEST = 2, 22  # words of clauses that are joined
_LONG = 10  # words from which a part of a sentence is cut into clauses
_JOINED = 3  # clauses
_SHORT, _MIDDLE = 3, 8  # words of a passage
_SPEAKS = 0.6  # a margin above the negative of this speaks of an entry
_NONE = -1.0  # the margin where there is no such passage
_CLAUSE = re.compile(
    r"(?<!\s)\s+(?=(?:et|mais|donc|car|alors|voil[àa]|euh|du coup|sinon|parce que|j ?['’]?ai|g|je|j[^aeiou\W]\w+|on"
    r"|nous|il y a|y a|ya|merci|mrc|svp|c ?['’]?est|c|est[ -]ce|comment|koman|combien|cb|pourquoi|quand|kan|ki|qui"
    r"|quel\w*|kel\w*|faut|fo|o[ùu]|si)\s)",
    re.IGNORECASE,
)


def passages(text: str) -> list[str]:
    """Return the passages of a message, at most `MOST`, those that ask first; an empty list where it is short."""
    if len(plain(text).split()) < _FEW:
        return []
    half = _READ // 2
    read = text if len(text) <= _READ else f"{text[:half]}\n{text[-half:]}"
    parts = cut(read)
    clauses = [one for part in parts for one in (_clauses(part) if len(part.split()) > _LONG else [part])]
    joined = [
        " ".join(clauses[begin : begin + size])
        for size in range(1, _JOINED + 1)
        for begin in range(len(clauses) - size + 1)
    ]
    tried = [*sentences(read), *parts, *(one for one in joined if _LEAST < len(one.split()) <= _LONGEST)]
    found = {said: one for one in tried if len((said := plain(one)).split()) >= _LEAST and said != plain(read)}
    return sorted(found.values(), key=lambda one: not asks(one))[:MOST]


def _clauses(part: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(part) if plain(clause)]


def candidates(parts: Sequence[str], scores: Passages) -> tuple[Sequence[str], NDArray[np.float64]]:
    """Return the ids of all entries with NOTHING last, and a matrix with a row of FEATURES for each of them.

    `scores` are of a message, then of its passages `parts`, of which there is at least one. Passages that are
    a greeting, courtesy or an introduction do not count.
    """
    counts = scores.margins[1:].max(axis=1) >= scores.aside[1:]
    chosen: list[int] = np.flatnonzero(counts if counts.any() else ~counts).tolist()
    of_whole, of_parts, out = scores.margins[0], scores.margins[1:][chosen], scores.out[1:][chosen]
    parts = [parts[at] for at in chosen]
    lengths = np.array([len(plain(part).split()) for part in parts])
    asking, marked = np.array([asks(part) for part in parts]), np.array([part.rstrip().endswith("?") for part in parts])
    columns = (
        of_whole,
        of_whole - of_whole.max(),
        of_parts.max(axis=0),
        _best(of_parts, lengths <= _SHORT),
        _best(of_parts, (lengths > _SHORT) & (lengths <= _MIDDLE)),
        _best(of_parts, lengths > _MIDDLE),
        _best(of_parts, asking),
        _best(of_parts, marked if marked.any() else asking),
        np.sort(of_parts, axis=0)[-2 if len(parts) > 1 else -1],
        np.maximum(of_parts + _SPEAKS, 0.0).mean(axis=0),
        np.zeros(len(scores.names)),
    )
    nothing = (scores.out[0], 0, out.max(), *[_NONE] * 5, np.sort(out)[-2 if len(parts) > 1 else -1], 0, 1)
    return [*scores.names, NOTHING], np.vstack([np.stack(columns, axis=1), nothing])


def _best(margins: NDArray[np.float64], chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the best margin of each entry among the passages chosen; `_NONE` where none is."""
    best: NDArray[np.float64] = margins[chosen].max(axis=0) if chosen.any() else np.full(margins.shape[1], _NONE)
    return best
