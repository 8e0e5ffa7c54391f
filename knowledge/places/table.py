"""The tables of this room, made by `build_table.py`. A faulty line is refused with its number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.places.names import fold

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True)
class Commune:
    """A commune of France; `kind` is "current" for one of today, else "delegated", "associated" or "former".

    Those three were merged into another commune; nothing bears the name of a former one today. `head` is the INSEE code
    of the commune it was merged into. `position` is latitude and longitude, None if not known.
    """

    insee: str
    name: str
    kind: str
    department: str
    population: int
    head: str
    postcodes: tuple[str, ...]
    position: tuple[float, float] | None


def communes() -> tuple[Commune, ...]:
    """Read all communes from `communes.tsv`. Raises ValueError at a line with a wrong number of fields."""
    return tuple(_commune(fields) for fields in _rows("communes.tsv", 9))


def departments() -> tuple[tuple[str, str, str], ...]:
    """Read the code, name and region of each department from `departments.tsv`."""
    return tuple((code, name, region) for code, name, region in _rows("departments.tsv", 3))


def groupings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read from `groupings.tsv` the name of each group of communes and its department codes in the region."""
    return tuple((name, tuple(codes.split())) for name, codes in _rows("groupings.tsv", 2))


@lru_cache(maxsize=1)
def common_words() -> Mapping[str, int]:
    """Read the everyday French words without accents, each with its rank, 0 for the most frequent."""
    ranks: dict[str, int] = {}
    for rank, (word,) in enumerate(_rows("words.txt", 1)):
        ranks.setdefault(fold(word), rank)
    return ranks


def rare_words() -> frozenset[str]:
    """Read the rarer French words that might be read as the misspelt name of a place."""
    return frozenset(word for (word,) in _rows("rare_words.txt", 1))


def _commune(fields: list[str]) -> Commune:
    insee, name, kind, department, population, head, postcodes, latitude, longitude = fields
    position = (float(latitude), float(longitude)) if latitude else None
    return Commune(insee, name, kind, department, int(population), head, tuple(postcodes.split()), position)


def _rows(name: str, width: int) -> Iterator[list[str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != width:
            raise ValueError(f"{name}, line {number}: {len(fields)} fields for {width}; make the tables again.")
        yield fields
