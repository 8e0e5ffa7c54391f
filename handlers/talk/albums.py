"""Answers to albums: Telegram sends one message for each picture, and the bot answers once."""

from telegram import Message

from handlers.talk.buttons import with_pictures_after
from handlers.talk.replies import Reply, as_params
from handlers.talk.turn import Turn
from storage.outbox import OutboxMessage, count_aiming_at, message_with_key


async def once_an_album(turn: Turn, message: Message | None, reply: Reply) -> None:
    """Reply to a message; to the pictures of one album, which come as a message each, reply only once."""
    await say_once(turn, message.media_group_id if message else None, reply)


async def say_once(turn: Turn, album: str | None, reply: Reply) -> None:
    """Queue a reply to the chat of this update, only once for each album.

    `album` is Telegram's id of the album, None for a message outside albums, which always gets the reply.
    """
    key = f"album:{turn.chat_id}:{album}" if album else None
    said = await message_with_key(turn.session, key) if key is not None else None
    if said is None:
        await turn.call("send_message", as_params(reply), key=key)
    else:
        await _add_picture(turn, said)


async def _add_picture(turn: Turn, said: OutboxMessage) -> None:
    """Let the button « Parler à quelqu'un » of the only reply to an album pass one more of its pictures on."""
    markup = said.params.get("reply_markup")
    shown = with_pictures_after(markup, await count_aiming_at(turn.session, said.id) + 1) if markup else None
    if shown is not None:
        await turn.call("edit_message_reply_markup", {"reply_markup": shown}, aims_at=said.id)
