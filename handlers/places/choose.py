"""A person says or corrects where their project is."""

from telegram import Update

from handlers.places import texts
from handlers.places.compose import reply_about_place
from handlers.places.remember import remember
from handlers.privacy.consent import question_about_place
from handlers.replies import Reply
from handlers.texts import OLD_BUTTON
from handlers.turn import Context, callback_argument

AWAITING_PLACE = "place"


async def ask_place(update: Update, context: Context) -> None:
    context.turn.known().awaiting = AWAITING_PLACE
    await context.turn.reply(Reply(texts.WHERE))


async def choose_department(update: Update, context: Context) -> None:
    turn, code = context.turn, callback_argument(update)
    found = turn.knowledge.places.find(code)
    if found.outcome != "delegate":
        turn.notice = OLD_BUTTON
        return
    remember(turn.known(), found)
    consent, ask = question_about_place(turn.known())
    await turn.reply(reply_about_place(found, turn.knowledge, consent=consent, ask=ask))
