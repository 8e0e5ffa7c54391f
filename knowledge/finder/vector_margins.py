"""Margins by vectors of e5-small: a kernel regression on the base's own texts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from knowledge.finder.vectors import Rows, Vectors, unit

# How fast a wording counts less with distance, and how much the regression smooths; found by cross-validation.
_SHARPNESS, _SMOOTHING = np.float32(1.5), np.float32(0.3)


class VectorMargins:
    """A kernel regression that scores a text for each class by its vector.

    It is computed from `texts`, whose classes are `labels`; `classes` is the order of the margins that it returns.
    """

    def __init__(self, vectors: Vectors, texts: Sequence[str], labels: Sequence[str], classes: Sequence[str]) -> None:
        self._vectors = vectors
        rows = vectors.of(texts)
        self._mean: Rows = rows.mean(axis=0)
        self._texts = unit(rows - self._mean)
        truth = np.where(np.array(labels)[:, None] == np.array(classes)[None], 1, -1).astype(np.float32)
        self._usual: Rows = truth.mean(axis=0)
        near = self._near(self._texts)
        near[np.diag_indices(len(near))] += _SMOOTHING
        factor = cho_factor(near, overwrite_a=True, check_finite=False)
        self._weights: Rows = cho_solve(factor, truth - self._usual, check_finite=False)

    def margins(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return a row of margins for each text: about 1 for the class that it belongs to, about -1 for the others."""
        near = self._near(unit(self._vectors.of(texts) - self._mean))
        return (near @ self._weights + self._usual).astype(np.float64)

    def _near(self, rows: Rows) -> Rows:
        near: Rows = np.exp(-_SHARPNESS * (2 - 2 * (rows @ self._texts.T)))
        return near
