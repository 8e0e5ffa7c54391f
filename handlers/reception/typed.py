"""An answer typed instead of pressing a button: it answers the question that stands last, whoever has the floor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import CallbackQuery, Message, Update

from handlers.reception.declarations import DECLARATIONS
from handlers.talk.capability import Press, Typed, Worded
from handlers.talk.codes import Code, codes_under, read
from handlers.talk.forms import ask_form_again
from handlers.talk.guard import Handler
from handlers.talk.permissions import may
from handlers.talk.replies import Reply, text
from handlers.talk.short_answers import NO, YES
from handlers.talk.turn import Context, Turn
from storage.outbox import OutboxMessage, Priority, last_shown_in, shown_in


@dataclass(frozen=True)
class _Key:
    """A button under a message of the bot: its label and its code, read and as written."""

    label: str
    code: Code
    written: str


def unless_typed_answer(handler: Handler) -> Handler:
    """Wrap a handler so that an answer typed under a question with buttons answers the question; it takes the rest.

    The question is the message replied to, else the last message that the bot sent to the chat.
    """

    async def first_the_question(update: Update, context: Context) -> None:
        if not await _take_answer(update, context):
            await handler(update, context)

    return first_the_question


async def _take_answer(update: Update, context: Context) -> bool:
    turn, message = context.turn, update.message
    if message is None or not message.text or turn.person is None or turn.heard.kinds:
        return False
    typed = [(one, yes) for one in _typed() if (yes := one.means(message.text)) is not None]
    worded = [(one, part) for one in _worded() if (part := one.means(message.text)) is not None]
    shown = await _message_above(turn, message) if typed or worded else None
    return await _answers(turn, message, shown, typed) or (
        shown is not None and await _presses(update, context, shown, worded)
    )


async def _answers(
    turn: Turn, message: Message, shown: OutboxMessage | None, meant: Sequence[tuple[Typed, bool]]
) -> bool:
    codes = codes_under(shown)
    for one, said in meant:
        code = next((code for code in codes if code.verb == one.verb), None)
        is_reply = message.reply_to_message is not None and (
            shown is None or shown.priority not in (Priority.REMINDER, Priority.ANNOUNCEMENT)
        )
        if code is None and one.elsewhere is not None and not is_reply:
            code = await one.elsewhere(turn, message)
        if code is not None and may(turn.actors, one.action):
            await one.do(turn, code, said)
            return True
    return False


async def _presses(update: Update, context: Context, shown: OutboxMessage, meant: Sequence[tuple[Worded, str]]) -> bool:
    """Do what the button does that the words mean; what would show for a moment after the press is said in words."""
    turn, keys = context.turn, list(_keys(shown))
    key = next((key for one, part in meant if (key := _meant(keys, one.verb, part)) is not None), None)
    press = _press_of(key.code.verb) if key is not None else None
    if key is None or press is None or not may(turn.actors, press.action):
        return False
    await press.handler(_as_pressed(update, shown, key), context)
    if turn.notice is not None:
        await turn.reply(Reply(text(turn.notice)))
        turn.notice = None
    await ask_form_again(turn)
    return True


def _meant(keys: Sequence[_Key], verb: str, part: str) -> _Key | None:
    """Return the button that words mean; None where the message does not ask the question of this verb.

    It is the one whose code is the verb, a number and the part. Where none is, a yes means the button labelled
    « Oui … », a no the last button, which goes back. A list of people to accept or refuse asks no such question.
    """
    own = [key for key in keys if key.code.verb == verb]
    named = next((key for key in own if key.code.parts[1:] == (part,)), None)
    agrees = next((key for key in own if key.label.startswith("Oui") or key.code.parts[1:] == (YES,)), None)
    if named is not None or agrees is None:
        return named
    return {YES: agrees, NO: keys[-1]}.get(part)


def _as_pressed(update: Update, shown: OutboxMessage, key: _Key) -> Update:
    message, author = update.message, update.effective_user
    if message is None or author is None:
        return update
    above = Message(shown.message_id or 0, message.date, message.chat)
    return Update(update.update_id, callback_query=CallbackQuery("", author, "", above, data=key.written))


def _press_of(verb: str) -> Press | None:
    return next((press for one in DECLARATIONS for press in one.presses if press.verb == verb), None)


def _typed() -> Sequence[Typed]:
    return [one for declared in DECLARATIONS for one in declared.typed]


def _worded() -> Sequence[Worded]:
    return [one for declared in DECLARATIONS for one in declared.worded]


async def _message_above(turn: Turn, message: Message) -> OutboxMessage | None:
    """Return the bot's message replied to, else its last one in the chat."""
    me, answered = turn.known().telegram_id, message.reply_to_message
    return await (shown_in(turn.session, me, answered.message_id) if answered else last_shown_in(turn.session, me))


def _keys(shown: OutboxMessage) -> Iterator[_Key]:
    for row in shown.params.get("reply_markup", {}).get("inline_keyboard", ()):
        for key in row:
            written = key.get("callback_data", "")
            yield _Key(key.get("text", ""), read(written), written)
