"""The lesson: the texts that the finder has to learn."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from knowledge.finder.features import letters, word_meanings
from knowledge.finder.learned import Unfit, from_bytes
from knowledge.finder.scorer import Scorer
from knowledge.finder.vectors import Vectors
from knowledge.text.courtesy import without_courtesy
from knowledge.text.meanings import Meanings
from knowledge.text.spelling import Spelling
from knowledge.text.words import words

VERSION = 1  # to be raised when learning or its file changes, which makes older files useless
_TRIED = 50  # one text in so many is part of the key as it is read
_ALIKE = 1e-4


@dataclass(frozen=True)
class Lesson:
    """The texts that the finder has to learn, as people type them, each with its class in `labels`.

    A class is the id of an entry, or another class such as a service or out of scope.
    """

    texts: Sequence[str]
    labels: Sequence[str]

    @cached_property
    def key(self) -> str:
        """Return a hash of the texts and of how some are read, by which a file of what was learned is recognised."""
        read = json.dumps([VERSION, _as_features(self.texts[::_TRIED], self.meanings)])
        return hashlib.sha256(self.as_json() + read.encode()).hexdigest()[:16]

    @cached_property
    def meanings(self) -> Meanings:
        """Return the families of synonyms that come with the program."""
        return Meanings.load()

    def as_json(self) -> bytes:
        """Return the texts and their classes as JSON, for the process that learns."""
        return json.dumps([list(self.texts), list(self.labels)]).encode()

    @classmethod
    def from_json(cls, written: bytes) -> "Lesson":
        """Read the texts and their classes from the JSON of `as_json`."""
        texts, labels = json.loads(written)
        return cls(texts, labels)

    def scorer(self, data: bytes, vectors: Vectors | None = None) -> Scorer:
        """Return the scorer made from the bytes of a file of what was learned.

        Raises Unfit where the file is damaged, is of other texts, or scores known texts otherwise than when it was
        made.
        """
        learned = from_bytes(data, self.key, self.texts, self.labels)
        scorer = Scorer(learned, self.meanings, vectors)
        found = [scorer.margins(learned.read[place]) for place in learned.probes]
        if not np.allclose(found, learned.probed, rtol=0, atol=_ALIKE):
            raise Unfit("known texts are scored otherwise than when they were learned")
        return scorer


def _as_features(texts: Sequence[str], meanings: Meanings) -> list[list[str]]:
    """Return the features into which texts, with and without slips, are read; they change with the code that reads."""
    read = [without_courtesy(words(text)) for text in texts]
    spelling = Spelling(read, meanings.known)
    corrected = [spelling.correct(text.replace("ss", "s").replace("i", "y")) for text in read]
    return [read, corrected, sorted(meanings.known), *([*letters(one), *word_meanings(one, meanings)] for one in read)]
