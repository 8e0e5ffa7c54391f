"""The forms of the base: what is awaited, and the same asked anew."""

from telegram import Update

from handlers.curation.correct import AWAITING_SENTENCE, ask_sentence, take_sentence
from handlers.curation.publish import KIND
from handlers.curation.show import reply_home
from handlers.curation.wordings import AWAITING_WORDING, ask_wording, take_wording
from handlers.talk.turn import Context, Turn
from knowledge.base.overlay import ADDED, SENTENCE
from storage.dialogues import dialogue_of
from storage.people import wait_for


async def take_words(update: Update, context: Context) -> bool:
    if context.turn.known().awaiting == AWAITING_SENTENCE:
        return await take_sentence(update, context)
    return await take_wording(update, context)


async def ask_again(turn: Turn) -> None:
    """Also after `Modifier`."""
    person = turn.known()
    data = await dialogue_of(turn.session, person.telegram_id, KIND)
    kind = data["kind"] if data else None
    if kind == SENTENCE:
        wait_for(person, AWAITING_SENTENCE)
        await ask_sentence(turn)
    elif kind == ADDED:
        wait_for(person, AWAITING_WORDING)
        await ask_wording(turn)
    else:
        await reply_home(turn)
