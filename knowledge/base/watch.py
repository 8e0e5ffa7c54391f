"""Changes of the base on disk, noticed by names, sizes and times, not by content."""

from pathlib import Path

SHIPPED = Path(__file__).parent
KEPT_IN_BASE = ("team.yaml", "outofscope.txt")
MAY_BE_IN_BASE = ("completions.yaml", "glossary.yaml", "meetings.yaml", "subjects.yaml")


def files_of(directory: Path | None) -> list[Path]:
    """Return the paths of a knowledge base's files in a fixed order; None stands for the one shipped."""
    root = directory or SHIPPED
    optional = [root / name for name in MAY_BE_IN_BASE if (root / name).exists()]
    return [*sorted((root / "entries").glob("*.md")), *(root / name for name in KEPT_IN_BASE), *optional]


def fingerprint(directory: Path | None) -> tuple[tuple[str, int, int], ...]:
    """Return name, size and time of change of each file of a knowledge base, so that a later change is noticed."""
    marks = []
    for path in files_of(directory):
        try:
            state = path.stat()
        except FileNotFoundError:
            continue
        marks.append((path.name, state.st_size, state.st_mtime_ns))
    return tuple(marks)
