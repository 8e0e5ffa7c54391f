"""Answers to albums: Telegram sends one message for each picture, and the bot answers once."""

from telegram import Message

from handlers.talk.replies import Reply, as_params
from handlers.talk.turn import Turn
from storage.outbox import key_is_taken


async def once_an_album(turn: Turn, message: Message | None, reply: Reply) -> None:
    """Reply to a message; to the pictures of one album, which come as a message each, reply only once."""
    await say_once(turn, message.media_group_id if message else None, reply)


async def say_once(turn: Turn, album: str | None, reply: Reply) -> None:
    """Queue a reply to the chat of this update, only once for each album.

    `album` is Telegram's id of the album, None for a message outside albums, which always gets the reply.
    """
    key = f"album:{turn.chat_id}:{album}" if album else None
    if key is None or not await key_is_taken(turn.session, key):
        await turn.call("send_message", as_params(reply), key=key)
