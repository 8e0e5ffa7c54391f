"""A tenth of the shipped base, a folder of its own: what is learned is learned in a quarter of the time."""

import re
import shutil
from pathlib import Path

from knowledge.base.watch import SHIPPED

WANTED = ("ami-montants", "fdva")
"""Entries that tests name."""


def write_tenth(directory: Path) -> Path:
    """Write every tenth entry, those wanted, every tenth text out of scope, team, meetings and subjects."""
    (directory / "entries").mkdir(parents=True)
    for number, file in enumerate(sorted((SHIPPED / "entries").glob("*.md"))):
        if number % 10 == 0 or file.stem in WANTED:
            alone = re.sub(r"^related:.*$", "related: []", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
            (directory / "entries" / file.name).write_text(alone, encoding="utf-8")
    for name in ("team.yaml", "meetings.yaml", "subjects.yaml"):
        shutil.copy(SHIPPED / name, directory)
    texts = (SHIPPED / "outofscope.txt").read_text(encoding="utf-8").splitlines()
    (directory / "outofscope.txt").write_text("\n".join(texts[::10]) + "\n", encoding="utf-8")
    return directory
