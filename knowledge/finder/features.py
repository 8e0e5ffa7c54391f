"""Features of a text: groups of letters, which resist slips, and words by their meaning, in order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.text.meanings import Meanings

_SHORTEST, _LONGEST = 2, 4
_NOTHING = 1e-12


def letters(text: str) -> list[str]:
    """Return every group of 2 to 4 letters within a word of the text; a space stands at the word's edges."""
    groups = []
    for word in text.split():
        edged = f" {word} "
        for size in range(_SHORTEST, min(_LONGEST, len(edged)) + 1):
            groups += [edged[begin : begin + size] for begin in range(len(edged) - size + 1)]
    return groups


def word_meanings(text: str, meanings: Meanings) -> list[str]:
    """Return the words of a text, synonyms replaced by their family, then each two neighbouring words."""
    read = meanings.read(text).split()
    return [*read, *(f"{first} {second}" for first, second in pairwise(read))]


@dataclass(frozen=True)
class View:
    """Features of one kind, letter groups or words: their numbers, from `first` on, and weights (`telling`)."""

    numbers: dict[str, int]
    telling: NDArray[np.float64]
    first: int

    @classmethod
    def of(cls, names: Sequence[str], telling: NDArray[np.float64], first: int) -> "View":
        """Give the features `names` their numbers, in their order, from `first` on."""
        return cls({name: first + place for place, name in enumerate(names)}, telling, first)

    def row(self, found: Iterable[str]) -> tuple[list[int], NDArray[np.float64]]:
        """Return the numbers of the known features among `found`, and their values, a vector of length 1."""
        known = Counter(number for number in map(self.numbers.get, found) if number is not None)
        numbers = list(known)
        values = damped(list(known.values())) * self.telling[np.array(numbers, dtype=np.intp) - self.first]
        return numbers, of_length_one(values)


def damped(counts: Sequence[int] | NDArray[np.float32]) -> NDArray[np.float64]:
    """Return 1 + log of each count, so that repetition adds little."""
    return 1 + np.log(np.array(counts, dtype=np.float64))


def of_length_one(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the vector divided by its length; a vector of zeros stays as it is."""
    return values / max(float(np.linalg.norm(values)), _NOTHING)
