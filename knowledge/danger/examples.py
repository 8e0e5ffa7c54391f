"""Examples of danger, and of manners of speaking that sound like it. The finder learns both as no question."""

from collections.abc import Sequence
from pathlib import Path

import yaml

SHIPPED = Path(__file__).parent / "examples.yaml"


def read_examples(path: Path = SHIPPED) -> tuple[Sequence[str], Sequence[str]]:
    """Return the texts of danger, then the manners of speaking. The file is ours, so a fault in it raises."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read["said"], read["figurative"]
