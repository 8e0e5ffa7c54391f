"""Names near to what was written: a letter missing, doubled, replaced or swapped. It never says which one is meant."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST = 4
UNSURE = 6  # letters; in a name this short, any letter may be the wrong one


@dataclass(frozen=True)
class OfOneLength:
    """Known names of one length, each with the set of its letters as bits."""

    keys: NDArray[np.object_]
    letters: NDArray[np.uint32]

    def sharing(self, letters: np.uint32, slips: int) -> list[str]:
        """Return the known names whose set of letters differs from `letters` by at most two for each of `slips`."""
        shared: list[str] = self.keys[np.bitwise_count(self.letters ^ letters) <= 2 * slips].tolist()
        return shared


class Spelling:
    """A search for the known names of places that differ by a few letters from what somebody wrote."""

    def __init__(self, keys: Iterable[str]) -> None:
        by_length: dict[int, list[str]] = {}
        for key in keys:
            if len(key) >= LEAST:
                by_length.setdefault(len(key), []).append(key)
        self._by_length = {
            length: OfOneLength(
                np.array(keys, dtype=np.object_), np.array([letters_of(key) for key in keys], dtype=np.uint32)
            )
            for length, keys in by_length.items()
        }

    def near(self, key: str, more: int = 0) -> list[tuple[str, int]]:
        """Return the known names near to `key`, each with the number of letters that differ, the nearest first.

        `more` letters are allowed beyond `tolerance`. Where `key` is longer than `UNSURE`, a name with another first
        letter counts only where it is as near as the nearest name with the same one.
        """
        limit = tolerance(len(key)) + more
        found: list[tuple[str, int]] = []
        letters = np.uint32(letters_of(key))
        for length in range(len(key) - limit, len(key) + limit + 1) if limit else ():
            known = self._by_length.get(length)
            likely = known.sharing(letters, limit) if known else []
            matches = process.extract(key, likely, scorer=OSA.distance, score_cutoff=limit, limit=None)
            found += [(name, int(distance)) for name, distance, _ in matches]
        same = [distance for name, distance in found if name[0] == key[0]] if len(key) > UNSURE else []
        least = min(same, default=limit)
        kept = [each for each in found if each[0][0] == key[0] or each[1] <= least]
        return sorted(kept, key=lambda each: (each[1], each[0]))


def letters_of(key: str) -> int:
    """Return the set of a name's letters as bits: 0 for « a » to 25 for « z », 26 for any other character."""
    bits = 0
    for letter in key:
        place = ord(letter) - ord("a")
        bits |= 1 << (place if 0 <= place < 26 else 26)
    return bits


def tolerance(length: int) -> int:
    """Return how many letters may be wrong in a place's name of this length: 0 to 3."""
    if length < LEAST:
        return 0
    return 1 if length < 8 else 2 if length < 15 else 3
