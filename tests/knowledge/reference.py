"""The finder's classifier by scikit-learn alone, to compare the scores of numpy with."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from knowledge.finder.learned import Learned
from knowledge.finder.scorer import COMMON, Scorer
from knowledge.finder.scores import DISTRESS, MANNER, OUT_OF_SCOPE, SERVICE, Scores
from knowledge.snapshot import Knowledge
from knowledge.text.courtesy import without_courtesy
from knowledge.text.meanings import Meanings
from knowledge.text.spelling import Spelling
from knowledge.text.words import words

EQUAL, AT_ONCE = 1e-6, 500


class Reference:
    """The same classifier by scikit-learn alone."""

    def __init__(self, texts: list[str], labels: list[str], meanings: Meanings) -> None:
        read = [without_courtesy(words(text)) for text in texts]
        self._spelling = Spelling(read, meanings.known)
        self._views = (
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, lowercase=False),
            TfidfVectorizer(
                ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+", lowercase=False, preprocessor=meanings.read
            ),
        )
        corrected = [self._spelling.correct(text) for text in read]
        self._wordings = hstack([view.fit_transform(corrected) for view in self._views], format="csr")
        self._classifier = LinearSVC(C=1.0, random_state=0).fit(self._wordings, labels)
        self.classes = list(self._classifier.classes_)

    def score(self, texts: list[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the margins of each text, and how like each wording it is."""
        read = [self._spelling.correct(without_courtesy(words(text))) for text in texts]
        rows = hstack([view.transform(read) for view in self._views], format="csr")
        telling = np.flatnonzero(self._wordings.getnnz(axis=0) <= COMMON)
        likeness = (normalize(rows[:, telling]) @ normalize(self._wordings[:, telling]).T).toarray()
        return self._classifier.decision_function(rows), likeness


def compare(knowledge: Knowledge, learned: Learned, asked: Sequence[str]) -> None:
    """Raise AssertionError unless both give these texts the same scores."""
    texts, labels, meanings = list(learned.texts), list(learned.labels), Meanings.load()
    reference = Reference(texts, labels, meanings)
    ours = Scorer(learned, meanings).score(asked)
    told = [name for name in reference.classes if name != MANNER]
    is_told, named = np.isin(reference.classes, told), np.array(labels)
    inside, outside = np.isin(named, list(knowledge.entries)), named == OUT_OF_SCOPE
    for begin in range(0, len(asked), AT_ONCE):
        margins, likeness = reference.score(asked[begin : begin + AT_ONCE])
        part = ours[begin : begin + AT_ONCE]
        assert_equal([_margins(scores)[name] for scores in part for name in told], margins[:, is_told])
        assert_equal([scores.nearest_any for scores in part], likeness[:, inside].max(axis=1))
        assert_equal([scores.nearest_out for scores in part], likeness[:, outside].max(axis=1))
        best = [likeness[row, named == scores.ranked[0][0]].max() for row, scores in enumerate(part)]
        assert_equal([scores.nearest.likeness for scores in part], best)


def assert_equal(ours: Sequence[float], theirs: ArrayLike) -> None:
    np.testing.assert_allclose(ours, np.ravel(theirs), rtol=0, atol=EQUAL)


def _margins(scores: Scores) -> dict[str, float]:
    """Return the margin of each class that the scores tell, which is all but manners of speaking."""
    services = {SERVICE + name: margin for name, margin in scores.services}
    return {**dict(scores.ranked), **services, OUT_OF_SCOPE: scores.out_margin, DISTRESS: scores.distress}
