"""Names near to what was written: a letter missing, doubled, replaced or swapped. Never says which is meant."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST = 4
UNSURE = 6  # letters: of so short a name, any may be the wrong one


class Spelling:
    """Keys by their length, since a name within N letters differs by N at most in length."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for key in keys:
            if len(key) >= LEAST:
                self._by_length.setdefault(len(key), []).append(key)

    def near(self, key: str, more: int = 0) -> list[tuple[str, int]]:
        """The nearest first; of longer names, those with the first letter right, for people rarely miss that one."""
        limit = tolerance(len(key)) + more
        found: list[tuple[str, int]] = []
        for length in range(len(key) - limit, len(key) + limit + 1) if limit else ():
            known = self._by_length.get(length, ())
            matches = process.extract(key, known, scorer=OSA.distance, score_cutoff=limit, limit=None)
            found += [(name, int(distance)) for name, distance, _ in matches]
        same = [each for each in found if each[0][0] == key[0]] if len(key) > UNSURE else []
        return sorted(same or found, key=lambda each: (each[1], each[0]))


def tolerance(length: int) -> int:
    """How many letters may be wrong in a name of this length."""
    if length < LEAST:
        return 0
    return 1 if length < 8 else 2 if length < 15 else 3
