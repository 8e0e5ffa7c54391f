"""The search for danger in every message, before anything else takes it: help numbers leave first."""

from telegram import Message, Update

from handlers.talk import buttons
from handlers.talk.codes import LARGEST_ID, codes_under
from handlers.talk.danger import texts
from handlers.talk.limits import DANGER_IN_A_FLOOD
from handlers.talk.permissions import STAFF
from handlers.talk.replies import LONGEST, Reply, as_answer_to, as_params, paragraphs, units
from handlers.talk.turn import Turn, text_of
from storage.outbox import last_shown_in
from storage.rates import count_one

MOST_KINDS = 3  # in the code of a button, which is short


async def hear_danger(update: Update, turn: Turn, *, too_fast: bool) -> None:
    """Note on the turn which danger a new or edited message tells of, and reply with help numbers if there is any.

    Staff get the numbers to give to somebody else. With `too_fast`, for messages in a flood, at most three replies a
    minute.
    """
    message = update.message or update.edited_message
    if message is None or turn.person is None:
        return
    turn.heard = turn.reader.heard(text_of(update))
    if turn.heard.kinds and not (too_fast and await _is_over_flood_limit(turn)):
        await give_numbers(turn, message)


async def give_numbers(turn: Turn, message: Message) -> None:
    """Reply to a message with the help numbers for the danger that the turn has heard of."""
    if not STAFF.isdisjoint(turn.actors):
        await turn.reply(Reply(texts.for_staff(turn.heard.kinds)))
        return
    reply = Reply(texts.heard(turn.heard.kinds), [[buttons.human()]])
    reply = buttons.with_message(reply, message.message_id, "-".join(turn.heard.kinds[:MOST_KINDS]))
    await turn.call("send_message", as_params(reply) | as_answer_to(message.message_id))


def dangers_in(code: str) -> tuple[str, ...]:
    """Return the kinds of danger in a button's code, such as "suicide-violence"; unknown kinds are left out."""
    return tuple(kind for kind in code.split("-") if kind in texts.HEARD)


async def alarm_just_given(turn: Turn) -> tuple[int, tuple[str, ...]]:
    """Return the id of the message to which the bot's last one gave help numbers, and the kinds of its danger.

    Return 0 and () where the bot's last message in the chat gave no help numbers.
    """
    last = await last_shown_in(turn.session, turn.known().telegram_id)
    for code in codes_under(last):
        number, kinds = code.number(0, LARGEST_ID), dangers_in(code.rest(1))
        if code.verb == buttons.HUMAN and kinds and number is not None:
            return number, kinds
    return 0, ()


async def add_quiet_line(turn: Turn) -> None:
    """Add a line of help numbers to the answer just queued, where the message hints at a danger or tells of suffering.

    The line is a message of its own where there is no answer, or one too long for it. Staff get none, since they write
    about others or for publication.
    """
    kind = turn.heard.doubt
    if kind is None or turn.person is None or not STAFF.isdisjoint(turn.actors):
        return
    line = texts.quiet_line(kind)
    answer = turn.answer
    whole = paragraphs(answer.params["text"], line) if answer is not None else ""
    if answer is None or units(whole) > LONGEST:
        await turn.reply(Reply(line))
    else:
        await turn.rewrite(answer, {**answer.params, "text": whole})


async def _is_over_flood_limit(turn: Turn) -> bool:
    limit = DANGER_IN_A_FLOOD
    count = await count_one(turn.session, turn.known().telegram_id, limit.kind, turn.machine_now, limit.window)
    return count > limit.most
