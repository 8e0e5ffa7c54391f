"""After an answer: `Oui, merci` or `Non`."""

from telegram import Update

from handlers.answers import compose, texts
from handlers.replies import Reply
from handlers.turn import Context, callback_argument


async def helped(update: Update, context: Context) -> None:
    await context.turn.reply(Reply(texts.GLAD))


async def not_helped(update: Update, context: Context) -> None:
    """Offers the nearest other answers, and a human."""
    turn, refused = context.turn, callback_argument(update)
    person = turn.known()
    others = tuple(entry_id for entry_id in person.last_suggestions if entry_id != refused)
    await turn.reply(compose.suggestions(turn.knowledge, others, texts.NEAREST))
