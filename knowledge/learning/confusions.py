"""Mistakes of an evaluation, and how far its confidence can be believed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.finder.reading import Reading
from knowledge.learning.evaluation_sets import Line
from knowledge.snapshot import Knowledge

Pairs = Sequence[tuple[Line, Reading]]
BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Confusion:
    """A question of an evaluation, `asked`, whose best entry is `instead` of the `right` one.

    `wording` is the wording of `instead` most like the question, `own` that of `right`.
    """

    identifier: str
    asked: str
    right: str
    instead: str
    wording: str
    own: str
    confidence: float

    def __str__(self) -> str:
        return (
            f"{self.identifier} {self.right} → {self.instead} ({self.confidence:.0%}): « {self.asked} »"
            f" — near « {self.wording} »; of {self.right}, « {self.own} »"
        )


def confusions(knowledge: Knowledge, pairs: Pairs) -> list[Confusion]:
    """Return the questions of an evaluation whose best entry is none of those accepted, the surest mistake first."""
    found = [
        _confusion(knowledge, line, reading)
        for line, reading in pairs
        if reading.suggestions and reading.suggestions[0] not in line["accept"]
    ]
    return sorted(found, key=lambda one: (-one.confidence, one.identifier))


def _confusion(knowledge: Knowledge, line: Line, reading: Reading) -> Confusion:
    right = next(entry for entry in line["accept"] if entry in knowledge.entries)
    instead, finder = reading.suggestions[0], knowledge.understanding.finder
    return Confusion(
        line["id"],
        line["text"],
        right,
        instead,
        finder.nearest(line["text"], instead).wording,
        finder.nearest(line["text"], right).wording,
        reading.confidence,
    )


def by_entry(pairs: Pairs) -> list[str]:
    """Return a line for each entry that some of its questions did not find first, such as "ami-depot: 3 of 5".

    The line says how many of its questions found it first. The entry missed most often comes first.
    """
    asked = Counter(line["accept"][0] for line, _ in pairs)
    missed = Counter(
        line["accept"][0] for line, reading in pairs if not set(reading.suggestions[:1]) & set(line["accept"])
    )
    return [f"{entry}: {asked[entry] - times} of {asked[entry]}" for entry, times in missed.most_common()]


def reliability(pairs: Pairs) -> list[tuple[str, int, float, float]]:
    """Return, for each band of confidence: its name, number of texts, mean, and share of right best entries."""
    rows = []
    for low, high in pairwise(BANDS):
        inside = [
            (line, reading)
            for line, reading in pairs
            if reading.suggestions and low <= reading.confidence and (reading.confidence < high or high == 1.0)
        ]
        if inside:
            mean = sum(reading.confidence for _, reading in inside) / len(inside)
            right = sum(reading.suggestions[0] in line["accept"] for line, reading in inside) / len(inside)
            rows.append((f"{low:.1f}-{high:.1f}", len(inside), mean, right))
    return rows
