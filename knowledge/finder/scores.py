"""How near a text is to each class, as the scorer tells it: entries, services, what is out of scope."""

from dataclasses import dataclass

OUT_OF_SCOPE = "@out"
DISTRESS, MANNER = "@distress", "@manner"  # danger, and what only sounds like it
SERVICE = "service:"  # how the class of a service begins


@dataclass(frozen=True)
class Nearest:
    """A wording of the base and how like it the text is, between 0 and 1."""

    wording: str
    likeness: float


@dataclass(frozen=True)
class Scores:
    """`ranked` and `services`: every entry, every service, with its margin, best first. `out_margin`: out of scope's.

    `known`, `foreign`: the share of the text's words that the entries' wordings use, or only texts out of scope.
    `length`: its number of words. `distress`: the margin of danger by the words alone, where the base holds some.
    `strange`: its words that no wording of an entry uses.
    """

    ranked: tuple[tuple[str, float], ...]
    services: tuple[tuple[str, float], ...]
    out_margin: float
    nearest: Nearest
    nearest_out: float
    nearest_any: float
    known: float
    foreign: float
    length: int
    distress: float = -1.0
    strange: tuple[str, ...] = ()
