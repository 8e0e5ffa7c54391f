"""A sparse matrix in numpy alone, for weighted sums of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Sparse:
    """A sparse matrix of `width` columns.

    Row `i` is `values` from `starts[i]` to `starts[i + 1]`; `columns` holds the column of each value.
    """

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    values: NDArray[np.float32]
    width: int

    def sum_of(self, rows: Sequence[int] | NDArray[np.intp], factors: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the sum of these rows of the matrix, each multiplied by its factor, as an array of `width` numbers."""
        if not len(rows):
            return np.zeros(self.width)
        chosen = np.array(rows, dtype=np.intp)
        begins, ends = self.starts[chosen], self.starts[chosen + 1]
        parts = list(map(slice, begins.tolist(), ends.tolist()))
        columns = np.concatenate([self.columns[part] for part in parts])
        values = np.concatenate([self.values[part] for part in parts])
        weighed = values * np.repeat(factors, ends - begins)
        return np.asarray(np.bincount(columns, weighed, self.width), dtype=np.float64)

    @property
    def rows(self) -> NDArray[np.intp]:
        """Return the index of the row in which each value of the matrix stands."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    @property
    def whole(self) -> NDArray[np.float32]:
        """Return the matrix with its zeros, which is quicker where it is narrow."""
        dense = np.zeros((len(self.starts) - 1, self.width), dtype=np.float32)
        dense[self.rows, self.columns] = self.values
        return dense
