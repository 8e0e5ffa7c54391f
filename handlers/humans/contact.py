"""/contact and every "Parler à quelqu'un"."""

from telegram import Update

from handlers.humans.texts import talk_to_somebody
from handlers.turn import Context


async def contact(update: Update, context: Context) -> None:
    await context.turn.reply(talk_to_somebody(context.turn.knowledge.team))
