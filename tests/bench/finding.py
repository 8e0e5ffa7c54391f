"""Finding the entry of a question: ours beside plain rapidfuzz, BM25 and e5-small, on the same questions in one run.

Milliseconds are of the processor, whatever else the machine does. e5-small, by itself and within ours, is measured
where the `semantic` extra is installed. Lines that the base nearly holds are left out for all.
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import numpy as np
from rapidfuzz import fuzz, process

from knowledge.finder.vectors import installed
from knowledge.learning.evaluation_sets import Line, Sets
from knowledge.snapshot import Knowledge
from knowledge.text.words import plain
from tests.bench.figures import percentile, table

SETS = Path(__file__).parents[1] / "knowledge" / "sets"
ENOUGH = 60  # wordings, of which the best of each entry are ranked
MEGABYTE = 1 << 20
MODEL = Path(sys.prefix) / "semantic"  # where `make bench` puts the package of the semantic extra
NOT_INSTALLED = "no model here: make bench"

Best = Callable[[str], Sequence[str]]  # a question to entries, by the wording most like it, best first


async def finding() -> str:
    """Return a table with top-1, top-3 and milliseconds of each way."""
    before, began, worked = _memory(), time.perf_counter(), time.process_time()
    knowledge = Knowledge.load(semantic=False).ready()
    loading, work, memory = time.perf_counter() - began, time.process_time() - worked, _memory() - before
    questions = [
        line for line in Sets(SETS, knowledge).lines["questions"] if set(line["accept"]) & set(knowledge.entries)
    ]
    wordings = [(text, entry.id) for entry in knowledge.entries.values() for text in (entry.title, *entry.questions)]
    sys.path.append(str(MODEL))
    rows = [
        _row("rapidfuzz, token_set_ratio", _rapidfuzz(wordings), questions),
        _row("BM25 (bm25s)", _bm25(wordings), questions),
        _e5_row(wordings, questions),
        _row("ours, whole reading", lambda text: knowledge.understand(text).suggestions, questions),
        _semantic_row(questions),
    ]
    title = f"Finding the entry of {len(questions)} questions among {len(wordings)} wordings"
    times = f"{loading:.1f} s, {work:.1f} s of processor, places included"
    last = f"  ours: loaded in {times}, with {memory / MEGABYTE:.0f} MB more memory"
    return table(title, ["way", "top-1", "top-3", "p50 ms", "p99 ms"], rows) + "\n" + last


def _row(name: str, best: Best, questions: Sequence[Line]) -> list[object]:
    took, first, third = [], 0, 0
    for line in questions:
        began = time.process_time()
        entries = list(dict.fromkeys(best(line["text"])))[:3]
        took.append((time.process_time() - began) * 1000)
        first += entries[0] in line["accept"]
        third += bool(set(entries) & set(line["accept"]))
    shares = [f"{right / len(questions):.1%}" for right in (first, third)]
    return [name, *shares, f"{percentile(took, 0.5):.1f}", f"{percentile(took, 0.99):.1f}"]


def _rapidfuzz(wordings: Sequence[tuple[str, str]]) -> Best:
    texts = [plain(text) for text, _ in wordings]

    def best(question: str) -> list[str]:
        found = process.extract(plain(question), texts, scorer=fuzz.token_set_ratio, limit=ENOUGH)
        return [wordings[position][1] for _, _, position in found]

    return best


def _bm25(wordings: Sequence[tuple[str, str]]) -> Best:
    index = bm25s.BM25()
    index.index([plain(text).split() for text, _ in wordings], show_progress=False)

    def best(question: str) -> list[str]:
        found, _ = index.retrieve([plain(question).split()], k=ENOUGH, show_progress=False)
        return [wordings[position][1] for position in found[0]]

    return best


def _e5_row(wordings: Sequence[tuple[str, str]], questions: Sequence[Line]) -> list[object]:
    name, vectors = "e5-small, nearest wording", installed()
    if vectors is None:
        return [name, NOT_INSTALLED, "", "", ""]
    known = vectors.of([text for text, _ in wordings])
    return _row(
        name, lambda text: [wordings[i][1] for i in np.argsort(-(known @ vectors.of([text])[0]))[:ENOUGH]], questions
    )


def _semantic_row(questions: Sequence[Line]) -> list[object]:
    name = "ours, with the semantic extra"
    if installed() is None:
        return [name, NOT_INSTALLED, "", "", ""]
    knowledge = Knowledge.load().ready()
    return _row(name, lambda text: knowledge.understand(text).suggestions, questions)


def _memory() -> int:
    """Return the bytes of memory of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096
