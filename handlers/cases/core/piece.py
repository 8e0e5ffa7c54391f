"""One message of somebody, to pass on: what it is, how its words begin, and where Telegram has it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from telegram import Message, Update

from handlers.talk.replies import person_words, text, units
from handlers.talk.turn import written_in
from storage.case_messages import EXCERPT


class MessageKind(StrEnum):
    """The kind of a Telegram message: a text, a photo, a vocal… Its French name stands in `piece_texts.py`."""

    TEXT = "text"
    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"
    LOCATION = "location"
    CONTACT = "contact"
    STICKER = "sticker"
    POLL = "poll"
    ANIMATION = "animation"
    ENTRY = "entry"  # an answer of the base, which staff pass on
    MODEL = "model"  # an answer that staff keep ready
    MODEL_WITH_FILE = "modelfile"


# By the field of Telegram's message that holds it.
KINDS: Mapping[str, MessageKind] = {
    "photo": MessageKind.PHOTO,
    "document": MessageKind.DOCUMENT,
    "voice": MessageKind.VOICE,
    "audio": MessageKind.VOICE,
    "video_note": MessageKind.VIDEO,
    "video": MessageKind.VIDEO,
    "location": MessageKind.LOCATION,
    "venue": MessageKind.LOCATION,
    "contact": MessageKind.CONTACT,
    "sticker": MessageKind.STICKER,
    "poll": MessageKind.POLL,
    "animation": MessageKind.ANIMATION,
}
CAPTIONED = ("photo", "document", "video", "animation", "audio", "voice")


@dataclass(frozen=True)
class File:
    """A file that Telegram has: its kind, as Telegram's field is called ("photo"), the id of the file, and its name."""

    kind: str
    id: str
    name: str = ""


@dataclass(frozen=True)
class EntrySaid:
    """An answer of the base as it was passed on: the id of the entry, and the print of its text."""

    id: str
    print: str


@dataclass(frozen=True)
class Piece:
    """One message that somebody wrote, to be passed on between a person and staff.

    `excerpt` is the beginning of its words, `is_cut` tells that there were more. `html` has all of them, None where
    they are not known; `length` counts them as Telegram does. `carrier` is the field in which Telegram holds the words,
    "text" or "caption", "" where such a message can have none. `album` is Telegram's number of the album. Only the
    fields of a `KeptPiece` are stored. `file` is one that Telegram has, to be sent with the words.
    `entry` is the answer of the base that the words are.
    """

    message_id: int
    kind: str
    excerpt: str = ""
    is_cut: bool = False
    is_rest_of_album: bool = False
    html: str | None = field(default=None, repr=False)
    length: int = 0
    carrier: str = ""
    album: str | None = None
    file: "File | None" = None
    entry: "EntrySaid | None" = None

    def kept(self) -> "KeptPiece":
        """Return what is stored of this message while its author prepares a demand."""
        return KeptPiece(self.message_id, str(self.kind), self.excerpt, self.is_cut, self.album)


@dataclass(frozen=True)
class KeptPiece:
    """What is stored of a message while its author prepares a demand: its Telegram id, its kind and the excerpt."""

    message_id: int
    kind: str
    excerpt: str = ""
    is_cut: bool = False
    album: str | None = None

    def piece(self) -> Piece:
        """Return the stored message as a `Piece`, of which only the excerpt is known, not all the words."""
        return Piece(self.message_id, self.kind, self.excerpt, self.is_cut, album=self.album)


def piece_of(message: Message) -> Piece:
    """Make a `Piece` from a Telegram message; its excerpt is the first `EXCERPT` characters of the text or caption."""
    words = person_words(written_in(message))
    kind = next((word for name, word in KINDS.items() if getattr(message, name, None)), MessageKind.TEXT)
    return Piece(
        message.message_id,
        kind,
        words[:EXCERPT],
        len(words) > EXCERPT,
        album=message.media_group_id,
        html=_formatted(message),
        length=units(written_in(message)),
        carrier=_carrier(message),
    )


def _formatted(message: Message) -> str:
    """Return a message's words as HTML, with bold and links; as plain text where Telegram describes these wrongly."""
    try:
        return message.text_html if message.text is not None else message.caption_html or ""
    except (AttributeError, IndexError, TypeError, UnicodeError):
        return text(written_in(message))


def _carrier(message: Message) -> str:
    if message.text is not None:
        return "text"
    return "caption" if any(getattr(message, name, None) for name in CAPTIONED) else ""


def piece_chosen(update: Update, message_id: int) -> Piece:
    """Return the message whose Telegram id stands in the code of the pressed button.

    Its kind and words are read where the bot's message under which the button stands quotes it; otherwise it is taken
    for a text of unknown words.
    """
    quoted = getattr(update.effective_message, "reply_to_message", None)
    if isinstance(quoted, Message) and quoted.message_id == message_id:
        return replace(piece_of(quoted), album=None)
    return Piece(message_id, MessageKind.TEXT)
