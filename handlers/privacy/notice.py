"""The notice on privacy, /confidentialite."""

from telegram import Update

from handlers.privacy.texts import notice
from handlers.talk.replies import Reply
from handlers.talk.turn import Context


async def show_notice(update: Update, context: Context) -> None:
    """Handle /confidentialite: reply with the notice on what is kept of people, why and how long."""
    await context.turn.reply(Reply(notice(context.turn.lifetimes)))
