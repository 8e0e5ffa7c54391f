"""The draft shown to its author: its card, and previews of how it will be received. Both follow edits of its words."""

from dataclasses import replace

from telegram import Update

from handlers.announcements import composing
from handlers.announcements.content import edit_call, rows_under
from handlers.announcements.draft import DRAFT, Draft
from handlers.announcements.pressing import answer_press
from handlers.announcements.sending import titles
from handlers.talk.replies import as_params
from handlers.talk.turn import Turn
from storage.outbox import OutboxMessage

MOST_PREVIEWS = 5


async def show_card(turn: Turn, current: Draft) -> None:
    """Send the card of the draft in a new message, and keep in the draft which one."""
    row = await turn.reply(await composing.card(turn, current))
    await DRAFT.keep(turn, replace(current, card_row=row.id, card_message=None))


async def show_card_on(turn: Turn, update: Update, current: Draft) -> None:
    """Show the card of the draft in place of the message whose button was pressed, and keep in the draft which one."""
    query = update.callback_query
    message = query.message if query else None
    await answer_press(turn, update, await composing.card(turn, current))
    if message is not None:
        await DRAFT.keep(turn, replace(current, card_row=None, card_message=message.message_id))


async def show_as_received(turn: Turn, current: Draft, *, silent: bool) -> Draft:
    """Send the author the draft as recipients will receive it, and return the draft with this preview in it.

    `silent` sends it without a sound.
    """
    method, params = composing.as_received(turn, current)
    row = await turn.call(method, params | ({"disable_notification": True} if silent else {}))
    return await DRAFT.keep(turn, replace(current, previews=(*current.previews, row.id)[-MOST_PREVIEWS:]))


async def follow_previews(turn: Turn, current: Draft) -> None:
    """Edit the previews of a draft that its author received, so that they show its present words."""
    said = current.content or {}
    rows = rows_under(said, current.subject, current.segment, None, titles(turn.knowledge))
    method, params = edit_call(said, current.subject, rows, 0)
    for number in current.previews:
        await _edit(turn, number, method, params)


async def follow_card(turn: Turn, current: Draft) -> None:
    """Edit the card of the draft in the chat to show `current`; send a new card where its message is not known."""
    card = as_params(await composing.card(turn, current))
    if current.card_message is not None:
        await turn.call("edit_message_text", card | {"message_id": current.card_message})
    elif current.card_row is None or not await _edit(turn, current.card_row, "edit_message_text", card):
        await show_card(turn, current)


async def _edit(turn: Turn, number: int, method: str, params: dict[str, object]) -> bool:
    """Edit the message of an outbox row and return True; return False, with nothing done, where the row is gone."""
    if await turn.session.get(OutboxMessage, number) is None:
        return False
    await turn.call(method, params, aims_at=number)
    return True
