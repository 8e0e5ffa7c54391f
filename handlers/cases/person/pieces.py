"""The pieces of a demand in preparation, as its summary counts them: an album is one."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from handlers.cases.core.piece import Piece
from handlers.cases.core.piece_texts import album_of

Kept = dict[str, Any]
"""A piece as `Piece.as_json` gives it."""


def shown(pieces: Sequence[Kept]) -> list[tuple[str, str]]:
    """Kind and words of each, an album as one: « 3 photos »."""
    return [_as_one(list(some)) for _, some in groupby(pieces, lambda one: one.get("g") or one["m"])]


def _as_one(some: Sequence[Kept]) -> tuple[str, str]:
    kinds = {one["k"] for one in some}
    kind = some[0]["k"] if len(some) == 1 else album_of(len(some), kinds.pop() if len(kinds) == 1 else "")
    return kind, next((one["t"] for one in some if one["t"]), "")


def is_rest_of_album(pieces: Sequence[Kept], piece: Piece) -> bool:
    """Whether another picture of its album is there already."""
    return piece.album is not None and any(one.get("g") == piece.album for one in pieces)


def corrected(pieces: Sequence[Kept], piece: Piece) -> list[Kept] | None:
    """The pieces with one as its author has just corrected it; None where it is none of them."""
    if all(one["m"] != piece.message_id for one in pieces):
        return None
    return [piece.as_json() | {"g": one.get("g")} if one["m"] == piece.message_id else one for one in pieces]
