"""Corrections of what has not left yet: a piece of a demand, a number to call back, the words of a caller."""

from dataclasses import replace

from telegram import Message

from handlers.cases.core.piece import piece_of
from handlers.cases.person import callback, form
from handlers.cases.person.form_draft import with_danger
from handlers.cases.person.pieces import corrected
from handlers.cases.person.summary import show_summary
from handlers.cases.staff import caller
from handlers.talk.forms import form_of
from handlers.talk.turn import Turn


async def take_edit_of_draft(turn: Turn, message: Message) -> bool:
    """Replace the answer that a corrected message had given in a form under way, and show the author what is true now.

    The demand, the call back and the case for a caller do more than read it anew. Return False where it had answered
    nothing.
    """
    return (
        await _of_demand(turn, message)
        or await callback.take_edit(turn, message)
        or await caller.take_edit(turn, message)
        or await _of_any_form(turn, message)
    )


async def _of_demand(turn: Turn, message: Message) -> bool:
    draft = await form.FORM.known(turn)
    if draft is not None and await form.FORM.answered_by(turn, message) == "place":
        others = tuple(one for one in draft.pieces if one.message_id != message.message_id)
        await form.FORM.keep(turn, replace(draft, pieces=others))
        return await form.FORM.take_edit(turn, message)
    pieces = corrected(draft.pieces, piece_of(message)) if draft is not None else None
    if draft is None or pieces is None:
        return False
    corrected_draft = with_danger(replace(draft, pieces=pieces), turn.heard.kinds)
    await form.FORM.keep(turn, await show_summary(turn, corrected_draft))
    return True


async def _of_any_form(turn: Turn, message: Message) -> bool:
    under_way = form_of(turn.known())
    return under_way is not None and await under_way.take_edit(turn, message)
