"""What a person sends besides words: files, stickers, positions, contacts, polls, as the Bot API names them."""

import struct
import zlib
from collections.abc import Sequence

from bot.demo.chats import Json
from bot.demo.files import FileStore, image_size


def plain_image(width: int = 64, height: int = 48, colour: tuple[int, int, int] = (120, 150, 140)) -> bytes:
    """A PNG of one colour, for whoever sends a photo without having one at hand."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def photo(files: FileStore, data: bytes) -> Json:
    stored = files.keep(data, folder="photos", name="photo.jpg", mime_type="image/jpeg")
    width, height = image_size(data) or (0, 0)
    return {"photo": [stored.shown() | {"width": width, "height": height}]}


def document(files: FileStore, data: bytes, name: str, mime_type: str) -> Json:
    stored = files.keep(data, folder="documents", name=name, mime_type=mime_type)
    return {"document": stored.shown() | {"file_name": name, "mime_type": mime_type}}


def voice(files: FileStore, data: bytes, seconds: int) -> Json:
    stored = files.keep(data, folder="voice", name="voice.oga", mime_type="audio/ogg")
    return {"voice": stored.shown() | {"duration": seconds, "mime_type": "audio/ogg"}}


def sticker(files: FileStore, emoji: str) -> Json:
    stored = files.keep(plain_image(8, 8), folder="stickers", name="sticker.webp", mime_type="image/webp")
    size: Json = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {"sticker": stored.shown() | size | {"type": "regular", "emoji": emoji}}


def location(latitude: float, longitude: float, live_period: int | None) -> Json:
    position: Json = {"latitude": latitude, "longitude": longitude}
    if live_period:
        position["live_period"] = live_period
    return {"location": position}


def contact(phone_number: str, first_name: str) -> Json:
    return {"contact": {"phone_number": phone_number, "first_name": first_name}}


def poll(poll_id: int, question: str, options: Sequence[str]) -> Json:
    return {
        "poll": {
            "id": str(poll_id),
            "question": question,
            "options": [
                {"persistent_id": str(rank), "text": option, "voter_count": 0} for rank, option in enumerate(options)
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    }
