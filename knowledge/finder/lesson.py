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
    """Texts as people type them, each with its class in `labels`."""

    texts: Sequence[str]
    labels: Sequence[str]

    @cached_property
    def key(self) -> str:
        """Return a hash of the texts and of how some of them are read. What is learned depends on nothing else."""
        read = json.dumps([VERSION, _as_features(self.texts[::_TRIED], self.meanings)])
        return hashlib.sha256(self.as_json() + read.encode()).hexdigest()[:16]

    @cached_property
    def meanings(self) -> Meanings:
        return Meanings.load()

    def as_json(self) -> bytes:
        return json.dumps([list(self.texts), list(self.labels)]).encode()

    @classmethod
    def from_json(cls, written: bytes) -> "Lesson":
        texts, labels = json.loads(written)
        return cls(texts, labels)

    def scorer(self, data: bytes, vectors: Vectors | None = None) -> Scorer:
        """Return the scorer of a file. Raises Unfit where known texts are not scored as when they were learned."""
        learned = from_bytes(data, self.key, self.texts, self.labels)
        scorer = Scorer(learned, self.meanings, vectors)
        found = [scorer.margins(learned.read[place]) for place in learned.probes]
        if not np.allclose(found, learned.probed, rtol=0, atol=_ALIKE):
            raise Unfit("known texts are scored otherwise than when they were learned")
        return scorer


def _as_features(texts: Sequence[str], meanings: Meanings) -> list[list[str]]:
    """Return what some texts, with and without slips, become as features: it changes with the code that reads them."""
    read = [without_courtesy(words(text)) for text in texts]
    spelling = Spelling(read, meanings.known)
    corrected = [spelling.correct(text.replace("ss", "s").replace("i", "y")) for text in read]
    return [read, corrected, sorted(meanings.known), *([*letters(one), *word_meanings(one, meanings)] for one in read)]
