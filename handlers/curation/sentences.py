"""The rewriting of a sentence of an answer, which keeps links and bold words."""

import re

from handlers.curation.reasons import Unfit
from handlers.talk.refusal import Refusal
from knowledge.base.sentences import LINK, Sentence

_BOLD = re.compile(r"\*\*(.+?)\*\*")
# Marks that the formatting of Telegram or of the base would interpret.
_MARKS = re.compile(r"[*\[\]<>`#|\\]|(?<!\w)_|_(?!\w)")
LONGEST = 400


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
    links = LINK.findall(sentence.raw)
    if len(links) == 1 and sentence.raw == f"[{links[0][0]}]({links[0][1]})":
        return f"[{words}]({links[0][1]})"
    for label, _ in links:
        if label not in words:
            return Refusal(Unfit.LINK, label)
    if sentence.raw.startswith("**") and sentence.raw.endswith("**") and sentence.raw.count("**") == 2 and not links:
        return f"**{words}**"
    for bold in _BOLD.findall(sentence.raw):
        words = words.replace(bold, f"**{bold}**", 1) if not LINK.search(bold) else words
    for label, address in links:
        words = words.replace(label, f"[{label}]({address})", 1)
    return words
