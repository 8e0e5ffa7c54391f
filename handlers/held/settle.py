"""The decision of the team on messages held after a restore: on all or one by one, each once."""

from collections.abc import Sequence

from telegram import Update

from handlers.held import buttons, texts
from handlers.held.acts import drop, send
from handlers.held.summary import summary_of_held
from handlers.talk.codes import LARGEST_ID, pressed
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply, paragraphs, plain_text
from handlers.talk.turn import Context, Turn
from storage.held_messages import all_held, next_held
from storage.outbox import OutboxMessage
from storage.roles import roles_of


async def settle_held(update: Update, context: Context) -> None:
    """Handle the buttons with which the team sends or drops messages held after a restore, all at once or one by one.

    Any other press shows the summary of all of them.
    """
    turn = context.turn
    code = pressed(update)
    act, which = code.word(0), code.word(1)
    if act == buttons.LOOK:
        await show_one(turn, after=code.number(1, LARGEST_ID) or 0)
    elif act in (buttons.SEND, buttons.DROP) and which == buttons.ALL:
        await decide_on_all(turn, act, code.rest(2))
    elif act in (buttons.SEND, buttons.DROP) and which == buttons.ONE:
        await decide_on_one(turn, act, code.number(2, LARGEST_ID) or 0)
    else:
        await turn.reply(await summary_of_held(turn.session, turn.hours.zone))


async def decide_on_all(turn: Turn, act: str, stamp: str) -> None:
    """Send or drop, as `act` says, all messages held after a restore, and reply how many.

    Where they are no longer those shown, by `stamp`, show them anew instead. At night nothing is sent if a reminder or
    an announcement is among them, and the reply says so.
    """
    held = await all_held(turn.session)
    if not held.count:
        await turn.reply(Reply(texts.NOTHING_HELD))
    elif stamp != held.stamp:
        again = await summary_of_held(turn.session, turn.hours.zone)
        await turn.reply(Reply(paragraphs(texts.CHANGED, again.html), again.rows))
    else:
        await _decide(turn, act, held.ids, list(held.kinds))


async def decide_on_one(turn: Turn, act: str, number: int) -> None:
    """Send or drop, as `act` says, one message held after a restore, outbox row `number`, then show the next one.

    Where it is settled already, say so and show the next. A reminder or an announcement is not sent at night: only that
    is said then.
    """
    row = await next_held(turn.session, number - 1)
    if row is None or row.id != number:
        await turn.reply(Reply(texts.SETTLED_ALREADY))
    elif not await _decide(turn, act, [number], [row.priority]):
        return
    await show_one(turn, after=number)


async def show_one(turn: Turn, after: int) -> None:
    """Reply with the first message held after a restore whose outbox row follows `after`, and buttons to settle it.

    Where none follows, reply with the summary of those left, or that no message is held.
    """
    row = await next_held(turn.session, after)
    if row is None:
        left = (await all_held(turn.session)).count
        again = await summary_of_held(turn.session, turn.hours.zone)
        await turn.reply(again if left else Reply(texts.NO_MORE))
        return
    rows = [[buttons.send_one(row.id), buttons.drop_one(row.id)], [buttons.look_after(row.id), buttons.back_to_all()]]
    html = texts.one(row.priority, row.created_at, await _recipient(turn, row), _words(row), turn.hours.zone)
    await turn.reply(Reply(html, rows), forget=True)  # forgotten, since it shows what somebody else is told


async def _decide(turn: Turn, act: str, numbers: Sequence[int], kinds: Sequence[int]) -> bool:
    if act == buttons.DROP:
        await turn.reply(Reply(texts.dropped(await drop(turn, numbers))))
        return True
    sent = await send(turn, numbers, kinds)
    await turn.reply(Reply(texts.AT_NIGHT if isinstance(sent, Refusal) else texts.sent(sent)))
    return not isinstance(sent, Refusal)


async def _recipient(turn: Turn, row: OutboxMessage) -> str:
    """Return the name of a message's recipient who has a role; "une personne" for others, whose names are not known."""
    roles = await roles_of(turn.session, row.chat_id)
    return roles[0].name if roles else texts.SOMEBODY


def _words(row: OutboxMessage) -> str:
    return plain_text(str(row.params.get("text") or row.params.get("caption") or ""))
