"""Who takes a private message before the bot's own handler reads it, in order."""

from telegram import Update

from handlers.announcements.replying import is_stop_command, take_reply
from handlers.cases.core.writing import take_for_case
from handlers.cases.person.floor import by_the_bot, is_bot_awaited, to_who_has_the_floor
from handlers.subscriptions.choose import stop
from handlers.talk.guard import Handler
from handlers.talk.turn import Context


def unless_for_a_human(handler: Handler) -> Handler:
    """Wrap the bot's handler of messages, so that what is for a human goes to them, and it gets the rest.

    A reply to an announcement comes first, then « stop » alone, a case that the author means, and staff who wrote to
    them lately.
    """

    async def first_the_humans(update: Update, context: Context) -> None:
        turn = context.turn
        if await take_reply(update, turn):
            return
        if is_stop_command(update, turn):
            await stop(update, context)
        elif await take_for_case(update, context):
            return
        elif await is_bot_awaited(turn, update.message):
            await by_the_bot(handler, update, context)
        else:
            await to_who_has_the_floor(handler)(update, context)

    return first_the_humans
