"""What the pieces of a message are called."""

from collections.abc import Mapping

from handlers.cases.core.piece import Kind
from handlers.talk.replies import text

NAMES: Mapping[str, str] = {
    Kind.TEXT: "texte",
    Kind.PHOTO: "photo",
    Kind.DOCUMENT: "document",
    Kind.VOICE: "message vocal",
    Kind.VIDEO: "vidéo",
    Kind.LOCATION: "position",
    Kind.CONTACT: "contact",
    Kind.STICKER: "autocollant",
    Kind.POLL: "sondage",
    Kind.ANIMATION: "image animée",
}
_COUNTED = (Kind.PHOTO, Kind.DOCUMENT, Kind.VIDEO)


def piece(kind: str, excerpt: str) -> str:
    """One line of a summary; `kind`: of a piece, or an album in words."""
    if kind == Kind.TEXT:
        return text(f"« {excerpt} »") if excerpt else text("✉️ votre message, tel quel")
    return text(f"📎 {NAMES.get(kind, kind)}" + (f" : « {excerpt} »" if excerpt else ""))


def album_of(count: int, kind: str) -> str:
    """`kind`: of all of them, "" where they differ."""
    return f"{count} {f'{NAMES[kind]}s' if kind in _COUNTED else 'fichiers'}"


def attached(kind: str, quoted: str) -> str:
    """On a card; `quoted`: its words, "" where it has none."""
    return f"📎 {NAMES[kind]}{f' : {quoted}' if quoted else ''}"
