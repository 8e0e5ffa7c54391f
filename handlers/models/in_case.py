"""« Un modèle »: staff pass on an answer that they keep ready, in two taps."""

from telegram import Update

from handlers.cases.core.desk import desk_of
from handlers.cases.core.relay import say_of_case
from handlers.cases.staff.ready import case_to_answer, send_ready
from handlers.models import buttons, texts
from handlers.models.acts import file_of
from handlers.models.rules import blank_in, filled, may_use
from handlers.talk.codes import pressed
from handlers.talk.pages import A_PAGE, page_of, turning
from handlers.talk.replies import Reply, as_params
from handlers.talk.turn import Context, Turn
from storage.cases import Case
from storage.models import Model, models_for
from storage.outbox import Priority


async def press(update: Update, context: Context) -> None:
    """Handle « Un modèle »: offer the models, turn the page, or send the one pressed.

    The code is `dmodele:<case>[:<model>|:p:<page>]`. A case that a colleague has, or a closed one, is refused.
    """
    turn, code = context.turn, pressed(update)
    case = await case_to_answer(update, turn)
    if case is None:
        return
    if code.word(1) in ("", "p"):
        await _offer(update, turn, case, code.word(2), is_turned=code.word(1) == "p")
        return
    number = code.number(1)
    model = await turn.session.get(Model, number) if number is not None else None
    if model is None or not may_use(model, turn.known().telegram_id):
        turn.notice = texts.GONE
        return
    if blank := blank_in(model.html):
        turn.notice = texts.has_blank(blank)
        return
    html = filled(model.html, case.person_name)
    await send_ready(update, turn, case, html, texts.sent(case.person_name, html, model), file=file_of(model))


async def _offer(update: Update, turn: Turn, case: Case, page: str, *, is_turned: bool) -> None:
    """Show a page of the models, in the place of the one above the button where it `is_turned`."""
    me, message = turn.known().telegram_id, update.effective_message
    found = await models_for(turn.session, me, with_proposed=False)
    if not found:
        turn.notice = texts.NOTHING_TO_SEND
        return
    number, pages = page_of(page, len(found))
    rows = [[buttons.send_model(case.id, one)] for one in found[number * A_PAGE :][:A_PAGE]]
    around = turning(number, pages, lambda to, label: buttons.page_to_send(case.id, to, label))
    asked = Reply(texts.choose(case.person_name), [*rows, *around])
    if is_turned and message is not None:
        await turn.call("edit_message_text", as_params(asked) | {"message_id": message.message_id}, forget=True)
    else:
        await say_of_case(desk_of(turn), case, me, asked, priority=Priority.ANSWER)
