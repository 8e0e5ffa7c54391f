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
    MessageKind.ENTRY: "réponse du catalogue",
    MessageKind.MODEL: "modèle",
    MessageKind.MODEL_WITH_FILE: "modèle avec un fichier",
}
_COUNTED = (MessageKind.PHOTO, MessageKind.DOCUMENT, MessageKind.VIDEO)


def piece(kind: str, excerpt: str) -> str:
    """Write the line of one message in the summary of a demand.

    `kind` is that of the message, or an album in words, such as "3 photos".
    """
    if kind == MessageKind.TEXT:
        return text(f"« {excerpt} »") if excerpt else text("✉️ votre message d'avant, tel quel")
    return text(f"📎 {NAMES.get(kind, kind)}" + (f" : « {excerpt} »" if excerpt else ""))


def album_of(count: int, kind: str) -> str:
    """Write how many files an album has, such as "3 photos"; `kind` is that of all of them, "" where they differ."""
    return f"{count} {f'{NAMES[kind]}s' if kind in _COUNTED else 'fichiers'}"


def attached(kind: str, quoted: str) -> str:
    """Write the line of a file, or of several in words, on a card, with its caption `quoted`, "" where it has none."""
    return f"📎 {NAMES.get(kind, kind)}{f' : {quoted}' if quoted else ''}"
