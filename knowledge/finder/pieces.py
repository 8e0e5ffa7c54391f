"""The pieces of a message, and which of them ask nothing: greetings, introductions, courtesy, where one is."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.finder.decision import Decision
from knowledge.finder.scores import Scores
from knowledge.finder.services import ASIDE
from knowledge.text.words import plain

MOST = 12  # pieces that are looked at, half of them at the beginning and half at the end
_LONGEST = 14  # words of a piece that may be set aside
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
    cut = [piece for piece in _CUT.split(text) if plain(piece)]
    if len(cut) < 2:
        return (Piece(text),)
    half = MOST // 2
    looked_at = [at for at in range(len(cut)) if (at < half or at >= len(cut) - half) and _is_short(cut[at])]
    scores = dict(zip(looked_at, score([cut[at] for at in looked_at]), strict=True))
    return tuple(Piece(piece, _aside(piece, scores.get(at), decision)) for at, piece in enumerate(cut))


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
