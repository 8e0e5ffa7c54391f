"""The office in the chat: /bureau gives a link that opens it once, and a button closes it everywhere."""

from telegram import Update

from handlers.office import buttons, texts
from handlers.office.door import address_of, ask_link, close_all
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply
from handlers.talk.turn import Context


async def give_link(update: Update, context: Context) -> None:
    """Handle /bureau: reply with a one-time link, which is kept nowhere once it has left; or say why there is none."""
    turn = context.turn
    if turn.office is None:
        await turn.reply(Reply(texts.NO_OFFICE))
        return
    token = await ask_link(turn, turn.known().telegram_id)
    if isinstance(token, Refusal):
        await turn.reply(Reply(texts.TOO_MANY_ASKED, [[buttons.close()]]))
        return
    await turn.reply(Reply(texts.link(address_of(turn.office, token)), [[buttons.close()]]), forget=True)


async def close(update: Update, context: Context) -> None:
    """Handle the button that closes the office on every device of whoever presses it."""
    turn = context.turn
    await turn.reply(Reply(texts.closed(await close_all(turn, turn.known().telegram_id))))
