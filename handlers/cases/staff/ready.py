"""Answers that staff keep ready, passed on in two taps: one of the base, or a model."""

from telegram import Update

from handlers.cases.core import staff_texts
from handlers.cases.core.piece import EntrySaid, File, MessageKind, Piece
from handlers.cases.core.rules import may_reply
from handlers.cases.core.writing import write_once
from handlers.cases.staff.seeing import case_pressed, refuse
from handlers.talk.replies import Reply, as_params, plain_text, units
from handlers.talk.turn import Turn
from storage.case_messages import EXCERPT, message_written
from storage.cases import Case


async def case_to_answer(update: Update, turn: Turn) -> Case | None:
    """Return the case of the pressed button, where this member of staff may write to its person on Telegram.

    None, with a notice that says why not, for the case of a colleague, a closed one, and one of somebody who called.
    """
    case = await case_pressed(update, turn)
    if case is None:
        return None
    refused = may_reply(case, turn.known().telegram_id)
    if refused is not None:
        refuse(turn, case, refused.reason)
        return None
    if case.telegram_id is None:
        turn.notice = plain_text(staff_texts.no_telegram(case.person_name, case.id))
        return None
    return case


async def send_ready(
    update: Update,
    turn: Turn,
    case: Case,
    html: str,
    shown: str,
    *,
    file: File | None = None,
    entry: EntrySaid | None = None,
) -> None:
    """Write a ready answer into a case, and show it, as `shown`, in the place of the question which one.

    That message stands for the original from then on: the answer can be taken back by it. Without an `entry` of the
    base it is a model, with `file` or without.
    """
    message = update.effective_message
    if message is None:
        return
    plain, model = plain_text(html), MessageKind.MODEL if file is None else MessageKind.MODEL_WITH_FILE
    piece = Piece(
        message.message_id,
        model if entry is None else MessageKind.ENTRY,
        excerpt=plain[:EXCERPT],
        is_cut=len(plain) > EXCERPT,
        html=html,
        length=units(plain),
        carrier="caption" if file is not None else "text",
        file=file,
        entry=entry,
    )
    await write_once(turn, case, piece)
    if turn.notice is None and await message_written(turn.session, turn.known().telegram_id, message.message_id):
        params = as_params(Reply(shown)) | {"message_id": message.message_id}
        await turn.call("edit_message_text", params, forget=True)
