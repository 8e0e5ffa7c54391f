"""Several questions in one message: where one ends and the next begins. Pure; what each asks is found elsewhere."""

import re
from collections.abc import Collection, Sequence

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


def questions_of(text: str) -> list[str]:
    """Cut a message into the questions that it may hold, at most `MOST`; an empty list where it holds one alone."""
    told = [part for part in sentences(text) if len(plain(part).split()) >= _LEAST]
    asked = [part for part in told if part.endswith("?")] or [part for part in told if asks(part)] or told
    cut = [piece.strip() for part in asked for piece in _cut(part)]
    return [piece[:_LONGEST] for piece in cut[:MOST]] if len(cut) > 1 else []


def _cut(sentence: str) -> Sequence[str]:
    pieces = [piece for piece in _NEXT.split(sentence) if plain(piece)]
    return pieces if all(len(plain(piece).split()) >= _LEAST for piece in pieces) else [sentence]


def shared_among(text: str, topics: Collection[str]) -> list[str]:
    """Return a question about two topics as one about each: « où déposer l'AMI et le FDVA » asks for both.

    `topics` are the names of families of entries; an empty list where the text does not join two of them.
    """
    read = words(text)
    names = "|".join(sorted(map(re.escape, topics), key=len, reverse=True))
    one = rf"{_ARTICLE}(?:{names})\b"
    found = re.search(rf"\b({one}) (?:et|ou|et aussi|ainsi que|puis|comme) (?:c est quoi |c quoi )?({one})", read)
    if found is None or found[1].split()[-1] == found[2].split()[-1]:
        return []
    return [f"{read[: found.start()]}{name}{read[found.end() :]}" for name in (found[1], found[2])]
