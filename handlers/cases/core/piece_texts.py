"""The words for pieces of a message."""

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
    """Write one line of a summary; `kind` is that of a piece, or an album in words."""
    if kind == Kind.TEXT:
        return text(f"« {excerpt} »") if excerpt else text("✉️ votre message, tel quel")
    return text(f"📎 {NAMES.get(kind, kind)}" + (f" : « {excerpt} »" if excerpt else ""))


def album_of(count: int, kind: str) -> str:
    """Write "3 photos"; `kind` is that of all of them, "" where they differ."""
    return f"{count} {f'{NAMES[kind]}s' if kind in _COUNTED else 'fichiers'}"


def attached(kind: str, quoted: str) -> str:
    """Write the line of a file on a card; `quoted` are its words, "" where it has none."""
    return f"📎 {NAMES[kind]}{f' : {quoted}' if quoted else ''}"
