"""Labelled sets (.jsonl), without the lines that the base already holds, word for word or nearly so."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from knowledge.finder.services import read_services
from knowledge.snapshot import Knowledge
from knowledge.text.words import plain
from knowledge.text.yaml_loader import Fields

Line = Fields
SETS = ("questions", "outofscope", "smalltalk", "handoff", "followups", "intents", "routing")
NEARLY_EQUAL = 92  # of 100, by letters


class Sets:
    """The lines of each labelled set in a folder, without those that repeat a text of the knowledge base or nearly so.

    `left_out` maps the id of each line that does to the text that it repeats.
    """

    def __init__(self, directory: Path, knowledge: Knowledge) -> None:
        wordings = sorted({plain(text) for text in _wordings(knowledge)} - {""})
        self.left_out: dict[str, str] = {}
        self.lines = {name: tuple(self._kept(directory / f"{name}.jsonl", wordings)) for name in SETS}

    def _kept(self, path: Path, wordings: Sequence[str]) -> Iterator[Line]:
        for line in _read(path):
            asked = plain(line["turns"][-1] if "turns" in line else line["text"])
            repeated = process.extractOne(asked, wordings, scorer=fuzz.ratio, score_cutoff=NEARLY_EQUAL)
            # The finder of places learns nothing from wordings, so that all lines of its set count.
            if repeated and path.stem != "routing":
                self.left_out[line["id"]] = repeated[0]
            else:
                yield line


def _read(path: Path) -> list[Line]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _wordings(knowledge: Knowledge) -> Iterator[str]:
    for entry in knowledge.entries.values():
        yield from (entry.title, *entry.wordings)
    yield from knowledge.out_of_scope
    for texts in read_services().values():
        yield from texts
