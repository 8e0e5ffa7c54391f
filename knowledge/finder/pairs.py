"""The choice of the sentence that answers a question, among the pairs of the entry that was found.

Each pair is what its ways of asking have in common and what its sentence says. A feature weighs less the more pairs of
the entry have it: within the answer about the AMI, the word AMI tells nothing. The answer itself is a pair too, of the
entry's title and its first sentence: what clearly asks for it gets the answer as it is.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.base.entry import Entry
from knowledge.base.facts import Fact
from knowledge.base.sentences import as_read, sentences
from knowledge.finder.features import of_length_one

Row = tuple[list[int], NDArray[np.float64]]  # the numbers of a text's features, and their values
# The likeness asked of a pair, and how much more like the answer itself a question may be (`tests.measure_pairs`).
LEAST, BEHIND = 0.4, 0.2


class Pairs:
    """The pairs of one entry, ready to be compared with questions."""

    def __init__(self, entry: Entry, facts: Sequence[Fact], features: Callable[[str], Row]) -> None:
        """Read the pairs of an entry; `features` returns those of a text."""
        self._features = features
        self._facts = [*facts, Fact((entry.title,), sentences(entry.answer)[0].raw)]
        asked = [[features(one) for one in fact.asks] for fact in self._facts]
        told = [features(as_read(fact.says)) for fact in self._facts]
        every = [[*rows, row] for rows, row in zip(asked, told, strict=True)]
        times = Counter(number for rows in every for number in {one for row in rows for one in row[0]})
        self._weights = {one: max(0.0, float(np.log((1 + len(every)) / (many + 0.5)))) for one, many in times.items()}
        self._places = {number: place for place, number in enumerate(times)}
        self._columns = np.zeros((len(times), len(every)), dtype=np.float32)
        for column, (rows, row) in enumerate(zip(asked, told, strict=True)):
            self._columns[:, column] = self._direction(rows) + self._direction([row])

    def asked(self, texts: Iterable[str]) -> str | None:
        """Return the first way of asking of the pair that one of the texts asks for; None where none does for sure."""
        *of_pairs, of_answer = max((self._likeness(text) for text in texts), key=lambda one: float(one[:-1].max()))
        best = int(np.argmax(of_pairs))
        return self._facts[best].asks[0] if of_pairs[best] >= max(LEAST, of_answer - BEHIND) else None

    def _likeness(self, text: str) -> NDArray[np.float64]:
        """Return how like each pair is to a text, the answer itself last."""
        numbers, values = self._features(text)
        weighed = self._weighed(numbers, of_length_one(values))
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
