"""The guard before every handler: it checks the pace and the permission, and hears danger."""

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from telegram import Update

from handlers.talk.awaited import answer_in_passing, form_under_way, take_question
from handlers.talk.codes import codes_under
from handlers.talk.danger.hearing import add_quiet_line, hear_danger
from handlers.talk.flood import is_relayed_all_the_same, tell_what_is_refused
from handlers.talk.forms import drop_form
from handlers.talk.limits import ACTS, FORMS, FORMS_OF_STAFF
from handlers.talk.permissions import STAFF, Action, may
from handlers.talk.replies import Reply
from handlers.talk.texts import FOR_STAFF_ONLY, OLD_BUTTON, TOO_MANY_FORMS
from handlers.talk.turn import Context, Turn, text_of
from storage.outbox import Priority, last_shown_in
from storage.people import Person, is_erased
from storage.rates import count_one

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]
OLD_AFTER = timedelta(days=30)
DOUBLE_TAP = timedelta(seconds=3)


def guarded(action: Action, handler: Handler) -> Handler:
    """Wrap a handler so that it is called only for people who may do `action`, and for each at most 30 times a minute.

    Before it, help numbers are given for a danger told in the message, and a press on an old button, or the same one
    twice, is stopped. After it, forms begun too often are dropped, and help numbers are added for a likely danger.
    """

    async def checked(update: Update, context: Context) -> None:
        too_fast = await _too_fast(update, context)
        await hear_danger(update, context.turn, too_fast=too_fast)
        if too_fast or _is_stale_press(update, context):
            return
        if not may(context.turn.actors, action):
            await context.turn.reply(Reply(FOR_STAFF_ONLY))
            return
        if context.turn.person is not None and not _is_rest_of_album(update):
            context.turn.asked_in_passing = await _take_question_answered(update, context.turn, context.turn.person)
        before = form_under_way(context.turn.person) if context.turn.person is not None else None
        await handler(update, context)
        await _not_too_many_forms(context.turn, before)
        await add_quiet_line(context.turn)

    checked.action = action  # type: ignore[attr-defined]
    return checked


async def _take_question_answered(update: Update, turn: Turn, person: Person) -> str | None:
    """Return the question at the end of the bot's message if this update may answer it, else None; await it no more.

    A typed yes or no may answer it only where the bot's last message in the chat asks something: it is an answer with
    buttons, and no relay or reminder.
    """
    asked = take_question(person)
    if asked is None or update.callback_query is not None or answer_in_passing(asked, text_of(update)) is None:
        return asked
    last = await last_shown_in(turn.session, person.telegram_id)
    return asked if last is None or (last.priority == Priority.ANSWER and codes_under(last)) else None


def _is_stale_press(update: Update, context: Context) -> bool:
    """Whether to ignore a press: a second tap on the same button within seconds, or one on a message a month old.

    The latter is told in Telegram's notice.
    """
    query, turn = update.callback_query, context.turn
    if turn.person is None:
        return False
    if query is None:
        turn.person.last_press = None  # after doing something else, a person means the second press
        return False
    message = query.message
    if message is None or not message.is_accessible or turn.machine_now - message.date > OLD_AFTER:
        turn.notice = OLD_BUTTON
        return True
    press, person = f"{message.message_id}:{query.data}", turn.person
    again = press == person.last_press and person.last_press_at is not None
    is_double = again and turn.machine_now - person.last_press_at < DOUBLE_TAP  # type: ignore[operator]
    person.last_press, person.last_press_at = press, turn.machine_now
    return is_double


def _is_rest_of_album(update: Update) -> bool:
    """Whether a message is a picture of an album without words, after which a question in passing stays open."""
    message = update.effective_message
    return message is not None and message.media_group_id is not None and not message.caption


def _written_at(update: Update) -> datetime | None:
    """Return when a message was written or edited, None for a press.

    By this time messages are counted, so that those that waited while the bot was away do not seem too fast.
    """
    message = update.message or update.edited_message
    return (message.edit_date or message.date) if message else None


async def _not_too_many_forms(turn: Turn, before: str | None) -> None:
    """Drop the form that this update began if it is beyond the limit, and reply so in place of its question.

    `before` is the form that was under way before the update.
    """
    person = turn.person
    if person is None or is_erased(person) or form_under_way(person) in (None, before):
        return
    limit = FORMS_OF_STAFF if STAFF & turn.actors else FORMS
    if await count_one(turn.session, person.telegram_id, limit.kind, turn.machine_now, limit.window) <= limit.most:
        return
    await drop_form(turn)
    await turn.take_back_last()
    await turn.reply(Reply(TOO_MANY_FORMS))


async def _too_fast(update: Update, context: Context) -> bool:
    turn = context.turn
    if turn.person is None:
        return False
    written_at = min(_written_at(update) or turn.machine_now, turn.machine_now)
    count = await count_one(turn.session, turn.person.telegram_id, ACTS.kind, written_at, ACTS.window)
    if count <= ACTS.most or await is_relayed_all_the_same(turn, update):
        return False
    await tell_what_is_refused(turn, update)
    return True
