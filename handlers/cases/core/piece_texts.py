"""The words for pieces of a message."""

from collections.abc import Mapping

from handlers.cases.core.piece import MessageKind
from handlers.talk.replies import text

NAMES: Mapping[str, str] = {
    MessageKind.TEXT: "texte",
    MessageKind.PHOTO: "photo",
    MessageKind.DOCUMENT: "document",
    MessageKind.VOICE: "message vocal",
    MessageKind.VIDEO: "vidéo",
    MessageKind.LOCATION: "position",
    MessageKind.CONTACT: "contact",
    MessageKind.STICKER: "autocollant",
    MessageKind.POLL: "sondage",
    MessageKind.ANIMATION: "image animée",
}
_COUNTED = (MessageKind.PHOTO, MessageKind.DOCUMENT, MessageKind.VIDEO)


def piece(kind: str, excerpt: str) -> str:
    """Write one line of a summary; `kind` is that of a piece, or an album in words."""
    if kind == MessageKind.TEXT:
        return text(f"« {excerpt} »") if excerpt else text("✉️ votre message, tel quel")
    return text(f"📎 {NAMES.get(kind, kind)}" + (f" : « {excerpt} »" if excerpt else ""))


def album_of(count: int, kind: str) -> str:
    """Write "3 photos"; `kind` is that of all of them, "" where they differ."""
    return f"{count} {f'{NAMES[kind]}s' if kind in _COUNTED else 'fichiers'}"


def attached(kind: str, quoted: str) -> str:
    """Write the line of a file on a card; `quoted` are its words, "" where it has none."""
    return f"📎 {NAMES[kind]}{f' : {quoted}' if quoted else ''}"
