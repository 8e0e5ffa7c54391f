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
    """An area under one of its names.

    An area without departments is outside the region, in `region` where that is known.
    """

    said: str
    name: str
    departments: tuple[str, ...]
    region: str | None = None


@dataclass(frozen=True)
class Areas:
    areas: tuple[Area, ...]
    written: Mapping[str, tuple[str, ...]]
    never: frozenset[str]


def read_areas() -> Areas:
    loaded = yaml.load((TABLES / "areas.yaml").read_text(encoding="utf-8"), LOADER)
    areas = (*_inside(loaded["inside"]), *_people(loaded["people"]), *_outside(loaded["outside"]))
    written = {name: tuple(ways) for name, ways in loaded["written"].items()}
    return Areas(areas, written, frozenset(map(fold, loaded["never"].split())))


def _inside(rows: list[Fields]) -> Iterator[Area]:
    for row in rows:
        for said in (row["name"], *row.get("also", ())):
            yield Area(said, row["name"], tuple(row["departments"]))


def _people(rows: list[Fields]) -> Iterator[Area]:
    """Read the names of people of an area, with the plural where an « s » makes it."""
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
