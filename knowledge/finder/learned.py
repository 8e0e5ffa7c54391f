"""What the finder learned of the wordings, and its file, which holds numbers and words and no code.

The file is numpy's `.npz`, followed by its own SHA-256. Words are in UTF-8, one a line. Integers are stored by bytes:
the first byte of each, then the second, and so on, which halves the size. `key` is a hash of the texts
and of how some of them are read, `made_with` the library that learned them.
"""

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.finder.sparse import Sparse

FINEST = 2.0**-24  # The weights are multiples of it: as fine as a float32 can hold, and a third smaller in the file.
_PROBES = 12
_DIGEST = hashlib.sha256().digest_size


class Unfit(ValueError):
    """A file of what the finder learned cannot be used: it is damaged, or of other texts than those of this base."""


class OfOtherTexts(Unfit):
    """A file of what the finder learned is of other texts, or of another version of the code that reads them."""


@dataclass(frozen=True)
class Learned:
    """What the finder learned of `texts`, each of which has its class in `labels`.

    `read` is the texts in plain words, mistypings included. `letters` and `word_meanings` are the features, numbered in
    this order. `weights` has a row for each feature and a column for each of `classes`. `found` has a row for each
    feature, with the texts that have it and how often. `probed` holds the margins of some texts as they were learned,
    by which a wrong file is recognised.
    """

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    read: tuple[str, ...]
    letters: tuple[str, ...]
    word_meanings: tuple[str, ...]
    classes: tuple[str, ...]
    weights: Sparse
    bias: NDArray[np.float64]
    found: Sparse
    probed: NDArray[np.float64]

    @property
    def telling(self) -> NDArray[np.float64]:
        """Return how much each feature tells: the fewer of the texts have it, the higher the number."""
        return np.log((1 + len(self.texts)) / (1 + np.diff(self.found.starts))) + 1

    @property
    def probes(self) -> list[int]:
        """Return the indexes of the texts whose margins are in `probed`."""
        return probes(len(self.texts))


def probes(texts: int) -> list[int]:
    """Return the indexes, spread evenly over so many texts, of at most 12 whose margins are kept to check a file by.

    The margins of a text are its scores, one for each class.
    """
    return sorted({round(place) for place in np.linspace(0, texts - 1, _PROBES)})


def to_bytes(learned: Learned, key: str, made_with: str) -> bytes:
    """Return what was learned as the bytes of a file, with the key of the texts and the library that learned them."""
    file = io.BytesIO()
    arrays = {
        "key": _lines([key]),
        "made_with": _lines([made_with]),
        "read": _lines(learned.read),
        "letters": _lines(learned.letters),
        "senses": _lines(learned.word_meanings),
        "classes": _lines(learned.classes),
        **_kept("weights", learned.weights, FINEST),
        **_kept("found", learned.found, 1.0),
    }
    np.savez_compressed(file, allow_pickle=False, bias=learned.bias, probed=learned.probed, **arrays)
    return file.getvalue() + hashlib.sha256(file.getvalue()).digest()


def from_bytes(data: bytes, key: str, texts: Sequence[str], labels: Sequence[str]) -> Learned:
    """Read what was learned from the bytes of its file. Raises Unfit where they are damaged, or of another `key`.

    `texts` and `labels` are not in the file, and must be those that were learned.
    """
    archive, digest = data[:-_DIGEST], data[-_DIGEST:]
    if hashlib.sha256(archive).digest() != digest:
        raise Unfit("it is damaged or cut short")
    with np.load(io.BytesIO(archive), allow_pickle=False) as file:
        if _words(file["key"]) != (key,):
            raise OfOtherTexts("it was learned of other texts, or by another version")
        return Learned(
            texts=tuple(texts),
            labels=tuple(labels),
            read=_words(file["read"]),
            letters=_words(file["letters"]),
            word_meanings=_words(file["senses"]),
            classes=_words(file["classes"]),
            weights=_sparse("weights", file, FINEST, width=len(file["bias"])),
            bias=file["bias"],
            found=_sparse("found", file, 1.0, width=len(texts)),
            probed=file["probed"],
        )


def key_and_maker(data: bytes) -> tuple[str, str]:
    """Return the key of the texts that a file was learned from, and the library that made the file."""
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        return _words(file["key"])[0], _words(file["made_with"])[0]


def _kept(name: str, matrix: Sparse, unit: float) -> Mapping[str, NDArray[np.uint8]]:
    return {
        f"{name}_lengths": _bytes_of(np.diff(matrix.starts)),
        f"{name}_steps": _bytes_of(np.diff(matrix.columns, prepend=0)),
        f"{name}_values": _bytes_of(np.rint(matrix.values / unit)),
    }


def _sparse(name: str, file: Mapping[str, NDArray[np.uint8]], unit: float, width: int) -> Sparse:
    lengths, steps, values = (_numbers(file[f"{name}_{part}"]) for part in ("lengths", "steps", "values"))
    return Sparse(
        starts=np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]),
        columns=np.cumsum(steps, dtype=np.int32),
        values=(values * unit).astype(np.float32),
        width=width,
    )


def _bytes_of(numbers: NDArray[np.generic]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(numbers.astype("<i4").view(np.uint8).reshape(-1, 4).T)


def _numbers(planes: NDArray[np.uint8]) -> NDArray[np.int32]:
    return np.ascontiguousarray(planes.T).view("<i4").ravel()


def _lines(words: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _words(lines: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(lines.tobytes().decode().split("\n"))
