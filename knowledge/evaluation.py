"""Scores labelled sets: a folder with questions, outofscope, smalltalk, handoff, routing, followups, intents (.jsonl).

One JSON object a line, with a unique `id`; `text` or `turns`; `accept` (ids of entries, or @hors-sujet, @politesse,
@humain), or `intent`, or `outcome` and `delegate`. A line equal to one of the base's own wordings is left out.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.base import Knowledge
from knowledge.reading import Context, Reading
from knowledge.words import plain

Line = Mapping[str, Any]
# An accepted entry is served as well by the service of the same matter.
ALSO_RIGHT = {"visio-inscription": ("register",), "delegue-territorial": ("delegate", "place", "ambiguous", "outside")}


@dataclass
class Report:
    """`figures`: name to (share or count, number of lines). `left_out`: ids of lines equal to a wording of the base."""

    figures: dict[str, tuple[float, int]] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def table(self) -> str:
        width = max(len(name) for name in self.figures)
        rows = [f"{name.ljust(width)}  {share:6.1%}  of {count}" for name, (share, count) in self.figures.items()]
        return "\n".join([*rows, f"left out, equal to a wording of the base: {', '.join(self.left_out) or 'none'}"])

    def as_dict(self) -> dict[str, Any]:
        figures = {name: {"share": round(share, 4), "lines": count} for name, (share, count) in self.figures.items()}
        return {"figures": figures, "mistakes": self.mistakes, "left_out": self.left_out}


def evaluate(knowledge: Knowledge, directory: Path) -> Report:
    report = Report()
    known = {plain(text) for entry in knowledge.entries.values() for text in (entry.title, *entry.questions)}
    known |= {plain(text) for text in knowledge.out_of_scope}
    read = {name: _lines(directory, name, known, report) for name in
            ("questions", "outofscope", "smalltalk", "handoff", "followups", "intents", "routing")}  # fmt: skip
    asked = {name: [(line, _understood(knowledge, line)) for line in lines] for name, lines in read.items()}
    _questions(report, [pair for pair in asked["questions"] if _has_entry(knowledge, pair[0])])
    _abstention(report, asked["outofscope"])
    _outcomes(report, "small talk", asked["smalltalk"], "smalltalk")
    _outcomes(report, "hand-off", asked["handoff"], "human")
    _share(report, "services", [reading.intent == line["intent"] for line, reading in asked["intents"]])
    pairs = [pair for pair in asked["followups"] if _has_entry(knowledge, pair[0])]
    _share(report, "follow-ups served right", [_served_right(*pair) for pair in pairs])
    _routing(report, knowledge, read["routing"])
    _wrong(report, [pair for name in ("questions", "outofscope", "smalltalk", "handoff") for pair in asked[name]])
    return report


def _lines(directory: Path, name: str, known: set[str], report: Report) -> list[Line]:
    path = directory / f"{name}.jsonl"
    if not path.exists():
        return []
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    kept = [line for line in lines if plain(line.get("text", "")) not in known]
    report.left_out += [line["id"] for line in lines if plain(line.get("text", "")) in known]
    return kept


def _understood(knowledge: Knowledge, line: Line) -> Reading:
    *before, last = line.get("turns", [line.get("text")])
    context = Context()
    for turn in before:
        reading = knowledge.understand(turn, context)
        context = Context(reading.entry or context.last_entry, (*context.previous, turn))
    return knowledge.understand(last, context)


def _has_entry(knowledge: Knowledge, line: Line) -> bool:
    return any(entry in knowledge.entries for entry in line["accept"])


def _served_right(line: Line, reading: Reading) -> bool:
    if reading.outcome == "answer":
        return reading.entry in line["accept"]
    also = [other for entry in line["accept"] for other in ALSO_RIGHT.get(entry, ())]
    return reading.outcome in also or reading.intent in also


def _questions(report: Report, pairs: Sequence[tuple[Line, Reading]]) -> None:
    first = [reading.suggestions[0] in line["accept"] for line, reading in pairs]
    third = [any(entry in line["accept"] for entry in reading.suggestions[:3]) for line, reading in pairs]
    right = [_served_right(line, reading) for line, reading in pairs]
    offered = [reading.outcome == "suggest" and near for (_, reading), near in zip(pairs, third, strict=True)]
    _share(report, "top-1", first)
    _share(report, "top-3", third)
    _share(report, "served right", right)
    _share(report, "served right or assisted", [one or other for one, other in zip(right, offered, strict=True)])
    for style in sorted({str(line.get("style")) for line, _ in pairs}):
        chosen = [one for (line, _), one in zip(pairs, right, strict=True) if line.get("style") == style]
        _share(report, f"  served right, {style}", chosen)


def _abstention(report: Report, pairs: Sequence[tuple[Line, Reading]]) -> None:
    _share(report, "out of scope: no entry served", [reading.outcome != "answer" for _, reading in pairs])
    _share(report, "out of scope: plainly unknown", [reading.outcome == "unknown" for _, reading in pairs])


def _outcomes(report: Report, name: str, pairs: Sequence[tuple[Line, Reading]], outcome: str) -> None:
    _share(report, name, [reading.outcome == outcome for _, reading in pairs])


def _routing(report: Report, knowledge: Knowledge, lines: Sequence[Line]) -> None:
    found = [knowledge.places.find(line["text"]) for line in lines]
    right = [one.outcome == line["outcome"] and one.delegate == line["delegate"]
             for line, one in zip(lines, found, strict=True)]  # fmt: skip
    wrong = [one.delegate not in (None, line["delegate"]) for line, one in zip(lines, found, strict=True)]
    _share(report, "routing", right)
    _share(report, "routing: a wrong delegate", wrong)


def _wrong(report: Report, pairs: Sequence[tuple[Line, Reading]]) -> None:
    """An unaccepted entry served as THE answer."""
    wrong = [reading.outcome == "answer" and reading.entry not in line["accept"] for line, reading in pairs]
    _share(report, "wrong entry served, of all texts", wrong)
    report.mistakes += [
        f"{line['id']} « {line['text']} »: {reading.entry} instead of {', '.join(line['accept'])}"
        for (line, reading), is_wrong in zip(pairs, wrong, strict=True)
        if is_wrong
    ]


def _share(report: Report, name: str, outcomes: Iterable[bool]) -> None:
    seen = list(outcomes)
    if seen:
        report.figures[name] = (sum(seen) / len(seen), len(seen))
