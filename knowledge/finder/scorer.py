"""How near a text is to each class: entries, services, what is out of scope. A linear classifier over n-grams.

Trained from the base's own wordings; deterministic, without network.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from knowledge.finder.scores import DISTRESS, MANNER, OUT_OF_SCOPE, SERVICE, Nearest, Scores
from knowledge.finder.senses import Senses
from knowledge.finder.vectors import Vectors
from knowledge.text.courtesy import without_courtesy
from knowledge.text.meanings import Meanings
from knowledge.text.spelling import Spelling
from knowledge.text.words import squeezed, words

LONGEST_SCORED = 1600  # characters
BEYOND_WORDS = 1.25  # what the margins of vectors count beside those of words: found by cross-validation


class Scorer:
    def __init__(
        self, texts: Sequence[str], classes: Sequence[str], meanings: Meanings, vectors: Vectors | None = None
    ) -> None:
        """`texts`: wordings as people type them; `classes`: an entry, SERVICE and a name, or one of the names above.

        `vectors`: where the `semantic` extra is installed, what the texts mean beyond their words counts too.
        """
        self._wordings, self._labels = list(texts), np.array(classes)
        read = [without_courtesy(words(text)) for text in texts]
        self._spelling = Spelling(read, meanings.known)
        # Groups of letters, which stand slips; and words in their order, each read by its meaning.
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, lowercase=False)
        self._senses = TfidfVectorizer(
            ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+", lowercase=False, preprocessor=meanings.read
        )
        corrected = [self._spelling.correct(text) for text in read]
        matrix = hstack([view.fit_transform(corrected) for view in (self._letters, self._senses)], format="csr")
        classifier = LinearSVC(C=1.0, random_state=0).fit(matrix, self._labels)
        self._classes = [str(name) for name in classifier.classes_]
        self._weights = np.ascontiguousarray(classifier.coef_.T)
        self._bias: NDArray[np.float64] = classifier.intercept_
        self._senses_beyond = Senses(vectors, texts, classes, self._classes) if vectors else None
        self._wordings_by_feature: csr_matrix = normalize(matrix).T.tocsr()
        self._vocabulary = _words_of(read, classes, entries=True)
        self._foreign = _words_of(read, classes, entries=False) - self._vocabulary
        self._out = self._labels == OUT_OF_SCOPE
        self._entries = np.array([not _no_entry(label) for label in classes])

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """The scores of each text; several at once cost little more than one."""
        read, rows = self._rows(texts)
        margins: NDArray[np.float64] = rows @ self._weights + self._bias
        likeness: NDArray[np.float64] = (normalize(rows) @ self._wordings_by_feature).toarray()
        danger = margins[:, self._classes.index(DISTRESS)] if DISTRESS in self._classes else np.full(len(read), -1.0)
        if self._senses_beyond is not None:
            margins = margins + BEYOND_WORDS * self._senses_beyond.margins(texts)
        return [self._scores(*one) for one in zip(read, margins, likeness, map(float, danger), strict=True)]

    def nearest(self, text: str, label: str) -> Nearest:
        """The wording of one class that is most like the text."""
        _, row = self._rows([text])
        return self._nearest((normalize(row) @ self._wordings_by_feature).toarray()[0], self._labels == label)

    def _rows(self, texts: Sequence[str]) -> tuple[list[str], csr_matrix]:
        read = [self._spelling.correct(without_courtesy(words(_bounded(text)))) for text in texts]
        return read, hstack([self._letters.transform(read), self._senses.transform(read)], format="csr")

    def _scores(self, read: str, margins: NDArray[np.float64], likeness: NDArray[np.float64], danger: float) -> Scores:
        ranked = sorted(zip(self._classes, map(float, margins), strict=True), key=_best_first)
        entries = tuple(pair for pair in ranked if not _no_entry(pair[0]))
        return Scores(
            ranked=entries,
            services=tuple((name.removeprefix(SERVICE), margin) for name, margin in ranked if name.startswith(SERVICE)),
            out_margin=float(margins[self._classes.index(OUT_OF_SCOPE)]),
            nearest=self._nearest(likeness, self._labels == entries[0][0]),
            nearest_out=float(likeness[self._out].max()),
            nearest_any=float(likeness[self._entries].max()),
            known=_share(read.split(), self._vocabulary),
            foreign=_share(read.split(), self._foreign),
            length=len(read.split()),
            distress=danger,
            strange=tuple(dict.fromkeys(word for word in read.split() if word not in self._vocabulary)),
        )

    def _nearest(self, likeness: NDArray[np.float64], among: NDArray[np.bool_]) -> Nearest:
        position = int(np.argmax(np.where(among, likeness, -1.0)))
        return Nearest(self._wordings[position], float(likeness[position]))


def _bounded(text: str) -> str:
    """Of a very long text its beginning and its end: what it asks stands there, or in a sentence read by itself."""
    half = LONGEST_SCORED // 2
    return squeezed(text if len(text) <= LONGEST_SCORED else f"{text[:half]} {text[-half:]}")


def _words_of(read: Sequence[str], classes: Sequence[str], *, entries: bool) -> set[str]:
    chosen = (
        text
        for text, name in zip(read, classes, strict=True)
        if (not _no_entry(name) if entries else name == OUT_OF_SCOPE)
    )
    return {word for text in chosen for word in text.split()}


def _share(read: Sequence[str], among: set[str]) -> float:
    return sum(word in among for word in read) / len(read) if read else 0.0


def _no_entry(name: str) -> bool:
    return name in (OUT_OF_SCOPE, DISTRESS, MANNER) or name.startswith(SERVICE)


def _best_first(pair: tuple[str, float]) -> tuple[float, str]:
    return -pair[1], pair[0]
