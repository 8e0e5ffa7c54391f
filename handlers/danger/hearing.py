"""Every message is heard for danger before anything else takes it: the numbers leave first, whatever then follows."""

from telegram import Update

from handlers import buttons
from handlers.danger import texts
from handlers.limits import DANGER_IN_A_FLOOD
from handlers.permissions import STAFF
from handlers.replies import Reply, paragraphs
from handlers.turn import Turn, text_of
from storage.rates import count_one


async def hear_danger(update: Update, turn: Turn, *, too_fast: bool) -> None:
    """Give the numbers of a danger said in a new or corrected message; `too_fast`: in a flood, a few times only."""
    message = update.message or update.edited_message
    if message is None or turn.person is None:
        return
    turn.heard = turn.knowledge.hear(text_of(update))
    if not turn.heard.kinds:
        return
    if too_fast and await _said_enough(turn):
        return
    if not STAFF.isdisjoint(turn.actors):
        await turn.reply(Reply(texts.for_staff(turn.heard.kinds)))
        return
    reply = Reply(texts.heard(turn.heard.kinds), [[buttons.human()]])
    await turn.reply(buttons.with_message(reply, message.message_id))


async def add_quiet_line(turn: Turn) -> None:
    """Put the line of care under the answer just written; by itself where there is none."""
    kind = turn.heard.doubt
    if kind is None or turn.person is None:
        return
    line = texts.quiet_line(kind)
    answer = next((row for row in reversed(turn.sent) if row.method == "send_message"), None)
    if answer is None:
        await turn.reply(Reply(line))
    else:
        answer.params = {**answer.params, "text": paragraphs(answer.params["text"], line)}


async def _said_enough(turn: Turn) -> bool:
    limit = DANGER_IN_A_FLOOD
    count = await count_one(turn.session, turn.known().telegram_id, limit.kind, turn.received_at, limit.window)
    return count > limit.most
