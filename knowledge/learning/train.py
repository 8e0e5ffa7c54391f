"""Training of the finder: a linear classifier over the features of texts. Deterministic, without network."""

from collections.abc import Sequence

import numpy as np
import sklearn
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.svm import LinearSVC

from knowledge.finder.features import letters, word_meanings
from knowledge.finder.learned import FINEST, Learned, probes, to_bytes
from knowledge.finder.lesson import Lesson
from knowledge.finder.sparse import Sparse
from knowledge.text.courtesy import without_courtesy
from knowledge.text.meanings import Meanings
from knowledge.text.spelling import Spelling
from knowledge.text.words import words

MADE_WITH = f"scikit-learn {sklearn.__version__}"


def train(texts: Sequence[str], labels: Sequence[str], meanings: Meanings) -> Learned:
    """Train the classifier on texts as people type them, and return what it learned.

    Each of `labels` is the id of an entry, or another class of `knowledge/finder/scores.py`.
    """
    read = [without_courtesy(words(text)) for text in texts]
    spelling = Spelling(read, meanings.known)
    corrected = [spelling.correct(text) for text in read]
    views = [CountVectorizer(analyzer=analyzer) for analyzer in (letters, lambda text: word_meanings(text, meanings))]
    counts = [view.fit_transform(corrected) for view in views]
    matrix = hstack([TfidfTransformer(sublinear_tf=True).fit_transform(one) for one in counts], format="csr")
    classifier = LinearSVC(C=1.0, random_state=0).fit(matrix, np.array(labels))
    return Learned(
        texts=tuple(texts),
        labels=tuple(labels),
        read=tuple(read),
        letters=tuple(views[0].get_feature_names_out()),
        word_meanings=tuple(views[1].get_feature_names_out()),
        classes=tuple(map(str, classifier.classes_)),
        weights=_sparse(csr_matrix(np.round(classifier.coef_.T / FINEST) * FINEST)),
        bias=classifier.intercept_,
        found=_sparse(hstack(counts, format="csr").T.tocsr()),
        probed=classifier.decision_function(matrix[probes(len(texts))]),
    )


def taught(lesson: Lesson) -> bytes:
    """Train the classifier on the texts of a lesson, and return the bytes of the file to keep."""
    learned = train(lesson.texts, lesson.labels, lesson.meanings)
    return to_bytes(learned, lesson.key, MADE_WITH)


def _sparse(matrix: csr_matrix) -> Sparse:
    matrix.sort_indices()
    return Sparse(
        matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data.astype(np.float32), matrix.shape[1]
    )
