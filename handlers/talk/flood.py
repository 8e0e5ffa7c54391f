"""Floods: more messages than anybody writes by hand. What goes to a case is relayed, the rest is counted and told."""

from telegram import Message, Update

from handlers.talk.limits import FLOOR_LASTS, PRESSES, REFUSED, RELAYED
from handlers.talk.replies import Reply, as_params
from handlers.talk.texts import TOO_FAST, too_fast
from handlers.talk.turn import Turn
from storage.case_copies import case_shown_in, cases_heard_from
from storage.case_messages import message_written
from storage.outbox import message_with_key
from storage.rates import count_lately, count_one


async def is_relayed_all_the_same(turn: Turn, update: Update) -> bool:
    """Whether a message beyond the limit a minute is handled nevertheless, because it goes to staff in a case.

    It is counted: beyond a higher limit it is refused too. Twenty photos forwarded at once to a delegate are no flood.
    """
    message = update.message
    if message is None or not await _is_for_a_case(turn, message):
        return False
    count = await count_one(turn.session, turn.known().telegram_id, RELAYED.kind, turn.machine_now, RELAYED.window)
    return count <= RELAYED.most


async def _is_for_a_case(turn: Turn, message: Message) -> bool:
    """Whether a message goes to staff in a case.

    Its author has switched to one, replies to a message of one, or has heard from staff lately.
    `handlers/cases/core/writing.py` and `person/floor.py` decide in the end, and this must agree with them.
    """
    person, target = turn.known(), message.reply_to_message
    if target is None:
        if person.awaiting is not None:
            return False
        since = turn.now - FLOOR_LASTS
        return bool(person.writing_to) or bool(await cases_heard_from(turn.session, person.telegram_id, since))
    shown = await case_shown_in(turn.session, person.telegram_id, target.message_id)
    return shown is not None or bool(await message_written(turn.session, person.telegram_id, target.message_id))


async def tell_what_is_refused(turn: Turn, update: Update) -> None:
    """Tell a person that this message or press was refused, because they are too fast.

    Refused messages are told in one message whose count is edited, a new one each minute, so that they can be sent
    again. Refused presses are told once a minute, without a count.
    """
    telegram_id = turn.known().telegram_id
    if update.callback_query is not None:
        await _tell_of_presses(turn, telegram_id)
        return
    count = await count_one(turn.session, telegram_id, REFUSED.kind, turn.machine_now, REFUSED.window)
    key = f"toofast:{telegram_id}"
    said = await message_with_key(turn.session, key)
    if count == 1 or said is None:
        if said is not None:
            said.key = None
            await turn.session.flush()
        await turn.call("send_message", as_params(Reply(too_fast(count, REFUSED.most))), key=key)
    elif count <= REFUSED.most + 1:
        await turn.call(
            "edit_message_text", as_params(Reply(too_fast(count, REFUSED.most))), aims_at=said.id, forget=True
        )


async def _tell_of_presses(turn: Turn, telegram_id: int) -> None:
    """Tell a person once a minute that presses were refused, unless they were just told that messages were."""
    presses = await count_one(turn.session, telegram_id, PRESSES.kind, turn.machine_now, PRESSES.window)
    messages = await count_lately(turn.session, telegram_id, REFUSED.kind, turn.machine_now, REFUSED.window)
    if presses == 1 and messages == 0:
        await turn.reply(Reply(TOO_FAST))
