"""Several questions in one message: where one ends and the next begins. Pure; what each asks is found elsewhere."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.text.words import asks, plain, sentences, words

MOST = 4  # questions of one message that are read one by one
_LONGEST = 300  # characters of one of them
_LEAST = 2  # words
# Where another question may begin inside a sentence.
_NEXT = re.compile(
    r"\s*[,;:]?\s+(?:et|puis|mais|sinon|ou bien|ainsi que)\s+(?:aussi\s+|puis\s+|sinon\s+)?(?=\w)"
    r"|\s*[,;]\s+(?=(?:comment|combien|quand|o[ùu]|qui|quel(?:le)?s?|pourquoi|est-ce|c'?est)\b)",
    re.IGNORECASE,
)
_ARTICLE = r"(?:(?:l|le|la|les|un|une|du|de l|de la|au|aux|a l|a la|pour l|pour le|pour la)\s)*"


@dataclass(frozen=True)
class Part:
    """A part of a message that may be a question; `tells` where the message asks elsewhere, and here only tells.

    `asks` says that it is a question by its own words, or by its own sentence: not « et sans se fâcher ? ».
    """

    text: str
    tells: bool = False
    asks: bool = True


def questions_of(text: str) -> list[Part]:
    """Cut a message into the questions that it may hold, at most `MOST`; an empty list where it holds one alone.

    What only tells may be meant as a question as well: « On cherche un local. C'est quoi l'AMI aussi ? ».
    """
    told = [part for part in sentences(text) if not _is_short(part)]
    asked = [part for part in told if part.endswith("?")] or [part for part in told if asks(part)] or told
    cut = [
        Part(piece[:_LONGEST], part not in asked, piece == part or asks(piece.rstrip(" ?")))
        for part in told
        for piece in (_cut(part) if part in asked else [part])
    ]
    first = sorted(range(len(cut)), key=lambda at: cut[at].tells)[:MOST]
    return [cut[at] for at in sorted(first)] if len(cut) > 1 else []


def _cut(sentence: str) -> Sequence[str]:
    """Cut a sentence where another question may begin, but not off a single word: « une association et une SARL »."""
    marks = list(_NEXT.finditer(sentence))
    pieces, begin = [], 0
    for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(sentence)], strict=False):
        if not (_is_short(sentence[begin : mark.start()]) or _is_short(sentence[mark.end() : end])):
            pieces.append(sentence[begin : mark.start()].strip())
            begin = mark.end()
    return [*pieces, sentence[begin:].strip()]


def _is_short(piece: str) -> bool:
    return len(plain(piece).split()) < _LEAST


def shared_among(text: str, topics: Collection[str]) -> list[Part]:
    """Return a question about two topics as one about each: « où déposer l'AMI et le FDVA » asks for both.

    `topics` are the names of families of entries; an empty list where the text does not join two of them.
    """
    read = words(text)
    names = "|".join(sorted(map(re.escape, topics), key=len, reverse=True))
    one = rf"{_ARTICLE}(?:{names})\b"
    found = re.search(rf"\b({one}) (?:et|ou|et aussi|ainsi que|puis|comme) (?:c est quoi |c quoi )?({one})", read)
    if found is None or found[1].split()[-1] == found[2].split()[-1]:
        return []
    return [Part(f"{read[: found.start()]}{name}{read[found.end() :]}") for name in (found[1], found[2])]
