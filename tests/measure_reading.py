"""How well messages are read, by author: `python -m tests.measure_reading [--base] [--wrong AUTHOR]`.

Each file of `knowledge/reading/` holds one author's lines; no line of it is learned. The unread ones were not looked at
while the reading was written: `--wrong` shows lines of the others only. `--base` adds the base's own wordings, each
read by a model that has learned nothing of its author, and how that grows with the lines learned.

A line has a `kind`, its `turns`, the `department` of its place, and what is `wanted` of the last turn: an entry's id,
an outcome with @, intent:NAME, "place" or "noplace". A comma is "or", a plus "and"; in a conversation (kind cv), a plus
stands between the turns.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.finder.reading import Conversation, Reading
from knowledge.snapshot import Knowledge
from tests.measure_hands import curve, of_hands

HERE = Path(__file__).parent / "knowledge"
READING, UNREAD = HERE / "reading", "unread"
OLD = {"sets": HERE / "sets", "sets_held_out": HERE / "sets_held_out"}
KINDS = {
    "q": "question",
    "w": "wrapped",
    "i": "introduction",
    "pr": "place and request",
    "two": "two questions",
    "help": "help, complaint",
    "svc": "service",
    "fu": "follow-up",
    "cv": "turn of a conversation",
    "pl": "place",
    "lang": "language",
    "out": "nothing of ours",
}
RIGHT, LIKELY, OFFERED, HALF, NOTHING, WRONG = "right", "likely", "offered", "half", "abstained", "wrong"
OUTCOMES_OF_PLACE = ("delegate", "ambiguous", "outside", "place")
# The outcomes, or kinds of small talk, that are right.
MEANT = {
    "@unknown": ("unknown",),
    "@intro": ("introduction", "greeting"),
    "@thanks": ("thanks",),
    "@smalltalk": ("smalltalk",),
    "@help": ("human",),
    "@complaint": ("human",),
    "@human": ("human",),
    "@language": ("language",),
}
OUT_OF_REACH = {"@hors-sujet": "@unknown", "@politesse": "@smalltalk", "@humain": "@human"}


@dataclass(frozen=True)
class Line:
    """A line of an author: what they write, and what is to become of the last turn, or in `cv` of each."""

    author: str
    kind: str
    wanted: str
    turns: tuple[str, ...]
    department: str | None = None


@dataclass(frozen=True)
class Judged:
    """A turn of a line as it was read, and how good that is."""

    line: Line
    turn: str
    reading: Reading
    grade: str
    first: bool | None  # whether the entry wanted scores best; None where no entry is


def lines_of(path: Path) -> Iterator[Line]:
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        yield Line(path.stem, row["kind"], row["want"], tuple(row["turns"]), row.get("department"))


def old_lines(author: str, folder: Path) -> Iterator[Line]:
    """Yield the lines of the labelled sets that were there before, as lines of one author."""
    for name, kind in (("questions", "q"), ("outofscope", "out"), ("smalltalk", "q"), ("handoff", "svc"),
                       ("followups", "fu"), ("intents", "svc"), ("routing", "pl")):  # fmt: skip
        path = folder / f"{name}.jsonl"
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.exists() else ():
            turns = tuple(row.get("turns", [row.get("text")]))
            if name == "routing":
                one = row["department"] if row["outcome"] == "delegate" else None
                if one or row["outcome"] == "unknown":
                    yield Line(author, kind, "place" if one else "noplace", turns, one)
            elif "intent" in row:
                yield Line(author, kind, f"intent:{row['intent']}", turns)
            else:
                yield Line(author, kind, ",".join(OUT_OF_REACH.get(one, one) for one in row["accept"]), turns)


def judged(knowledge: Knowledge, line: Line) -> Iterator[Judged]:
    """Read the turns of a line one after the other; yield the last of them as judged, in a conversation each."""
    conversation = Conversation()
    wanted = line.wanted.split("+") if line.kind == "cv" else [*[""] * (len(line.turns) - 1), line.wanted]
    for turn, want in zip(line.turns, wanted, strict=True):
        reading = knowledge.understand(turn, conversation)
        conversation = conversation.after(reading)
        if want:
            yield _judged(knowledge, line, turn, want, reading)


def _judged(knowledge: Knowledge, line: Line, turn: str, want: str, reading: Reading) -> Judged:
    if line.kind == "pl":
        return Judged(line, turn, reading, _place_grade(knowledge, line, turn, reading), None)
    ways = [way.split("+") for way in _alternatives(knowledge, want)]
    entries = {one for way in ways for one in way} & set(knowledge.entries)
    first = reading.suggestions[:1] and reading.suggestions[0] in entries if entries else None
    return Judged(line, turn, reading, _grade(line, ways, entries, reading), None if first is None else bool(first))


def _alternatives(knowledge: Knowledge, want: str) -> Iterator[str]:
    """Yield what is right, and what is right as well: a delegate for the entry on delegates, a form for registering."""
    for way in want.split(","):
        yield way
        entry = knowledge.entries.get(way)
        if entry is not None and entry.service is not None and entry.service.value in ("delegate", "register"):
            yield from ("delegate", "place") if entry.service.value == "delegate" else ("intent:register",)


def _place_grade(knowledge: Knowledge, line: Line, turn: str, reading: Reading) -> str:
    found = knowledge.places.find(turn)
    if line.wanted == "noplace":
        return WRONG if found.outcome == "delegate" or reading.outcome in OUTCOMES_OF_PLACE else RIGHT
    if found.outcome == "delegate":
        return RIGHT if line.department in found.departments else WRONG
    if found.outcome == "ambiguous":
        return OFFERED if line.department in found.departments else WRONG
    return WRONG if found.outcome == "outside" else NOTHING


def _grade(line: Line, ways: Sequence[Sequence[str]], entries: set[str], reading: Reading) -> str:
    has_place = line.department is None or (reading.place is not None and line.department in reading.place.departments)
    held = [sum(_holds(one, reading) for one in way) / len(way) for way in ways]
    if max(held) == 1:
        return RIGHT if has_place else HALF
    if max(held) > 0:
        return HALF
    if reading.outcome in ("suggest", "unknown"):
        offered = reading.outcome == "suggest" and entries & set(reading.suggestions)
        is_likely = reading.likely and reading.suggestions[0] in entries
        return (LIKELY if is_likely else OFFERED) if offered else NOTHING
    return WRONG


def _holds(want: str, reading: Reading) -> bool:
    if want.startswith("intent:"):
        return reading.intent == want.removeprefix("intent:")
    if want.startswith("place:"):
        return reading.place is not None and want.removeprefix("place:") in reading.place.departments
    if want.startswith("@"):
        return reading.smalltalk in MEANT[want] or reading.outcome in MEANT[want]
    if want == "french":
        return reading.outcome != "language"
    if want in ("delegate", "place"):
        return reading.outcome in OUTCOMES_OF_PLACE
    return want in shown(reading)


def shown(reading: Reading) -> Sequence[str]:
    """Return the entry that a reading answers with, and those that its first buttons name besides."""
    return () if reading.entry is None else (reading.entry, *reading.also)


def table(judgements: Sequence[Judged]) -> str:
    """Return the shares of each author, and of each kind over the authors read and those unread."""
    authors = list(dict.fromkeys(one.line.author for one in judgements))
    rows = [("author", "turns", "right", "likely", "offered", "half", "abstained", "wrong", "first", "served if first")]
    rows += [_row(author, [one for one in judgements if one.line.author == author]) for author in authors]
    for title, group in (("read", False), ("unread", True)):
        chosen = [one for one in judgements if one.line.author.startswith(UNREAD) is group
                  and one.line.author not in OLD]  # fmt: skip
        rows.append(_row(f"ALL {title}", chosen))
        rows += [_row(f"  {KINDS[kind]}", some) for kind in KINDS
                 if (some := [one for one in chosen if one.line.kind == kind])]  # fmt: skip
        whole = list(_whole_conversations(chosen))
        rows.append(("  whole conversations", str(len(whole)), _share(sum(whole), len(whole)), *[""] * 7))
    return "\n".join(f"{row[0]:26}" + "".join(f"{cell:>10}" for cell in row[1:]) for row in rows)


def _row(name: str, chosen: Sequence[Judged]) -> tuple[str, ...]:
    grades = Counter(one.grade for one in chosen)
    known = [one for one in chosen if one.first is not None]
    first = [one for one in known if one.first]
    served = sum(one.grade in (RIGHT, HALF) for one in first)
    shares = [_share(grades[grade], len(chosen)) for grade in (RIGHT, LIKELY, OFFERED, HALF, NOTHING, WRONG)]
    return (name, str(len(chosen)), *shares, _share(len(first), len(known)), _share(served, len(first)))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else ""


def _whole_conversations(judgements: Iterable[Judged]) -> Iterator[bool]:
    grades: dict[Line, list[str]] = {}
    for one in judgements:
        if one.line.kind == "cv":
            grades.setdefault(one.line, []).append(one.grade)
    return (all(grade == RIGHT for grade in each) for each in grades.values())


def wrongs(judgements: Iterable[Judged]) -> Iterator[str]:
    """Yield a line of text for each turn of the authors read that is not right."""
    for one in judgements:
        if one.grade != RIGHT and not one.line.author.startswith(UNREAD):
            reading = one.reading
            got = reading.intent or reading.smalltalk or reading.entry or "/".join(reading.suggestions[:3])
            yield (f"{one.line.author} {one.line.kind} {one.grade}: « {one.turn} » wanted {one.line.wanted}: "
                   f"{reading.outcome} {got} {reading.confidence:.2f}")  # fmt: skip


def all_lines() -> Mapping[str, Sequence[Line]]:
    old = {author: tuple(old_lines(author, folder)) for author, folder in OLD.items()}
    paths = sorted(READING.glob("*.jsonl"), key=lambda path: (path.stem.startswith(UNREAD), path.stem))
    return {**old, **{path.stem: tuple(lines_of(path)) for path in paths}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", action="store_true")
    parser.add_argument("--wrong", metavar="AUTHOR", help="print what is not right of an author, or of all read: all")
    arguments = parser.parse_args()
    knowledge = Knowledge.load(semantic=False).ready()
    judgements = [one for lines in all_lines().values() for line in lines for one in judged(knowledge, line)]
    if arguments.wrong:
        print(*wrongs(one for one in judgements if arguments.wrong in ("all", one.line.author)), sep="\n")
        return
    print(table(judgements))
    if arguments.base:
        asked = [(one.turn, one.line.wanted) for one in judgements
                 if one.line.kind == "q" and one.first is not None]  # fmt: skip
        print("", *of_hands(knowledge), "", *curve(knowledge, asked), sep="\n")


if __name__ == "__main__":
    main()
