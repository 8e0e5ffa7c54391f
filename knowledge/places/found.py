"""The result of reading a text for places: a place, a question to ask, or nothing."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["delegate", "ambiguous", "outside", "unknown"]


@dataclass(frozen=True)
class Choice:
    """A department that the person may choose: the label of its button, and its code."""

    label: str
    department: str


@dataclass(frozen=True)
class Found:
    """What a text says of places, with the delegate.

    `outcome` is "delegate" (one is in charge of the place), "ambiguous" (`choices` are to be offered), "outside" the
    region, or "unknown". `place` is its name to show, `commune` the INSEE code where it is one commune, `span` where it
    stands in the text. `exact` is False where the name was misspelt. `why` are lines in French for the team.
    """

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
