"""The networks of third places of the other regions, from `networks.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge.text.yaml_loader import LOADER

SHIPPED = Path(__file__).parent / "networks.yaml"


@dataclass(frozen=True)
class Network:
    """The network of third places of another region; `url` is None where it has no site."""

    name: str
    url: str | None


@cache
def networks() -> Mapping[str, Network]:
    """Read the network of third places of each region, by the region's name; unknown ones are absent."""
    read = yaml.load(SHIPPED.read_text(encoding="utf-8"), LOADER)
    return {region: Network(**fields) for region, fields in read.items()}
