"""The pieces of a draft, as its summary counts them: an album is one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from handlers.cases.core.piece import KeptPiece, Piece
from handlers.cases.core.piece_texts import album_of


def as_in_summary(pieces: Sequence[KeptPiece]) -> list[tuple[str, str]]:
    """Return the kind and the words of each message of a demand, as its summary shows them; an album counts as one.

    The kind of an album is in words, such as « 3 photos ».
    """
    return [_as_one(list(some)) for _, some in groupby(pieces, lambda one: one.album or one.message_id)]


def _as_one(some: Sequence[KeptPiece]) -> tuple[str, str]:
    kinds = {one.kind for one in some}
    kind = some[0].kind if len(some) == 1 else album_of(len(some), kinds.pop() if len(kinds) == 1 else "")
    captions = dict.fromkeys(f"{one.excerpt}{'…' if one.is_cut else ''}" for one in some if one.excerpt)
    return kind, " / ".join(captions)


def is_rest_of_album(pieces: Sequence[KeptPiece], piece: Piece) -> bool:
    """Whether a message is a further picture of an album of which one is among `pieces` already."""
    return piece.album is not None and any(one.album == piece.album for one in pieces)


def corrected(pieces: Sequence[KeptPiece], piece: Piece) -> tuple[KeptPiece, ...] | None:
    """Return the messages of a demand with one replaced by its corrected version; None where it is not among them."""
    if all(one.message_id != piece.message_id for one in pieces):
        return None
    return tuple(
        replace(piece.kept(), album=one.album) if one.message_id == piece.message_id else one for one in pieces
    )
