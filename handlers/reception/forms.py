"""The forms that capabilities declare: what the bot waits for when it asked something. A question asked in the middle
of a form is answered, and the form taken up again.

`person.awaiting` is "<form>:<step>"; answers given so far are a row (storage/dialogues.py).
"""

from collections.abc import Mapping

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler

from handlers.announcements.replying import unless_for_a_human
from handlers.cases.person.floor import is_for_form, listening, to_who_has_the_floor
from handlers.cases.person.form_draft import leave_with_a_word
from handlers.places.asked import chosen
from handlers.places.choose import choose_department, take_position
from handlers.reception import elsewhere
from handlers.reception.actions import ASK
from handlers.reception.ask import ask
from handlers.reception.declarations import DECLARATIONS
from handlers.talk.capability import ByHand
from handlers.talk.codes import pressed
from handlers.talk.forms import AnyForm, drop_form
from handlers.talk.guard import Handler, guarded
from handlers.talk.passing import cancels, form_under_way
from handlers.talk.permissions import may
from handlers.talk.turn import Context, Turn, current_turn, text_of
from knowledge.text.words import plain


def forms() -> Mapping[str, AnyForm]:
    """Every form of the bot, by its name."""
    return {form.name: form for one in DECLARATIONS for form in one.forms}


async def choose_place(update: Update, context: Context) -> None:
    """`dep:<department>[:<town>]`: for the form that asked where, else for the bot itself."""
    turn, code = context.turn, pressed(update)
    form = forms().get(form_under_way(turn.known()) or "")
    found = chosen(turn.knowledge.places, code.word(0), code.rest(1))
    takes = form is not None and found.outcome != "unknown" and may(turn.actors, form.action)
    if form is None or not takes or not await form.choose(turn, found):
        await choose_department(update, context)


class FormRoute(BaseHandler[Update, Context, None]):
    """Takes the new messages of somebody whom the bot asked something in a form."""

    def __init__(self) -> None:
        self._forms = forms()
        super().__init__(guarded(ASK, unless_for_a_human(self._take)))

    def check_update(self, update: object) -> bool:
        if not isinstance(update, Update) or update.message is None or update.message.chat.type != ChatType.PRIVATE:
            return False
        person = current_turn.get().person
        return person is not None and form_under_way(person) in self._forms

    async def _take(self, update: Update, context: Context) -> None:
        turn, message = context.turn, update.message
        form = self._forms[form_under_way(turn.known()) or ""]
        if not may(turn.actors, form.action):
            await drop_form(turn)
            await _without_form(update)(update, context)
        elif not await self._is_of_form(turn, message):
            await self._meanwhile(form, update, context)
        elif cancels(text_of(update)):
            await (leave_with_a_word(turn) if isinstance(form, ByHand) else form.leave(turn))
        elif message is None or not await _take(form, update, context):
            await self._meanwhile(form, update, context)

    async def _is_of_form(self, turn: Turn, message: Message | None) -> bool:
        """What follows a human's message in the middle of a form is theirs, unless it plainly answers the form."""
        listens = message is not None and await listening(turn, message)
        return (
            not listens or message is None or plain(message.text or "") == "annuler" or await is_for_form(turn, message)
        )

    async def _meanwhile(self, form: AnyForm, update: Update, context: Context) -> None:
        """Goes to a human or the bot; then the form is taken up again."""
        turn, asked = context.turn, context.turn.known().awaiting
        await to_who_has_the_floor(_without_form(update))(update, context)
        if asked is not None and turn.known().awaiting == asked and not _is_of_album(update):
            await form.ask_again(turn)


async def _take(form: AnyForm, update: Update, context: Context) -> bool:
    """Whether the form took the message. A danger said in it is no answer: only what else it says may be one."""
    turn = context.turn
    if not isinstance(form, ByHand):
        return update.message is not None and await form.take(turn, update.message)
    if not turn.heard.kinds or (turn.known().awaiting or "").startswith(form.keeps):
        return await form.taking(update, context)
    left = ", ".join(turn.knowledge.understanding.ear.without_danger(text_of(update)))
    if not left:
        return False
    turn.words_left = left
    taken = await form.taking(update, context)
    turn.words_left = None
    return taken


def _without_form(update: Update) -> Handler:
    """Who answers this message when no form takes it."""
    message = update.message
    if message is not None and message.text:
        return ask
    if message is not None and message.caption:
        return elsewhere.words_with_a_file
    return take_position if message is not None and message.location else elsewhere.not_text


def _is_of_album(update: Update) -> bool:
    """Its pictures come one by one: asking again after each would be a flood."""
    return update.message is not None and update.message.media_group_id is not None
