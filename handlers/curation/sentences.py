"""Sentences of an answer, and their rewriting, which keeps links and bold words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handlers.curation.reasons import Unfit
from handlers.talk.refusal import Refusal
from knowledge.base.check import as_read

_END = re.compile(r"[.!?…][»\"]?\)?(?:\*\*|\*)?(?=\s|$)")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
# Marks that the formatting of Telegram or of the base would interpret.
_MARKS = re.compile(r"[*\[\]<>`#|\\]|(?<!\w)_|_(?!\w)")
LONGEST = 400


@dataclass(frozen=True)
class Sentence:
    """A sentence of an answer; `raw` is its Markdown."""

    raw: str

    @property
    def plain(self) -> str:
        """The sentence as people read it, without Markdown."""
        return as_read(self.raw)


def sentences(answer: str) -> list[Sentence]:
    """Return the sentences of an answer in order; each line and each item of a list begins a new one."""
    lines = (line.strip().removeprefix("- ") for line in answer.splitlines())
    return [Sentence(raw) for line in lines if line for raw in _of_line(line)]


def _of_line(line: str) -> Iterator[str]:
    begin = 0
    for match in _END.finditer(line):
        raw = line[begin : match.end()].strip()
        if raw.count("**") % 2 == 0 and raw.count("[") == raw.count("]("):
            yield raw
            begin = match.end()
    if rest := line[begin:].strip():
        yield rest


def rewritten(sentence: Sentence, words: str) -> str | Refusal[Unfit]:
    """Return `words` as Markdown in place of a sentence, with its links and bold words; or why they are refused."""
    words = " ".join(words.split())
    if not words:
        return Refusal(Unfit.EMPTY)
    if _MARKS.search(words):
        return Refusal(Unfit.MARKS)
    if len(words) > LONGEST:
        return Refusal(Unfit.LONG, str(len(words)))
    if words == sentence.plain:
        return Refusal(Unfit.SAME)
    return _with_links(sentence, words)


def _with_links(sentence: Sentence, words: str) -> str | Refusal[Unfit]:
    links = _LINK.findall(sentence.raw)
    if len(links) == 1 and sentence.raw == f"[{links[0][0]}]({links[0][1]})":
        return f"[{words}]({links[0][1]})"
    for label, _ in links:
        if label not in words:
            return Refusal(Unfit.LINK, label)
    if sentence.raw.startswith("**") and sentence.raw.endswith("**") and sentence.raw.count("**") == 2 and not links:
        return f"**{words}**"
    for bold in _BOLD.findall(sentence.raw):
        words = words.replace(bold, f"**{bold}**", 1) if not _LINK.search(bold) else words
    for label, address in links:
        words = words.replace(label, f"[{label}]({address})", 1)
    return words
