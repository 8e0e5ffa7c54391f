"""What is to be learned, and whether a file holds it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from knowledge.finder.features import letters, senses
from knowledge.finder.learned import Unfit, from_bytes
from knowledge.finder.scorer import Scorer
from knowledge.finder.vectors import Vectors
from knowledge.text.courtesy import without_courtesy
from knowledge.text.meanings import Meanings
from knowledge.text.spelling import Spelling
from knowledge.text.words import words

VERSION = 1  # raised where learning or its file changes: what was learned before is of no use then
_TRIED = 50  # one text in so many shows how texts are read
_ALIKE = 1e-4


@dataclass(frozen=True)
class Lesson:
    """Texts as people type them, each with its class."""

    texts: Sequence[str]
    labels: Sequence[str]

    @cached_property
    def key(self) -> str:
        """A hash of the texts, and of how some of them are read: the same key, the same thing learned."""
        read = json.dumps([VERSION, _read(self.texts[::_TRIED], self.meanings)])
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
        """From the file of what was learned. Raises Unfit where some known texts are not scored as they were then."""
        learned = from_bytes(data, self.key, self.texts, self.labels)
        scorer = Scorer(learned, self.meanings, vectors)
        found = [scorer.margins(learned.read[place]) for place in learned.probes]
        if not np.allclose(found, learned.probed, rtol=0, atol=_ALIKE):
            raise Unfit("known texts are scored otherwise than when they were learned")
        return scorer


def _read(texts: Sequence[str], meanings: Meanings) -> list[list[str]]:
    """What becomes of texts on their way to features, slips among them: it shows what the code that reads them does."""
    read = [without_courtesy(words(text)) for text in texts]
    spelling = Spelling(read, meanings.known)
    corrected = [spelling.correct(text.replace("ss", "s").replace("i", "y")) for text in read]
    return [read, corrected, sorted(meanings.known), *([*letters(one), *senses(one, meanings)] for one in read)]
