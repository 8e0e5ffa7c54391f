"""Evaluation of labelled sets: questions, outofscope, smalltalk, handoff, routing, followups, intents (.jsonl).

Each line is a JSON object with a unique `id`, `text` or `turns`, and what is right: `accept` (ids of entries, or
@hors-sujet, @politesse, @humain), or `intent`, or `outcome` and `delegate`. Lines that the base holds, or nearly so,
are left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.base.entry import Service
from knowledge.finder.reading import Conversation, Reading
from knowledge.learning.confusions import Confusion, by_entry, confusions, reliability
from knowledge.learning.evaluation_sets import Line, Sets
from knowledge.learning.held_out import FOLDS, wordings_held_out
from knowledge.snapshot import Knowledge

# Services and outcomes that are right as well, where the accepted entry is of this service.
ALSO_RIGHT = {
    Service.REGISTER: ("register",),
    Service.DELEGATE: ("delegate", "place", "ambiguous", "outside"),
}
WORST = 12
BY_WORDS, BY_VECTORS = "words alone (default install)", "words and vectors of e5-small (aiguilleur[semantic])"


@dataclass
class Report:
    """The result of an evaluation.

    `figures` and `own` map a name to the share that was right and the number of lines. `left_out` maps the id of a line
    that does not count to the wording of the base that it repeats.
    """

    figures: dict[str, tuple[float, int]] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    confusions: list[Confusion] = field(default_factory=list)
    by_entry: list[str] = field(default_factory=list)
    reliability: list[tuple[str, int, float, float]] = field(default_factory=list)
    own: dict[str, tuple[float, int]] = field(default_factory=dict)
    finder: str = BY_WORDS

    def table(self) -> str:
        """Return the whole report as text to print."""
        figures = {**self.figures, **self.own}
        width = max(len(name) for name in figures)
        bands = [
            f"  {band}: {count:4} texts, said {said:4.0%}, right {right:4.0%}"
            for band, count, said, right in self.reliability
        ]
        return "\n".join(
            [
                f"the finder reads {self.finder}",
                "",
                *(f"{name.ljust(width)}  {share:6.1%}  of {count}" for name, (share, count) in figures.items()),
                "",
                "entries that a question missed:",
                *(f"  {line}" for line in self.by_entry),
                "",
                "worst confusions:",
                *(f"  {one}" for one in self.confusions[:WORST]),
                "",
                "confidence, and how often the best entry was right:",
                *bands,
                "",
                "left out, equal or nearly so to a wording of the base:",
                *(f"  {identifier}: « {wording} »" for identifier, wording in self.left_out.items()),
            ]
        )

    def as_dict(self) -> dict[str, object]:
        """Return the whole report as values for JSON."""
        everything = {**self.figures, **self.own}
        figures = {name: {"share": round(share, 4), "lines": count} for name, (share, count) in everything.items()}
        return {
            "finder": self.finder,
            "figures": figures,
            "mistakes": self.mistakes,
            "left_out": self.left_out,
            "by_entry": self.by_entry,
            "confusions": [str(one) for one in self.confusions],
            "reliability": [list(row) for row in self.reliability],
        }


def evaluate(knowledge: Knowledge, directory: Path) -> Report:
    """Read the lines of all labelled sets in a folder as the bot would, and return a report of how many were right."""
    sets = Sets(directory, knowledge)
    report = Report(left_out=sets.left_out, finder=BY_VECTORS if knowledge.understanding.finder.vectors else BY_WORDS)
    asked = {name: [(line, _understood(knowledge, line)) for line in lines] for name, lines in sets.lines.items()}
    questions = [pair for pair in asked["questions"] if _has_entry(knowledge, pair[0])]
    _questions(report, knowledge, questions)
    _abstention(report, asked["outofscope"])
    _outcomes(report, "small talk", asked["smalltalk"], "smalltalk")
    _outcomes(report, "hand-off", asked["handoff"], "human")
    _share(report, "services", [reading.intent == line["intent"] for line, reading in asked["intents"]])
    pairs = [pair for pair in asked["followups"] if _has_entry(knowledge, pair[0])]
    _share(report, "follow-ups served right", [_served_right(knowledge, *pair) for pair in pairs])
    _routing(report, knowledge, sets.lines["routing"])
    _wrong(report, [pair for name in ("questions", "outofscope", "smalltalk", "handoff") for pair in asked[name]])
    report.confusions, report.by_entry = confusions(knowledge, questions), by_entry(questions)
    report.reliability = reliability([*questions, *asked["outofscope"]])
    return report


def own_wordings(knowledge: Knowledge) -> dict[str, tuple[float, int]]:
    """Return how often a finder that has not learned a wording finds its entry, first or among three.

    The figures come from a cross-validation of `FOLDS` parts; each is a share and the number of wordings.
    """
    inside = list(wordings_held_out(knowledge))
    return {
        f"own wordings, {FOLDS} folds: top-1": (sum(one.right for one in inside) / len(inside), len(inside)),
        f"own wordings, {FOLDS} folds: top-3": (sum(one.near for one in inside) / len(inside), len(inside)),
    }


def _understood(knowledge: Knowledge, line: Line) -> Reading:
    *before, last = line.get("turns", [line.get("text")])
    conversation = Conversation()
    for turn in before:
        conversation = conversation.after(knowledge.understand(turn, conversation))
    return knowledge.understand(last, conversation)


def _has_entry(knowledge: Knowledge, line: Line) -> bool:
    return any(entry in knowledge.entries for entry in line["accept"])


def _served_right(knowledge: Knowledge, line: Line, reading: Reading) -> bool:
    if reading.outcome == "answer":
        return reading.entry in line["accept"]
    accepted = [knowledge.entries[entry] for entry in line["accept"] if entry in knowledge.entries]
    also = [other for entry in accepted if entry.service for other in ALSO_RIGHT.get(entry.service, ())]
    return reading.outcome in also or reading.intent in also


def _questions(report: Report, knowledge: Knowledge, pairs: Sequence[tuple[Line, Reading]]) -> None:
    first = [reading.suggestions[0] in line["accept"] for line, reading in pairs]
    third = [any(entry in line["accept"] for entry in reading.suggestions[:3]) for line, reading in pairs]
    right = [_served_right(knowledge, line, reading) for line, reading in pairs]
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
    right = [
        one.outcome == line["outcome"] and one.delegate == line["delegate"]
        for line, one in zip(lines, found, strict=True)
    ]
    wrong = [one.delegate not in (None, line["delegate"]) for line, one in zip(lines, found, strict=True)]
    _share(report, "routing", right)
    _share(report, "routing: a wrong delegate", wrong)


def _wrong(report: Report, pairs: Sequence[tuple[Line, Reading]]) -> None:
    """Add to the report the share of texts answered with a wrong entry, and a line for each of them in `mistakes`."""
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
