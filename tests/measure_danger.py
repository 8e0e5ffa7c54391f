"""How well danger is heard, by author: `python -m tests.measure_danger [FILE ...]`.

Each file holds one author's lines {"text", "kind"}; a kind is a danger, "care" for suffering without one, or "none".
All but the unread ones were read while the lexicon was written, so that their figures are optimistic.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.danger.hearing import Ear, Heard
from knowledge.danger.lexicon import shipped

SETS = Path(__file__).parent / "knowledge" / "danger"
UNREAD = ("unread",)  # authors whose lines the authors of the lexicon have not read
NO_DANGER = ("care", "none")
AS_TOLD = {"work": "harassment"}  # the authors were told one kind for both


@dataclass(frozen=True)
class Measured:
    """Figures of one author: shares between 0 and 1.

    Of dangers, `heard` are noticed, `alarms` are sure; `first` is the share of these whose own number comes first. Of
    harmless lines, `invented` raise an alarm, `quiet` a quiet line. Of suffering, `cared` get either.
    """

    author: str
    alarms: float
    first: float
    heard: float
    invented: float
    quiet: float
    cared: float


def measure(path: Path) -> Measured:
    ear = Ear(shipped())
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    read = [(line["kind"], ear.hear(line["text"])) for line in lines]
    dangers = [(kind, heard) for kind, heard in read if kind not in NO_DANGER]
    alarms = [(kind, heard) for kind, heard in dangers if heard.kinds]
    none, care = ([heard for kind, heard in read if kind == one] for one in ("none", "care"))
    return Measured(
        author=path.stem,
        alarms=len(alarms) / len(dangers),
        first=_share([kind in (heard.kinds[0], AS_TOLD.get(heard.kinds[0])) for kind, heard in alarms]),
        heard=_share([_is_heard(heard) for _, heard in dangers]),
        invented=_share([bool(heard.kinds) for heard in none]),
        quiet=_share([heard.doubt is not None for heard in none]),
        cared=_share([_is_heard(heard) for heard in care]),
    )


def _is_heard(heard: Heard) -> bool:
    return bool(heard.kinds) or heard.doubt is not None


def _share(truths: Sequence[bool]) -> float:
    return sum(truths) / len(truths)


def main(paths: Sequence[Path]) -> None:
    print(f"{'author':14} {'alarms':>7} {'first':>6} {'heard':>6} {'invented':>9} {'quiet':>6} {'cared':>6}")
    for one in map(measure, paths):
        mark = "" if one.author in UNREAD else "  (development)"
        print(f"{one.author:14} {one.alarms:7.0%} {one.first:6.0%} {one.heard:6.0%} {one.invented:9.1%} "
              f"{one.quiet:6.1%} {one.cared:6.0%}{mark}")  # fmt: skip


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(SETS.glob("*.jsonl")))
