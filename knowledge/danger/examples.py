"""Examples of danger, and of manners of speaking that sound like it. The finder learns both as no question."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from knowledge.text.yaml_loader import LOADER

SHIPPED = Path(__file__).parent / "examples.yaml"


def read_examples(path: Path = SHIPPED) -> tuple[Sequence[str], Sequence[str]]:
    """Read the example texts of danger, then the manners of speaking that only sound like danger.

    A fault in the file, which is part of the program, raises.
    """
    read = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    return read["said"], read["figurative"]
