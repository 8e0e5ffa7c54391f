"""The help numbers of each kind of danger, from `numbers.yaml`, each with where and when it was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.text.yaml_loader import LOADER

SHIPPED = Path(__file__).parent / "numbers.yaml"


@dataclass(frozen=True)
class HelpNumber:
    """A telephone number that helps in danger; `says` is the text in French that people read after it.

    `source` and `dated` tell where and when the number was looked up.
    """

    number: str
    says: str
    source: str
    dated: date


@lru_cache(maxsize=1)
def help_numbers(path: Path = SHIPPED) -> Mapping[str, Sequence[HelpNumber]]:
    """Read the help numbers of each kind of danger, the one to call first in front.

    A fault in the file, which is part of the program, raises.
    """
    read = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    known = {
        number: HelpNumber(number, one["says"], one["source"], one["dated"]) for number, one in read["numbers"].items()
    }
    return {kind: tuple(known[number] for number in numbers) for kind, numbers in read["kinds"].items()}


def numbers_for(kinds: Sequence[str]) -> Sequence[HelpNumber]:
    """Return the help numbers to give for these kinds of danger, each once; () for no kinds.

    They are all numbers of the first kind, then the first number of each other kind.
    """
    known = help_numbers()
    given = [*known[kinds[0]], *(known[kind][0] for kind in kinds[1:])] if kinds else []
    return tuple(dict.fromkeys(given))
