"""Families of words that say the same, from `synonyms.yaml`; each family is read as one word."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from knowledge.text.yaml_loader import LOADER

SHIPPED = Path(__file__).parent / "synonyms.yaml"
_SHORTEST_STEM = 2


class Meanings:
    """Families by name. A word that ends with a star stands for all that begin like it."""

    def __init__(self, families: Mapping[str, Sequence[str]]) -> None:
        self._words: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        for family, word in _pairs(families):
            kept = self._stems if word.endswith("*") else self._words
            if kept.setdefault(word.rstrip("*"), family) != family:
                raise ValueError(f"synonyms.yaml: {word!r} stands in two families: keep it in one")

    @classmethod
    def load(cls, path: Path = SHIPPED) -> "Meanings":
        return cls(yaml.load(path.read_text(encoding="utf-8"), LOADER))

    @property
    def known(self) -> frozenset[str]:
        """Return the whole words of the families, without the stems."""
        return frozenset(self._words)

    def family(self, word: str) -> str | None:
        found = self._words.get(word)
        if found is not None:
            return found
        stems = (word[:end] for end in range(len(word), _SHORTEST_STEM - 1, -1))
        return next((self._stems[stem] for stem in stems if stem in self._stems), None)

    def read(self, text: str) -> str:
        """Replace every known word by its family, in capitals, which no plain word has."""
        return " ".join((self.family(word) or "").upper() or word for word in text.split())


def _pairs(families: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for family, members in families.items():
        for member in members:
            yield family, str(member)
