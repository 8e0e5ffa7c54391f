"""Families of words that say the same, from `synonyms.yaml`; each family is read as one word."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from knowledge.text.yaml_loader import LOADER

SHIPPED = Path(__file__).parent / "synonyms.yaml"
_SHORTEST_STEM = 2


class Meanings:
    """Families of synonyms, each with a name. A member that ends with a star is a beginning of words."""

    def __init__(self, families: Mapping[str, Sequence[str]]) -> None:
        self._words: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        for family, word in _pairs(families):
            kept = self._stems if word.endswith("*") else self._words
            if kept.setdefault(word.rstrip("*"), family) != family:
                raise ValueError(f"synonyms.yaml: {word!r} stands in two families: keep it in one")

    @classmethod
    def load(cls, path: Path = SHIPPED) -> "Meanings":
        """Read the families of synonyms from a YAML file. Raises ValueError where one word stands in two families."""
        return cls(yaml.load(path.read_text(encoding="utf-8"), LOADER))

    @property
    def known(self) -> frozenset[str]:
        """Return the synonyms that are written out whole, without the beginnings that are marked with a star."""
        return frozenset(self._words)

    def family(self, word: str) -> str | None:
        """Return the name of the family of synonyms that a plain word belongs to, None where it is in none.

        A whole word counts before a beginning, and a longer beginning before a shorter one.
        """
        found = self._words.get(word)
        if found is not None:
            return found
        stems = (word[:end] for end in range(len(word), _SHORTEST_STEM - 1, -1))
        return next((self._stems[stem] for stem in stems if stem in self._stems), None)

    def read(self, text: str) -> str:
        """Replace each word of a text that has synonyms by its family's name in capitals; keep the other words."""
        return " ".join((self.family(word) or "").upper() or word for word in text.split())


def _pairs(families: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for family, members in families.items():
        for member in members:
            yield family, str(member)
