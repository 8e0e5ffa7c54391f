"""The buttons of a demand: those under its questions, and those under its summary."""

from dataclasses import replace

from telegram import Update

from handlers.cases.core import buttons, texts
from handlers.cases.person.form import FORM, send
from handlers.cases.person.form_draft import DemandDraft
from handlers.places.asked import place_of_code, where
from handlers.talk.codes import pressed
from handlers.talk.replies import Reply
from handlers.talk.turn import Context, Turn


async def choose_no_place(update: Update, context: Context) -> None:
    """Go on with a demand without a place (`dlieu:0`), or in a department (`dlieu:<department>` of older messages)."""
    turn, draft = context.turn, await _in_progress(context.turn)
    if draft is not None:
        found = place_of_code(turn.knowledge.places, pressed(update).rest(0))
        await FORM.go_on(turn, replace(draft, place=where(found)))


async def choose_phase(update: Update, context: Context) -> None:
    turn, phase = context.turn, pressed(update).rest(0)
    draft = await _in_progress(turn)
    if draft is not None and phase in buttons.PHASES:
        await FORM.go_on(turn, replace(draft, phase=phase))


async def _in_progress(turn: Turn) -> DemandDraft | None:
    draft = await FORM.known(turn)
    if draft is None:
        turn.notice = texts.FORM_OVER
    return draft


async def press_form(update: Update, context: Context) -> None:
    """Handle the buttons under the summary of a demand: send it, change it, leave it, add the question put aside."""
    turn, act = context.turn, pressed(update).rest(0)
    draft = await FORM.known(turn)
    if draft is None:
        turn.notice = texts.ALREADY_SENT
    elif act == "envoyer":
        await send(turn, draft, update.effective_user)
    elif act == "modifier":
        await turn.reply(Reply(texts.CHANGE_WHAT, buttons.change_rows()))
    elif act == "annuler":
        await FORM.leave(turn)
    else:
        await FORM.go_on(turn, _after(draft, act))


def _after(draft: DemandDraft, act: str) -> DemandDraft:
    """Return the draft without the message or the place to change, or with the question put aside added as a piece.

    After any other press it is unchanged.
    """
    if act == "message":
        return replace(draft, pieces=())
    if act == "lieu":
        return replace(draft, place=None)
    if act == "ajouter" and draft.aside is not None:
        return replace(draft, pieces=(*draft.pieces, draft.aside), aside=None)
    return draft
