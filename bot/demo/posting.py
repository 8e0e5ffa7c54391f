"""The one way by which the bot's messages enter a chat: may it write, what does it answer to, is it too fast."""

from bot.demo.calls import Call
from bot.demo.chats import Chat, Json, Message
from bot.demo.errors import bad_request
from bot.demo.markup import read_markup
from bot.demo.world import World


def post(world: World, call: Call, contents: list[Json]) -> list[Message]:
    """Put one message (or the messages of one album) into the chat that the call names, or refuse it whole."""
    chat = world.writable_chat(call.integer("chat_id"))
    reply_to = _reply_target(call, chat)
    markup = read_markup(call)
    world.pace.admit(chat.id, group=chat.is_group, count=len(contents))
    posted = [
        chat.append(
            world.bot,
            world.timestamp(),
            content,
            reply_to=reply_to,
            markup=markup,
            silent=call.flag("disable_notification"),
        )
        for content in contents
    ]
    world.typing.pop(chat.id, None)
    world.changes.note(chat.id)
    return posted


def post_one(world: World, call: Call, content: Json) -> Json:
    return post(world, call, [content])[0].shown()


def _reply_target(call: Call, chat: Chat) -> int | None:
    given = call.mapping("reply_parameters") or {}
    target = given.get("message_id", call.integer("reply_to_message_id"))
    if target is None:
        return None
    if int(target) in chat.messages:
        return int(target)
    if given.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
