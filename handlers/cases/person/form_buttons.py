"""The buttons of a demand: the one that begins it, those under its questions, and those under its summary."""

from dataclasses import replace

from telegram import Update

from handlers.cases.core import texts
from handlers.cases.core.piece import KINDS, MessageKind, piece_chosen
from handlers.cases.person import draft_buttons
from handlers.cases.person.form import FORM, send, start_form
from handlers.cases.person.form_draft import DemandDraft
from handlers.cases.person.subject import answered_lately
from handlers.places.asked import place_of_code, where
from handlers.talk.buttons import HELPED, TO_BE_CALLED
from handlers.talk.codes import LARGEST_ID, pressed, read
from handlers.talk.danger.hearing import dangers_in
from handlers.talk.replies import Reply
from handlers.talk.texts import PHASES
from handlers.talk.turn import Context, Turn

MOST_PICTURES = 9  # of an album, beside the first


async def ask_for_a_human(update: Update, context: Context) -> None:
    """Handle /contact and « Parler à quelqu'un »: begin a demand, with the message named in the button's code, if any.

    The code is `humain[:<message id>[:<kind>[:<further pictures of its album>]]]`, with the kind of message or of
    danger; that of « Être rappelé » has no message.
    """
    code = pressed(update)
    number, kind = code.number(0, LARGEST_ID), code.word(1)
    if not number:
        about = answered_lately(context.turn) if update.callback_query is not None else None
        about = _entry_above(update) or about
        await start_form(context.turn, call=kind == TO_BE_CALLED, about=about)
        return
    first = piece_chosen(update, number)
    if kind in KINDS and first.kind == MessageKind.TEXT:
        first = replace(first, kind=KINDS[kind])
    kinds = dangers_in(kind) or context.turn.reader.heard(first.excerpt).kinds
    more = code.number(2, MOST_PICTURES) or 0
    first = replace(first, album=f"{number}") if more else first
    rest = [replace(first, message_id=number + rank, excerpt="") for rank in range(1, more + 1)]
    await start_form(context.turn, first, kinds, rest=rest)


def _entry_above(update: Update) -> str | None:
    """Return the entry of the answer under which a button was pressed, told by those beside it; None elsewhere."""
    markup = getattr(update.effective_message, "reply_markup", None)
    keys = [key for row in markup.inline_keyboard for key in row] if markup is not None else []
    codes = [read(key.callback_data) for key in keys if isinstance(key.callback_data, str)]
    return next((code.word(0) for code in codes if code.verb == HELPED), None)


async def choose_no_place(update: Update, context: Context) -> None:
    """Handle « Pas encore de lieu », `dlieu:0`: go on with the demand without a place.

    Older messages have `dlieu:<department>`, which takes the department for the place.
    """
    turn, draft = context.turn, await _in_progress(context.turn)
    if draft is not None:
        found = place_of_code(turn.knowledge.places, pressed(update).rest(0))
        await FORM.go_on(turn, replace(draft, place=where(found)))


async def choose_phase(update: Update, context: Context) -> None:
    """Handle the buttons of a project's phase under the summary of a demand: keep it and show the summary again."""
    turn, phase = context.turn, pressed(update).rest(0)
    draft = await _in_progress(turn)
    if draft is not None and phase in PHASES:
        await FORM.go_on(turn, replace(draft, phase=phase))


async def _in_progress(turn: Turn) -> DemandDraft | None:
    draft = await FORM.known(turn)
    if draft is None:
        turn.notice = texts.FORM_OVER
    return draft


async def press_form(update: Update, context: Context) -> None:
    """Handle the buttons under the summary of a demand: send, change, give up, or add the question put to the bot."""
    turn, act = context.turn, pressed(update).rest(0)
    draft = await FORM.known(turn)
    if draft is None:
        turn.notice = texts.ALREADY_SENT
    elif act == "envoyer":
        await send(turn, draft, update.effective_user)
    elif act == "modifier":
        await turn.reply(Reply(texts.CHANGE_WHAT, draft_buttons.change_rows()))
    elif act == "annuler":
        await FORM.leave(turn)
    else:
        await FORM.go_on(turn, _after(draft, act))


def _after(draft: DemandDraft, act: str) -> DemandDraft:
    """Return the draft of a demand after a button: without messages, without a place, or with the bot's question added.

    Any other `act` leaves it unchanged. The question is the one that was put to the bot meanwhile.
    """
    if act == "message":
        return replace(draft, pieces=())
    if act == "lieu":
        return replace(draft, place=None)
    if act == "ajouter" and draft.aside is not None:
        return replace(draft, pieces=(*draft.pieces, draft.aside), aside=None)
    return draft
