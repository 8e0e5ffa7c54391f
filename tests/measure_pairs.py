"""Whether the first line has what was asked, with pairs and without: `python -m tests.measure_pairs [--wrong]`.

Each line of `knowledge/pairs.jsonl` is a question of the labelled sets with the entry that answers it, and `says`: the
sentences that may stand first, "" for the answer's own first sentence. `--wrong` shows the lines whose first sentence
is another. The finder reads words alone, as in the default install.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.base.entry import Entry
from knowledge.base.sentences import said, sentences
from knowledge.snapshot import Knowledge

LINES = Path(__file__).parent / "knowledge" / "pairs.jsonl"


@dataclass(frozen=True)
class Tried:
    """A question that found its entry: the sentences that stand first with pairs and without, and whether each may."""

    text: str
    entry: str
    first: str
    is_right: bool
    is_chosen: bool
    was_right: bool


def tried(knowledge: Knowledge) -> Iterator[Tried]:
    for line in map(json.loads, LINES.read_text(encoding="utf-8").splitlines()):
        entry, reading = knowledge.entries[line["entry"]], knowledge.understand(line["text"])
        if reading.outcome == "answer" and reading.entry == entry.id:
            right, own = _right(entry, line["says"]), sentences(entry.answer)[0].raw
            fact = entry.fact_asked(reading.fact)
            first = fact.says if fact is not None else own
            yield Tried(line["text"], entry.id, first, said(first) in right, fact is not None, said(own) in right)


def _right(entry: Entry, says: list[str]) -> set[str]:
    return {said(one or sentences(entry.answer)[0].raw) for one in says}


def gone(knowledge: Knowledge) -> Iterator[str]:
    """Yield the sentences of the labels that no pair says any more."""
    for line in map(json.loads, LINES.read_text(encoding="utf-8").splitlines()):
        known = {said(fact.says) for fact in knowledge.entries[line["entry"]].facts} | {said("")}
        yield from (f"{line['entry']}: {one}" for one in line["says"] if said(one) not in known)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    arguments = parser.parse_args()
    knowledge = Knowledge.load(semantic=False)
    found = list(tried(knowledge))
    chosen = Counter(one.is_right for one in found if one.is_chosen)
    print(f"{len(found)} questions of {len(LINES.read_text(encoding='utf-8').splitlines())} found their entry")
    print(f"first line right, without pairs: {sum(one.was_right for one in found) / len(found):.1%}")
    print(f"first line right, with pairs:    {sum(one.is_right for one in found) / len(found):.1%}")
    print(f"a pair was chosen for {chosen.total()}, right for {chosen[True]}")
    for one in gone(knowledge):
        print(f"no pair says this any more: {one}")
    for one in found if arguments.wrong else ():
        if not one.is_right:
            print(f"{'chosen' if one.is_chosen else 'not chosen'} · {one.entry} · {one.text} → {one.first}")


if __name__ == "__main__":
    main()
