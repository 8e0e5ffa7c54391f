"""Scores of a text for each class: entries, services, what is out of scope.

A linear classifier over features. It is given what was learned, and needs only numpy.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.finder.features import View, damped, letters, of_length_one, word_meanings
from knowledge.finder.learned import Learned
from knowledge.finder.scores import DISTRESS, MANNER, OUT_OF_SCOPE, SERVICE, Nearest, Passages, Scores
from knowledge.finder.services import ASIDE
from knowledge.finder.sparse import Sparse
from knowledge.finder.vectors import Vectors
from knowledge.text.courtesy import without_courtesy
from knowledge.text.meanings import Meanings
from knowledge.text.spelling import Spelling
from knowledge.text.words import squeezed, words

if TYPE_CHECKING:
    from knowledge.finder.vector_margins import VectorMargins

LONGEST_SCORED = 1600  # characters
COMMON = 400  # learned texts; a feature of more of them says little of which is alike, and costs the most time
BEYOND_WORDS = 1.25  # weight of the margins of vectors beside those of words, found by cross-validation

Row = tuple[list[int], NDArray[np.float64]]  # the numbers of a text's features, and their values


class Scorer:
    """A linear classifier that scores a text for each class, by what was learned of the wordings."""

    def __init__(self, learned: Learned, meanings: Meanings, vectors: Vectors | None = None) -> None:
        """Build the scorer from what was learned.

        `vectors` come with the extra `semantic`, and add to the scores; None without.
        """
        self._wordings = learned.texts
        self._meanings, self._spelling = meanings, Spelling(learned.read, meanings.known)
        first, telling = len(learned.letters), learned.telling
        self._letters = View.of(learned.letters, telling[:first], 0)
        self._meant = View.of(learned.word_meanings, telling[first:], first)
        self._classes, self._weights, self._bias = list(learned.classes), learned.weights.whole, learned.bias
        self._columns_of_entries = [column for column, name in enumerate(self._classes) if _is_entry(name)]
        self._columns_aside = [self._classes.index(SERVICE + name) for name in ASIDE if SERVICE + name in self._classes]
        self._tells_apart = np.diff(learned.found.starts) <= COMMON
        self._wordings_by_feature = _unit_columns(learned.found, telling, first, self._tells_apart)
        self._vocabulary = _words_of(learned, _is_entry)
        self._foreign = _words_of(learned, lambda label: label == OUT_OF_SCOPE) - self._vocabulary
        labels = np.array(learned.labels)
        self._places = {name: np.flatnonzero(labels == name) for name in learned.classes}
        self._entries = np.flatnonzero([_is_entry(label) for label in learned.labels])
        self._unlike = np.zeros(len(learned.texts))
        self._beyond = _beyond(vectors, learned) if vectors else None

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """Return the scores of each text, for every entry, service and other class."""
        read = [self._read(text) for text in texts]
        rows = [self._row(one) for one in read]
        margins = [self._margins(row) for row in rows]
        danger = [float(one[self._classes.index(DISTRESS)]) if DISTRESS in self._classes else -1.0 for one in margins]
        if self._beyond is not None and texts:
            margins = list(np.array(margins) + BEYOND_WORDS * self._beyond.margins(texts))
        return [self._scores(*one) for one in zip(read, margins, map(self._likeness, rows), danger, strict=True)]

    def score_roughly(self, texts: Sequence[str]) -> list[Scores]:
        """Return the scores of pieces of a text by their words, without what they are most like, which takes longer."""
        read = [self._read(text) for text in texts]
        return [self._scores(one, self._margins(self._row(one)), self._unlike, -1.0) for one in read]

    def of_passages(self, texts: Sequence[str]) -> Passages:
        """Return what is needed to weigh passages of a text: their margins by words alone, which is fast."""
        margins = np.array([self._margins(self._row(self._read(text))) for text in texts])
        names = [self._classes[column] for column in self._columns_of_entries]
        out, aside = margins[:, self._classes.index(OUT_OF_SCOPE)], margins[:, self._columns_aside]
        return Passages(names, margins[:, self._columns_of_entries], out, aside.max(axis=1, initial=-1.0))

    def nearest(self, text: str, label: str) -> Nearest:
        """Return the learned text of the class `label` that is most like `text`, and how like it is."""
        return self._nearest(self._likeness(self.features(text)), label)

    def margins(self, read: str) -> NDArray[np.float64]:
        """Return the margin of each class for a text, by its words alone: above 0 where it seems to belong there.

        `read` is the text in plain words, before its spelling is corrected.
        """
        return self._margins(self._row(self._spelling.correct(read)))

    def features(self, text: str) -> Row:
        """Return the known features of a text: their numbers and their values."""
        return self._row(self._read(text))

    def _margins(self, row: Row) -> NDArray[np.float64]:
        numbers, values = row
        margins: NDArray[np.float64] = values @ self._weights[numbers] + self._bias
        return margins

    def _read(self, text: str) -> str:
        return self._spelling.correct(without_courtesy(words(_bounded(text))))

    def _row(self, read: str) -> Row:
        groups, of_groups = self._letters.row(letters(read))
        meant, of_meant = self._meant.row(word_meanings(read, self._meanings))
        return groups + meant, np.concatenate([of_groups, of_meant])

    def _likeness(self, row: Row) -> NDArray[np.float64]:
        """Return how like each learned text is to the text of these features, between 0 and 1."""
        numbers = np.array(row[0], dtype=np.intp)
        telling = self._tells_apart[numbers]
        return self._wordings_by_feature.sum_of(numbers[telling], of_length_one(row[1][telling]))

    def _scores(self, read: str, margins: NDArray[np.float64], likeness: NDArray[np.float64], danger: float) -> Scores:
        ranked = sorted(zip(self._classes, map(float, margins), strict=True), key=_best_first)
        entries = tuple(pair for pair in ranked if _is_entry(pair[0]))
        return Scores(
            ranked=entries,
            services=tuple((name.removeprefix(SERVICE), margin) for name, margin in ranked if name.startswith(SERVICE)),
            out_margin=float(margins[self._classes.index(OUT_OF_SCOPE)]),
            nearest=self._nearest(likeness, entries[0][0]),
            nearest_out=float(likeness[self._places[OUT_OF_SCOPE]].max()),
            nearest_any=float(likeness[self._entries].max()),
            known=_share(read.split(), self._vocabulary),
            foreign=_share(read.split(), self._foreign),
            length=len(read.split()),
            distress=danger,
            strange=tuple(dict.fromkeys(word for word in read.split() if word not in self._vocabulary)),
        )

    def _nearest(self, likeness: NDArray[np.float64], label: str) -> Nearest:
        places = self._places[label]
        position = int(places[np.argmax(likeness[places])])
        return Nearest(self._wordings[position], float(likeness[position]))


def _bounded(text: str) -> str:
    """Squeeze a text, cut to its beginning and its end where it is longer than `LONGEST_SCORED`."""
    half = LONGEST_SCORED // 2
    return squeezed(text if len(text) <= LONGEST_SCORED else f"{text[:half]} {text[-half:]}")


def _words_of(learned: Learned, is_one: Callable[[str], bool]) -> set[str]:
    """Return all words of the learned texts whose class `is_one` accepts."""
    chosen = (text for text, label in zip(learned.read, learned.labels, strict=True) if is_one(label))
    return {word for text in chosen for word in text.split()}


def _share(read: Sequence[str], among: set[str]) -> float:
    return sum(word in among for word in read) / len(read) if read else 0.0


def _is_entry(label: str) -> bool:
    return label not in (OUT_OF_SCOPE, DISTRESS, MANNER) and not label.startswith(SERVICE)


def _best_first(pair: tuple[str, float]) -> tuple[float, str]:
    return -pair[1], pair[0]


def _unit_columns(found: Sparse, telling: NDArray[np.float64], first: int, kept: NDArray[np.bool_]) -> Sparse:
    """Weight the features of the learned texts, keep the rows `kept`, and scale each text, a column, to length 1.

    Letters and meanings weigh the same. Rows below `first` are groups of letters, those from `first` on are meanings.
    """
    values = damped(found.values) * telling[found.rows]
    begin = found.starts[first]
    for part in (slice(None, begin), slice(begin, None)):
        _to_length_one(values[part], found.columns[part], found.width)
    lengths = np.diff(found.starts)
    stay = np.repeat(kept, lengths)
    columns, values = found.columns[stay], values[stay]
    _to_length_one(values, columns, found.width)
    starts = np.concatenate([[0], np.cumsum(np.where(kept, lengths, 0))])
    return Sparse(starts, columns, values.astype(np.float32), found.width)


def _to_length_one(values: NDArray[np.float64], columns: NDArray[np.int32], width: int) -> None:
    """Divide the values of each column, in place, by the length of the column."""
    values /= np.sqrt(np.bincount(columns, values**2, width))[columns]


def _beyond(vectors: Vectors, learned: Learned) -> "VectorMargins":
    # Imported here since its libraries are slow to load, and needed with the extra only.
    from knowledge.finder.vector_margins import VectorMargins

    return VectorMargins(vectors, learned.texts, learned.labels, learned.classes)
