"""The button `Retirer` under a receipt: its author, of either side, takes the message back."""

from telegram import Update

from handlers.cases.core import taken_back_texts, texts
from handlers.cases.core.desk import desk_of
from handlers.cases.core.relay import say_of_case
from handlers.cases.core.rules import Stays
from handlers.cases.core.switch import other_side
from handlers.cases.core.taking_back import take_back
from handlers.talk.codes import LARGEST_ID, pressed
from handlers.talk.replies import Reply
from handlers.talk.turn import Context
from storage.case_messages import NOTE, message_written
from storage.cases import lock_case
from storage.outbox import Priority


async def press(update: Update, context: Context) -> None:
    """Handle « Retirer » under a receipt: take the message back, or say why it stays where it is."""
    turn, code = context.turn, pressed(update)
    number, message_id, me = code.number(0), code.number(1, LARGEST_ID), context.turn.known().telegram_id
    case = await lock_case(turn.session, number) if number is not None else None
    if case is None or message_id is None:
        turn.notice = texts.GONE
        return
    written = [one for one in await message_written(turn.session, me, message_id) if one.case_id == case.id]
    message = next((one for one in written if one.author != NOTE), None)
    refused = await take_back(desk_of(turn), case, message) if message is not None else None
    if message is None or (refused is not None and refused.reason is Stays.GONE):
        turn.notice = taken_back_texts.ALREADY
    elif refused is not None:
        whom = await other_side(desk_of(turn), case, me)
        told = Reply(taken_back_texts.too_old(whom))
        await say_of_case(desk_of(turn), case, me, told, priority=Priority.ANSWER)
