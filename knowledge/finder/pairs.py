"""The choice of the sentence that answers a question, among the pairs of the entry that was found.

Each pair is what its ways of asking have in common and what its sentence says. A feature weighs less the more pairs of
the entry have it: within the answer about the AMI, the word AMI tells nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.base.facts import Fact
from knowledge.base.sentences import as_read
from knowledge.finder.features import of_length_one

Row = tuple[list[int], NDArray[np.float64]]  # the numbers of a text's features, and their values
LEAST, LEAD = 0.25, 0.08  # the likeness asked of a pair, and its lead over the next


class Pairs:
    """The pairs of one entry, ready to be compared with questions."""

    def __init__(self, facts: Sequence[Fact], features: Callable[[str], Row]) -> None:
        """Read the pairs; `features` returns those of a text."""
        self._facts, self._features = facts, features
        asked = [[features(one) for one in fact.asks] for fact in facts]
        said = [features(as_read(fact.says)) for fact in facts]
        every = [[*rows, row] for rows, row in zip(asked, said, strict=True)]
        times = Counter(number for rows in every for number in {one for row in rows for one in row[0]})
        self._weights = {one: max(0.0, float(np.log((1 + len(facts)) / (many + 0.5)))) for one, many in times.items()}
        self._places = {number: place for place, number in enumerate(times)}
        self._columns = np.zeros((len(times), len(facts)))
        for column, (rows, row) in enumerate(zip(asked, said, strict=True)):
            self._columns[:, column] = self._direction(rows) + self._direction([row])

    def asked(self, texts: Iterable[str]) -> str | None:
        """Return the first way of asking of the pair that one of the texts surely asks for; None where none does."""
        likeness = max((self.likeness(text) for text in texts), key=np.max)
        second, best = np.sort(np.append(likeness, 0.0))[-2:]
        return self._facts[int(np.argmax(likeness))].asks[0] if best >= LEAST and best - second >= LEAD else None

    def likeness(self, text: str) -> NDArray[np.float64]:
        """Return how like each pair is to a text: from 0 to 2, since its questions and its sentence each count 1."""
        numbers, values = self._features(text)
        weighed = of_length_one(self._weighed(numbers, values))
        known = [place for place, number in enumerate(numbers) if number in self._places]
        rows = [self._places[numbers[place]] for place in known]
        return np.array(weighed[known] @ self._columns[rows])

    def _weighed(self, numbers: Sequence[int], values: NDArray[np.float64]) -> NDArray[np.float64]:
        weights = np.array([self._weights.get(number, 1.0) for number in numbers], dtype=np.float64)
        return values * weights

    def _direction(self, rows: Iterable[Row]) -> NDArray[np.float64]:
        """Return what texts have in common, as a vector of length 1 over the features of the pairs."""
        whole = np.zeros(len(self._places))
        for numbers, values in rows:
            whole[[self._places[number] for number in numbers]] += of_length_one(self._weighed(numbers, values))
        return of_length_one(whole)
