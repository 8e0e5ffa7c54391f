"""What comes out of reading a text: a place, a question to ask, or nothing."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["delegate", "ambiguous", "outside", "unknown"]


@dataclass(frozen=True)
class Choice:
    """One of several departments, as a person reads it on a button."""

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
