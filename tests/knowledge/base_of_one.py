"""A small sound base on disk, which a test harms in one point to see what is said of it."""

from pathlib import Path

ENTRY = """---
id: {id}
title: "{title}"
subject: decouvrir
referent: delegate
review_by: 2027-06-30
related: []
sources:
  - {{name: "une source", url: null, date: "2025"}}
next: call
questions:
  - "{first}"
  - "{second}"
---
**Une réponse.** Elle tient en deux phrases.
"""


def write_base(directory: Path) -> Path:
    """Write two entries, the team of the project, and two texts out of scope."""
    (directory / "entries").mkdir(parents=True)
    write_entry(directory, "abeilles", "Les abeilles", "Où sont les ruches ?", "miel et ruches")
    write_entry(directory, "moulin", "Le moulin", "Comment marche le moulin ?", "farine du moulin")
    shipped = Path(__file__).parents[2] / "knowledge" / "base" / "team.yaml"
    (directory / "team.yaml").write_bytes(shipped.read_bytes())
    (directory / "outofscope.txt").write_text("quel temps demain\nle score du match\n", encoding="utf-8")
    return directory


def write_entry(directory: Path, identifier: str, title: str, first: str, second: str) -> Path:
    path = directory / "entries" / f"{identifier}.md"
    path.write_text(ENTRY.format(id=identifier, title=title, first=first, second=second), encoding="utf-8")
    return path


def harm(path: Path, old: str, new: str, *, last: bool = False) -> None:
    """Write `new` for the first place where `old` stands in a file, with `last` for the last one."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    begin = text.rindex(old) if last else text.index(old)
    path.write_text(text[:begin] + new + text[begin + len(old) :], encoding="utf-8")
