"""/supprimer: asks once, then erases everything that is kept of a person."""

from telegram import Update

from handlers import buttons
from handlers.privacy import texts
from handlers.replies import Reply
from handlers.turn import Context, callback_argument
from storage.erasure import erase_person


async def ask_before_erasing(update: Update, context: Context) -> None:
    await context.turn.reply(Reply(texts.ASK_ERASE, [[buttons.erase_all(), buttons.keep_all()]]))


async def erase(update: Update, context: Context) -> None:
    turn = context.turn
    if callback_argument(update) != "oui":
        await turn.reply(Reply(texts.KEPT))
        return
    person = turn.known()
    await erase_person(turn.session, person.telegram_id, turn.received_at)
    turn.session.expunge(person)
    await turn.reply(Reply(texts.ERASED))
