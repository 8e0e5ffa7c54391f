"""A yes or a no typed instead of pressing a button: it answers the question that stands last, whoever has the floor."""

from collections.abc import Sequence

from telegram import Message, Update

from handlers.reception.declarations import DECLARATIONS
from handlers.talk.capability import Typed
from handlers.talk.codes import Code, codes_under
from handlers.talk.guard import Handler
from handlers.talk.permissions import may
from handlers.talk.turn import Context, Turn
from storage.outbox import last_shown_in, shown_in


def unless_typed_answer(handler: Handler) -> Handler:
    """Wrap a handler so that a yes or no typed under a question with buttons answers the question; it takes the rest.

    The question is the message replied to, else the last message that the bot sent to the chat.
    """

    async def first_the_question(update: Update, context: Context) -> None:
        if not await _take_answer(context.turn, update.message):
            await handler(update, context)

    return first_the_question


async def _take_answer(turn: Turn, message: Message | None) -> bool:
    if message is None or not message.text or turn.person is None or turn.heard.kinds:
        return False
    meant = [(one, said) for one in _all() if (said := one.means(message.text)) is not None]
    codes = await _codes_above(turn, message) if meant else ()
    for one, said in meant:
        code = next((code for code in codes if code.verb == one.verb), None)
        if code is None and one.elsewhere is not None and message.reply_to_message is None:
            code = await one.elsewhere(turn, message)
        if code is not None and may(turn.actors, one.action):
            await one.do(turn, code, said)
            return True
    return False


def _all() -> Sequence[Typed]:
    return [one for declared in DECLARATIONS for one in declared.typed]


async def _codes_above(turn: Turn, message: Message) -> Sequence[Code]:
    """Return the codes of the buttons under the bot's message replied to, else under its last one in the chat."""
    me, answered = turn.known().telegram_id, message.reply_to_message
    shown = await (shown_in(turn.session, me, answered.message_id) if answered else last_shown_in(turn.session, me))
    return codes_under(shown)
