"""Answer to a press by editing the message pressed, so that menus do not fill the chat."""

from telegram import Update

from handlers.talk.replies import Reply, as_params
from handlers.talk.turn import Turn


async def answer_press(turn: Turn, update: Update, reply: Reply) -> None:
    """Show the reply in place of the message whose button was pressed, or in a new message where there is none."""
    query = update.callback_query
    message = query.message if query else None
    if message is None:
        await turn.reply(reply)
    else:
        await turn.call("edit_message_text", as_params(reply) | {"message_id": message.message_id})
