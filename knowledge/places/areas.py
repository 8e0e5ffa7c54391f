"""The areas that people name and no official list holds, from `tables/areas.yaml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import yaml

from knowledge.places.names import fold
from knowledge.places.table import TABLES
from knowledge.text.yaml_loader import LOADER, Fields


@dataclass(frozen=True)
class Area:
    """An area that people name, such as « le Médoc »: `said` is one way to name it, `name` the name to show.

    An area without departments is outside the region, and then `region` is where it lies; None where that is not known.
    """

    said: str
    name: str
    departments: tuple[str, ...]
    region: str | None = None


@dataclass(frozen=True)
class Areas:
    """What `areas.yaml` holds.

    `written` maps the name of a commune to other ways to write it (« bx » for Bordeaux). `never` are words without
    accents that count as everyday words, not as misspelt places.
    """

    areas: tuple[Area, ...]
    written: Mapping[str, tuple[str, ...]]
    never: frozenset[str]


def read_areas() -> Areas:
    """Read the areas that people name, such as « le Médoc », from `areas.yaml`."""
    loaded = yaml.load((TABLES / "areas.yaml").read_text(encoding="utf-8"), LOADER)
    areas = (*_inside(loaded["inside"]), *_people(loaded["people"]), *_outside(loaded["outside"]))
    written = {name: tuple(ways) for name, ways in loaded["written"].items()}
    return Areas(areas, written, frozenset(map(fold, loaded["never"].split())))


def _inside(rows: list[Fields]) -> Iterator[Area]:
    for row in rows:
        for said in (row["name"], *row.get("also", ())):
            yield Area(said, row["name"], tuple(row["departments"]))


def _people(rows: list[Fields]) -> Iterator[Area]:
    """Yield an area for each name of its people (« girondin »), and for its plural with « s »."""
    for row in rows:
        for said in row["said"]:
            name = partial(Area, name=row["name"], departments=tuple(row["departments"]))
            yield name(said)
            if not said.endswith("s"):
                yield name(said + "s")


def _outside(regions: dict[str, list[str]]) -> Iterator[Area]:
    for region, names in regions.items():
        for said in names:
            yield Area(said, said, (), region or None)
