"""What of a text is counted: groups of letters, which stand slips; and words in their order, read by their meaning."""

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
    """Every group of 2 to 4 letters within a word, its edges written as spaces."""
    groups = []
    for word in text.split():
        edged = f" {word} "
        for size in range(_SHORTEST, min(_LONGEST, len(edged)) + 1):
            groups += [edged[begin : begin + size] for begin in range(len(edged) - size + 1)]
    return groups


def senses(text: str, meanings: Meanings) -> list[str]:
    """Every word by its meaning, and every two in a row."""
    read = meanings.read(text).split()
    return [*read, *(f"{first} {second}" for first, second in pairwise(read))]


@dataclass(frozen=True)
class View:
    """One way to count: the features that it knows, from the number `first` on, and how much each one tells."""

    numbers: dict[str, int]
    telling: NDArray[np.float64]
    first: int

    @classmethod
    def of(cls, names: Sequence[str], telling: NDArray[np.float64], first: int) -> "View":
        return cls({name: first + place for place, name in enumerate(names)}, telling, first)

    def row(self, found: Iterable[str]) -> tuple[list[int], NDArray[np.float64]]:
        """The known features among those found, and their values: a vector of length 1."""
        known = Counter(number for number in map(self.numbers.get, found) if number is not None)
        numbers = list(known)
        values = damped(list(known.values())) * self.telling[np.array(numbers, dtype=np.intp) - self.first]
        return numbers, of_length_one(values)


def damped(counts: Sequence[int] | NDArray[np.float32]) -> NDArray[np.float64]:
    """What is said several times counts little more than what is said once."""
    return 1 + np.log(np.array(counts, dtype=np.float64))


def of_length_one(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same direction; nothing stays nothing."""
    return values / max(float(np.linalg.norm(values)), _NOTHING)
