"""The button `C'était pour le robot`, by which the bot takes back and answers what went to a human."""

from datetime import timedelta

from telegram import Message, Update

from handlers.cases.core import texts
from handlers.cases.core.album import album_with
from handlers.cases.core.cards import refresh
from handlers.cases.core.desk import Desk, desk_of
from handlers.cases.core.held_back import free
from handlers.cases.core.people import who_answers
from handlers.cases.core.receipts import correct_receipt
from handlers.cases.core.switch import to_robot
from handlers.cases.core.taking_back import note_what_is_due, remove_copies
from handlers.cases.person.own import own_case_pressed
from handlers.talk.codes import LARGEST_ID, pressed
from handlers.talk.events import WORDS_FOR_THE_BOT
from handlers.talk.replies import Reply
from handlers.talk.turn import Context, Turn, written_in
from storage.case_messages import PERSON, CaseMessage, message_written
from storage.cases import Case

TAKEN_BACK_FOR = timedelta(hours=24)  # Telegram deletes what is younger than two days


async def press(update: Update, context: Context) -> None:
    """Handle « C'était pour le robot »: take a person's message back from a case, and let the bot answer it.

    With `:<service>` in the code the message stays in the case and the service is done. With 0 for the case the message
    went to none: it is held back no longer.
    """
    turn, quoted = context.turn, getattr(update.effective_message, "reply_to_message", None)
    code = pressed(update)
    service = code.rest(2)
    if not service:
        number = code.number(1, LARGEST_ID)
        if code.word(0) == "0":
            free(turn.known(), number or 0)
        elif not await _take_back(update, turn, number):
            return
        to_robot(turn)
    words = written_in(quoted) if isinstance(quoted, Message) else ""
    if words:
        await WORDS_FOR_THE_BOT.announce(turn, words, quoted)
    elif not service:
        await turn.reply(Reply(texts.NOW_TO_ROBOT))


async def _take_back(update: Update, turn: Turn, message_id: int | None) -> bool:
    """Remove a person's message, with its album, from their case and the chats of staff, if it is younger than a day.

    Older ones and those of a closed case stay. Return False, with a notice, where it was removed before or the case is
    not theirs.
    """
    case = await own_case_pressed(update, turn)
    if case is None or message_id is None:
        return False
    known = await message_written(turn.session, turn.known().telegram_id, message_id)
    message = next((one for one in known if one.case_id == case.id), None)
    if message is None:
        turn.notice = texts.ALREADY_TO_ROBOT
        return False
    is_there = message.withdrawn_at is None and turn.now - message.written_at < TAKEN_BACK_FOR
    if is_there and case.is_open:
        for one in await album_with(desk_of(turn), case, message):
            await _unsend(desk_of(turn), case, one)
    return True


async def _unsend(desk: Desk, case: Case, message: CaseMessage) -> None:
    """Remove a message from a case, its card and the chats of staff, and say in its receipt that it was for the bot.

    If the last message left is of staff, no answer is due any more.
    """
    await correct_receipt(desk, case, message, texts.was_for_robot(await who_answers(desk, case)), with_buttons=False)
    await remove_copies(desk, case, message)
    await desk.session.delete(message)
    await desk.session.flush()
    await note_what_is_due(desk, case, PERSON, message.author_name)
    await refresh(desk, case)
