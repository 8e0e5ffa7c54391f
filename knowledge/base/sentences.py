"""The text of an entry in Markdown: its two parts, its sentences as people read them, and marks of their sources."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# The line that divides an answer from what « En savoir plus » shows.
MORE = "+++"
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_END = re.compile(r"[.!?…][»\"]?\)?(?:\*\*|\*)?(?=\s|$)")
_MARK = re.compile(r"\[\^([\w-]+)\]")
_BOLD_BEGINNING = re.compile(r"^\*\*(.+?)\*\*")
_EMPTY_ITEM = re.compile(r"^-[ \t]*$\n?", re.MULTILINE)
_LINES_LEFT = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Sentence:
    """A sentence of an answer; `raw` is its Markdown."""

    raw: str

    @property
    def plain(self) -> str:
        """The sentence as people read it, without Markdown."""
        return as_read(self.raw)


def as_read(markdown: str) -> str:
    """Return the text that a person reads of an answer in Markdown: no stars, and no addresses behind links."""
    return LINK.sub(r"\1", markdown).replace("**", "").replace("*", "")


def parts(body: str) -> tuple[str, str]:
    """Return the answer, and what stands below the line that divides it, "" without one."""
    answer, _, more = f"\n{body}\n".partition(f"\n{MORE}\n")
    return answer.strip(), more.strip()


def sentences(body: str) -> list[Sentence]:
    """Return the sentences of an answer in order; each line and each item of a list begins a new one."""
    lines = (line.strip().removeprefix("- ") for line in body.splitlines())
    return [Sentence(raw) for line in lines if line and line != MORE for raw in _of_line(line)]


def _of_line(line: str) -> Iterator[str]:
    begin = 0
    for match in _END.finditer(line):
        raw = line[begin : match.end()].strip()
        if raw.count("**") % 2 == 0 and raw.count("[") == raw.count("]("):
            yield raw
            begin = match.end()
    if rest := line[begin:].strip():
        yield rest


def said(markdown: str) -> str:
    """Return what a sentence says, to compare it with others: without Markdown, odd blanks and its last mark."""
    return " ".join(as_read(markdown).split()).rstrip(" .;:,!?…")


def without_marks(body: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Take the marks of sources, such as `[^fp]`, out of an answer.

    Return the answer, and pairs of what a sentence says and the id of its source. A mark is for the sentences of its
    line since the mark before it.
    """
    lines, carried = [], []
    for line in body.split("\n"):
        begin, before = 0, ""
        for mark in _MARK.finditer(line):
            carried += [(said(one.raw), mark[1]) for one in sentences(line[begin : mark.start()])]
            before += line[begin : mark.start()]
            begin = mark.end()
        lines.append(before + line[begin:])
    return "\n".join(lines), tuple(carried)


def unbolded(answer: str) -> str:
    """Return an answer whose beginning is no longer bold."""
    return _BOLD_BEGINNING.sub(r"\1", answer, count=1)


def run_of(words: str, known: Sequence[Sentence]) -> range | None:
    """Return the places of the neighbouring sentences that together say `words`; None where there are none."""
    wanted = said(words)
    for begin in range(len(known)):
        for end in range(begin + 1, len(known) + 1):
            together = said(" ".join(one.raw for one in known[begin:end]))
            if together == wanted:
                return range(begin, end)
            if len(together) > len(wanted):
                break
    return None


def saying(answer: str, words: str, new: str) -> str:
    """Return an answer that says `new` where it said `words`, in bold where that was; unchanged where it did not."""
    known = sentences(answer)
    run = run_of(words, known)
    if run is None:
        return answer
    is_bold = new and known[run[0]].raw.startswith("**") and known[run[0]].raw.endswith("**")
    now = {**dict.fromkeys(run, ""), run[0]: f"**{new}**" if is_bold else new}
    begin = 0
    for place, sentence in enumerate(known):
        begin, put = answer.index(sentence.raw, begin), now.get(place, sentence.raw)
        after = answer[begin + len(sentence.raw) :]
        is_gap = not put and (not begin or answer[begin - 1] in " \n")
        answer = answer[:begin] + put + (after.lstrip(" ") if is_gap else after)
        begin += len(put)
    return _tidy(answer)


def without(answer: str, words: str) -> str:
    """Return an answer without the sentences that say `words`; unchanged where it has none."""
    return saying(answer, words, "")


def _tidy(answer: str) -> str:
    tidy = "\n".join(line.rstrip() for line in answer.splitlines())
    return _LINES_LEFT.sub("\n\n", _EMPTY_ITEM.sub("", tidy)).strip()
