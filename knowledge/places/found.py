"""The result of reading a text for places: a place, a question to ask, or nothing."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["delegate", "ambiguous", "outside", "unknown"]


@dataclass(frozen=True)
class Choice:
    """One of several departments, as the label of a button."""

    label: str
    department: str


@dataclass(frozen=True)
class Found:
    outcome: Outcome
    departments: tuple[str, ...] = ()
    delegate: str | None = None
    place: str | None = None
    choices: tuple[Choice, ...] = ()
    region: str | None = None
    span: tuple[int, int] | None = None
    exact: bool = True
    commune: str | None = None
    why: tuple[str, ...] = ()


NOTHING = Found("unknown")
