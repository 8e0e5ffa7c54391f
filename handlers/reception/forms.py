"""The route of answers to forms. A question asked in the middle of a form is answered, and the form taken up again.

`person.awaiting` is "<form>:<step>"; the answers given so far are a row (`storage/dialogues.py`).
"""

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler

from handlers.cases.person.floor import is_for_form, listening, to_who_has_the_floor
from handlers.places.choose import take_position
from handlers.reception import other_updates
from handlers.reception.actions import ASK
from handlers.reception.ask import ask
from handlers.reception.humans_first import unless_for_a_human
from handlers.reception.start import is_help, show_help
from handlers.reception.typed import unless_typed_answer
from handlers.talk.forms import AnyForm, drop_form, form_of
from handlers.talk.guard import Handler, guarded
from handlers.talk.permissions import may
from handlers.talk.short_answers import cancels
from handlers.talk.turn import Context, Turn, current_turn, text_of
from knowledge.text.words import plain


class FormRoute(BaseHandler[Update, Context, None]):
    """The route of private messages of people who are in a form: each goes to the form, to staff or to the bot."""

    def __init__(self) -> None:
        super().__init__(guarded(ASK, unless_typed_answer(unless_for_a_human(self._take))))

    def check_update(self, update: object) -> bool:
        """Whether an update is a new message in a private chat of a person whose answer a form awaits."""
        if not isinstance(update, Update) or update.message is None or update.message.chat.type != ChatType.PRIVATE:
            return False
        return form_of(current_turn.get().person) is not None

    async def _take(self, update: Update, context: Context) -> None:
        turn, message = context.turn, update.message
        form = form_of(turn.known())
        if form is None or message is None:
            return
        if not may(turn.actors, form.action):
            await drop_form(turn)
            await _without_form(update)(update, context)
        elif not await self._goes_to_form(turn, message):
            await self._give_to_others(form, update, context)
        elif is_help(message.text or ""):
            await show_help(update, context)
            await form.ask_again(turn)
        elif cancels(text_of(update)):
            await form.leave(turn)
        elif not await form.take(turn, message):
            await self._give_to_others(form, update, context)

    async def _goes_to_form(self, turn: Turn, message: Message) -> bool:
        """Whether a message goes to the form rather than to staff who wrote to the person lately.

        It does where no staff did, for a plain "annuler", and where it plainly answers the form's question.
        """
        listens = await listening(turn, message)
        return not listens or plain(message.text or "") == "annuler" or await is_for_form(turn, message)

    async def _give_to_others(self, form: AnyForm, update: Update, context: Context) -> None:
        """Give a message that does not answer the form to staff or the bot, then ask the form's question again.

        It is not asked again after a picture of an album, nor where the person is no longer at that question.
        """
        turn, asked = context.turn, context.turn.known().awaiting
        await to_who_has_the_floor(_without_form(update))(update, context)
        if asked is not None and turn.known().awaiting == asked and not _is_of_album(update):
            await form.ask_again(turn)


def _without_form(update: Update) -> Handler:
    """Return the handler that would take this message if the person were in no form."""
    message = update.message
    if message is not None and message.text:
        return ask
    if message is not None and message.caption:
        return other_updates.words_with_a_file
    return take_position if message is not None and message.location else other_updates.not_text


def _is_of_album(update: Update) -> bool:
    """Whether a message is a picture of an album: to ask the form's question again after each would be a flood."""
    return update.message is not None and update.message.media_group_id is not None
