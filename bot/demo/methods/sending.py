"""Messages without files (words, positions, copies of other messages), and the sign that one is being written."""

from bot.demo.calls import Call
from bot.demo.chats import Json, Message
from bot.demo.errors import bad_request
from bot.demo.posting import post_one
from bot.demo.texts import read_caption, read_text
from bot.demo.world import World

TYPING_LASTS = 5.0
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


async def send_message(world: World, call: Call) -> Json:
    content = read_text(call)
    preview = call.mapping("link_preview_options")
    return post_one(world, call, content | ({"link_preview_options": preview} if preview else {}))


async def send_location(world: World, call: Call) -> Json:
    latitude, longitude = call.number("latitude"), call.number("longitude")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("invalid location specified")
    return post_one(world, call, {"location": {"latitude": latitude, "longitude": longitude}})


async def send_chat_action(world: World, call: Call) -> bool:
    chat = world.writable_chat(call.integer("chat_id"))
    action = call.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.typing[chat.id] = (action, world.now() + TYPING_LASTS)
    world.changes.note(chat.id)
    return True


async def copy_message(world: World, call: Call) -> Json:
    content = dict(_source(world, call, "copy").content)
    if "caption" in call.fields and "text" not in content:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= read_caption(call)
    return {"message_id": post_one(world, call, content)["message_id"]}


async def forward_message(world: World, call: Call) -> Json:
    source = _source(world, call, "forward")
    origin = {"type": "user", "sender_user": source.sender.shown(), "date": source.date}
    return post_one(world, call, {**source.content, "forward_origin": origin})


def _source(world: World, call: Call, verb: str) -> Message:
    chat = world.chat(call.integer("from_chat_id"))
    message = chat.messages.get(call.integer("message_id") or 0)
    if message is None:
        raise bad_request(f"message to {verb} not found")
    return message
