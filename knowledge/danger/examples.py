"""What people in danger write, and manners of speaking that sound like it: the finder learns both as no question."""

from collections.abc import Sequence
from pathlib import Path

import yaml

SHIPPED = Path(__file__).parent / "examples.yaml"


def read_examples(path: Path = SHIPPED) -> tuple[Sequence[str], Sequence[str]]:
    """The texts of danger, then the manners of speaking. The file is ours: a fault in it raises."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read["said"], read["figurative"]
