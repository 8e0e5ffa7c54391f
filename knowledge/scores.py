"""How near a text is to each class: the entries, and what is out of scope. A linear classifier over n-grams.

Trained when the base is loaded, from the base's own wordings; deterministic, without network.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from knowledge.words import words

OUT_OF_SCOPE = "@out"


@dataclass(frozen=True)
class Nearest:
    """A wording of the base and how like it the text is, between 0 and 1."""

    wording: str
    likeness: float


@dataclass(frozen=True)
class Scores:
    """`ranked`: every entry with its margin, best first. `out_margin`: that of "out of scope".

    `known`: the share of the text's words that the base's wordings use. `length`: its number of words.
    """

    ranked: tuple[tuple[str, float], ...]
    out_margin: float
    nearest: Nearest
    nearest_out: float
    nearest_any: float
    known: float
    length: int


class Scorer:
    def __init__(self, texts: Sequence[str], classes: Sequence[str]) -> None:
        """`texts`: wordings as people type them; `classes`: the entry of each, or OUT_OF_SCOPE."""
        self._wordings = list(texts)
        self._labels = np.array(classes)
        self._features = FeatureUnion(
            [
                ("characters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)),
                ("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+")),
            ]
        )
        matrix = self._features.fit_transform([words(text) for text in texts])
        self._classifier = LinearSVC(C=1.0, class_weight="balanced", random_state=0).fit(matrix, self._labels)
        self._matrix: csr_matrix = normalize(matrix)
        self._vocabulary = {word for text in texts for word in words(text).split()}
        self._classes: list[str] = list(self._classifier.classes_)
        self._out = self._labels == OUT_OF_SCOPE

    def score(self, text: str) -> Scores:
        read = words(text)
        row = self._features.transform([read])
        margins: NDArray[np.float64] = self._classifier.decision_function(row)[0]
        likeness: NDArray[np.float64] = (normalize(row) @ self._matrix.T).toarray()[0]
        pairs = zip(self._classes, margins, strict=True)
        ranked = sorted(((name, float(margin)) for name, margin in pairs if name != OUT_OF_SCOPE), key=_best_first)
        return Scores(
            ranked=tuple(ranked),
            out_margin=float(margins[self._classes.index(OUT_OF_SCOPE)]),
            nearest=self._nearest(likeness, self._labels == ranked[0][0]),
            nearest_out=float(likeness[self._out].max()),
            nearest_any=float(likeness[~self._out].max()),
            known=self._share_known(read.split()),
            length=len(read.split()),
        )

    def _nearest(self, likeness: NDArray[np.float64], among: NDArray[np.bool_]) -> Nearest:
        position = int(np.argmax(np.where(among, likeness, -1.0)))
        return Nearest(self._wordings[position], float(likeness[position]))

    def _share_known(self, read: Sequence[str]) -> float:
        return sum(word in self._vocabulary for word in read) / len(read) if read else 0.0


def _best_first(pair: tuple[str, float]) -> tuple[float, str]:
    return -pair[1], pair[0]
