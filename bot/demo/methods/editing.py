"""What changes a message already sent: its text, its caption, its buttons, its existence."""

from bot.demo.calls import Call
from bot.demo.chats import Json, Message
from bot.demo.errors import bad_request
from bot.demo.markup import read_markup
from bot.demo.texts import read_caption, read_text
from bot.demo.world import World

DELETABLE_FOR = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


async def edit_message_text(world: World, call: Call) -> Json:
    message = _own_message(world, call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _change(world, message, read_text(call), read_markup(call))


async def edit_message_caption(world: World, call: Call) -> Json:
    message = _own_message(world, call)
    if "text" in message.content:
        raise bad_request("there is no caption in the message to edit")
    bare = {key: value for key, value in message.content.items() if not key.startswith("caption")}
    return _change(world, message, bare | read_caption(call), read_markup(call))


async def edit_message_reply_markup(world: World, call: Call) -> Json:
    message = _own_message(world, call)
    return _change(world, message, message.content, read_markup(call))


def _own_message(world: World, call: Call) -> Message:
    if call.text("inline_message_id") or "message_id" not in call.fields:
        raise bad_request("message identifier is not specified")
    chat = world.writable_chat(call.integer("chat_id"))
    message = chat.messages.get(call.integer("message_id") or 0)
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not world.bot:
        raise bad_request("message can't be edited")
    return message


def _change(world: World, message: Message, content: Json, markup: Json | None) -> Json:
    before = {key: value for key, value in message.content.items() if key != "link_preview_options"}
    if content == before and markup == message.markup:
        raise bad_request(NOT_MODIFIED)
    message.content, message.markup = content, markup
    message.edit_date = world.timestamp()
    world.changes.note(message.chat.id)
    return message.shown()


async def delete_message(world: World, call: Call) -> bool:
    chat = world.chat(call.integer("chat_id"))
    message = chat.messages.get(call.integer("message_id") or 0)
    if message is None:
        raise bad_request("message to delete not found")
    if world.now() - message.date > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    if chat.is_group and message.sender is not world.bot:
        raise bad_request("message can't be deleted")
    del chat.messages[message.message_id]
    world.changes.note(chat.id)
    return True


async def delete_messages(world: World, call: Call) -> bool:
    """Those that are gone already are passed over in silence."""
    numbers = call.items("message_ids") or []
    if not 1 <= len(numbers) <= 100:
        raise bad_request("there must be from 1 to 100 message identifiers")
    chat = world.chat(call.integer("chat_id"))
    for number in numbers:
        if int(number) in chat.messages:
            await delete_message(world, Call(call.method, {"chat_id": chat.id, "message_id": number}))
    return True
