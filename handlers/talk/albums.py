"""Answers to albums: Telegram sends one message for each picture, and the bot answers once."""

from telegram import Message

from handlers.talk.replies import Reply, as_params
from handlers.talk.turn import Turn
from storage.outbox import key_is_taken


async def once_an_album(turn: Turn, message: Message | None, reply: Reply) -> None:
    """Reply to a message, but only once for all the messages of its album."""
    await say_once(turn, message.media_group_id if message else None, reply)


async def say_once(turn: Turn, album: str | None, reply: Reply) -> None:
    """Reply once for an album, and each time for a message that came alone.

    `album` is its number at Telegram, None for a lone message.
    """
    key = f"album:{turn.chat_id}:{album}" if album else None
    if key is None or not await key_is_taken(turn.session, key):
        await turn.call("send_message", as_params(reply), key=key)
