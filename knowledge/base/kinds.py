"""The kinds of meeting, from `kinds.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge.text.yaml_loader import LOADER

OTHER = "autre"  # what a meeting is whose kind is gone from the file
SHIPPED = Path(__file__).parent / "kinds.yaml"


@dataclass(frozen=True)
class Kind:
    """A kind of meeting.

    `situation` is its button in the menu, shown whatever is published; None for a kind that has no such button.
    `called` are plain words by which people name it. `by_application` means that the team chooses who takes part.
    `news` names what people may subscribe to once they are registered.
    """

    title: str
    for_whom: str = ""
    situation: str | None = None
    called: tuple[str, ...] = ()
    by_application: bool = False
    news: str | None = None


@cache
def kinds() -> Mapping[str, Kind]:
    """Read the kinds of meeting by id, in the order of the menus. Raises ValueError where `OTHER` is missing."""
    read = yaml.load(SHIPPED.read_text(encoding="utf-8"), LOADER)
    found = {one.pop("id"): Kind(**(one | {"called": tuple(one.get("called", ()))})) for one in read}
    if OTHER not in found:
        raise ValueError(f"{SHIPPED.name}: keep the kind {OTHER!r}, which meetings have whose own kind is removed")
    return found


def kept_kind(name: str) -> str:
    """Return the id of a meeting's kind, or `OTHER` where that kind is no longer in the file."""
    return name if name in kinds() else OTHER


def kind_of(name: str) -> Kind:
    """Return the kind of meeting with this id, or the kind `OTHER` where it is no longer in the file."""
    return kinds()[kept_kind(name)]
