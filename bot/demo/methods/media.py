"""Files that the bot sends and fetches: sendPhoto, sendDocument, sendVoice, sendMediaGroup, getFile."""

from typing import Any

from bot.demo.calls import Call
from bot.demo.chats import Json
from bot.demo.errors import Refused, bad_request
from bot.demo.files import StoredFile, image_size
from bot.demo.posting import post, post_one
from bot.demo.texts import caption, read_caption
from bot.demo.world import World

PHOTO_BYTES = 10 * 1024 * 1024
FILE_BYTES = 50 * 1024 * 1024
FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice"}


async def send_photo(world: World, call: Call) -> Json:
    return post_one(world, call, _content(world, call, "photo") | read_caption(call))


async def send_document(world: World, call: Call) -> Json:
    return post_one(world, call, _content(world, call, "document") | read_caption(call))


async def send_voice(world: World, call: Call) -> Json:
    return post_one(world, call, _content(world, call, "voice") | read_caption(call))


async def send_media_group(world: World, call: Call) -> list[Json]:
    items = call.items("media") or []
    if not 2 <= len(items) <= 10:
        raise bad_request("expected 2-10 media in an album")
    album = {"media_group_id": str(world.fresh_number())}
    return [message.shown() for message in post(world, call, [_item(world, call, one) | album for one in items])]


async def get_file(world: World, call: Call) -> Json:
    return world.files.described(call.text("file_id"))


def _item(world: World, call: Call, item: Any) -> Json:
    kind = item.get("type") if isinstance(item, dict) else None
    if kind not in ("photo", "document"):
        raise bad_request("media type is not supported in an album here: photo or document expected")
    stored = _stored(world, call, kind, str(item.get("media", "")))
    words = caption(str(item.get("caption", "")), str(item.get("parse_mode", "")), item.get("caption_entities"))
    return described(kind, stored) | words


def _content(world: World, call: Call, kind: str) -> Json:
    return described(kind, _stored(world, call, kind, call.text(kind)), call.integer("duration"))


def _stored(world: World, call: Call, kind: str, reference: str) -> StoredFile:
    """The file uploaded with this call, or one known by its file_id."""
    upload = call.upload(reference, kind)
    if upload is not None:
        if len(upload.data) > (PHOTO_BYTES if kind == "photo" else FILE_BYTES):
            raise Refused(413, "Request Entity Too Large")
        if not upload.data:
            raise bad_request("file must be non-empty")
        if kind == "photo" and image_size(upload.data) is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        return world.files.keep(upload.data, folder=FOLDERS[kind], name=upload.name or kind, mime_type=upload.mime_type)
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    known = world.files.by_id(reference)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return known


def described(kind: str, stored: StoredFile, seconds: int | None = None) -> Json:
    """A file as a message carries it."""
    if kind == "photo":
        width, height = image_size(stored.data) or (0, 0)
        return {"photo": [stored.shown() | {"width": width, "height": height}]}
    if kind == "voice":
        return {"voice": stored.shown() | {"duration": seconds or 0, "mime_type": stored.mime_type}}
    return {"document": stored.shown() | {"file_name": stored.name, "mime_type": stored.mime_type}}
