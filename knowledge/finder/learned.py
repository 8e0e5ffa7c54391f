"""What the finder learned of the wordings: numbers and words."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.finder.sparse import Sparse

FINEST = 2.0**-24  # the weights are multiples of it: all that a float32 can say of them, and a third less to keep


@dataclass(frozen=True)
class Learned:
    """`texts`, `labels`: what was learned, each text with its class; `read`: the same in words, slips left in.

    `letters`, `senses`: the features, numbered in this order; `telling`: how much each one tells. `weights`: a row for
    each feature, a column for each of `classes`. `found`: a row for each feature, with the texts that hold it and how
    often. `probed`: the margins of some of the texts as they were learned, to know a damaged file by.
    """

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    read: tuple[str, ...]
    letters: tuple[str, ...]
    senses: tuple[str, ...]
    telling: NDArray[np.float64]
    classes: tuple[str, ...]
    weights: Sparse
    bias: NDArray[np.float64]
    found: Sparse
    probed: NDArray[np.float64]


def probes(texts: int) -> list[int]:
    """The texts whose margins are kept."""
    return sorted({round(place) for place in np.linspace(0, texts - 1, 12)})
