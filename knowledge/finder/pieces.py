"""The pieces of a message, and which of them ask nothing: greetings, introductions, courtesy, where one is."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.finder.decision import Decision
from knowledge.finder.scores import Scores
from knowledge.finder.services import ASIDE, INTRODUCTION
from knowledge.text.words import asks, plain

MOST = 12  # pieces that are looked at, half of them at the beginning and half at the end
_LONGEST = 14  # words of a piece that may be set aside
_MORE_OF_ONE = 8  # words that may go on with an introduction
_CUT = re.compile(r"(?<=[.!?;:,…\n])\s+|\n+|(?<=[a-zé])\s+(?=[-–—]\s)")
_ASKED = re.compile(r"\?\s*$")

Score = Callable[[Sequence[str]], Sequence[Scores]]


@dataclass(frozen=True)
class Piece:
    """A piece of a message as it was written. `aside` is the class for which it is set aside, None where it counts."""

    text: str
    aside: str | None = None


def read_pieces(text: str, score: Score, decision: Decision) -> tuple[Piece, ...]:
    """Cut a message into pieces, and tell those that are set aside; a message of one piece is one that counts."""
    parts = cut(text)
    if len(parts) < 2:
        return (Piece(text),)
    half = MOST // 2
    looked_at = [at for at in range(len(parts)) if (at < half or at >= len(parts) - half) and _is_short(parts[at])]
    scores = dict(zip(looked_at, score([parts[at] for at in looked_at]), strict=True))
    pieces: list[Piece] = []
    for at, part in enumerate(parts):
        aside = _aside(part, scores.get(at), decision)
        if aside is None and pieces and _goes_on(pieces[-1], part, scores.get(at)):
            aside = INTRODUCTION
        pieces.append(Piece(part, aside))
    return tuple(pieces)


def _goes_on(before: Piece, part: str, scores: Scores | None) -> bool:
    """Whether a few words go on with an introduction: « je me présente, Jo, couturière et élue », of no entry."""
    is_apart = before.aside != INTRODUCTION or not before.text.endswith(",")
    if scores is None or is_apart or len(part.split()) > _MORE_OF_ONE or asks(part):
        return False
    return scores.ranked[0][1] < 0


def cut(text: str) -> list[str]:
    """Cut a message at its punctuation and its lines; what is punctuation alone is left out."""
    return [piece for piece in _CUT.split(text) if plain(piece)]


def what_counts(pieces: Sequence[Piece], also: Sequence[str] = ()) -> str:
    """Join the pieces that are not set aside, and those set aside for one of the classes `also`; "" for none."""
    return " ".join(piece.text for piece in pieces if piece.aside is None or piece.aside in also)


def _is_short(piece: str) -> bool:
    return len(piece.split()) <= _LONGEST and not _ASKED.search(piece)


def _aside(piece: str, scores: Scores | None, decision: Decision) -> str | None:
    if scores is None:
        return None
    service = decision.service(scores)
    return service if service in ASIDE else None
