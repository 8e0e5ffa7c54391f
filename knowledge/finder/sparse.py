"""A matrix of mostly nothing, and the one thing that is asked of it: some of its rows, weighed and added up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Sparse:
    """Row `i` holds the `values` from `starts[i]` to `starts[i + 1]`, each in the column that stands at its place."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    values: NDArray[np.float32]
    width: int

    def sum_of(self, rows: Sequence[int], factors: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of these rows, each times its factor, as one row of `width` numbers."""
        if not rows:
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
        """The row of each value."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
