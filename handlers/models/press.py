"""/modeles and the buttons of models: show, begin, change, share, delete."""

from dataclasses import replace

from telegram import Message, Update

from handlers.cases.core.desk import desk_of
from handlers.cases.core.switch import switch_off
from handlers.cases.staff.seeing import case_pressed
from handlers.models import buttons, texts
from handlers.models.actions import SETTLE_MODELS
from handlers.models.acts import drop, file_of, model_for, propose, share
from handlers.models.form import FORM, Draft
from handlers.models.rules import without_names
from handlers.models.show import author_of, show_model, show_models
from handlers.talk.codes import pressed
from handlers.talk.permissions import who_may
from handlers.talk.replies import Reply, text
from handlers.talk.turn import Context, Turn, written_in
from storage.models import Model
from storage.roles import holders_of


async def list_models(update: Update, context: Context) -> None:
    """Handle /modeles: list the models that this member of staff may use."""
    await show_models(context.turn)


async def press(update: Update, context: Context) -> None:
    """Handle the buttons of models. What is typed next goes to no case where the form of a model begins."""
    turn, code = context.turn, pressed(update)
    act, number = code.word(0), code.number(1)
    if act == buttons.NEW:
        await _ask(turn, Draft())
    elif act == buttons.LIST:
        await show_models(turn, code.word(1))
    else:
        to_change = act != buttons.SHOW
        model = await model_for(turn, author_of(turn), number, to_change=to_change)
        if model is None:
            turn.notice = texts.GONE
        else:
            await _do(turn, act, model)


async def _do(turn: Turn, act: str, model: Model) -> None:
    draft = Draft(model.html, model.title, file_of(model), model.id)
    if act == buttons.TEXT:
        await _ask(turn, replace(draft, html=None))
    elif act == buttons.NAME:
        await _ask(turn, replace(draft, title=None))
    elif act == buttons.SHARE and await share(turn, author_of(turn), model.id) is not None:
        await show_model(turn, model, first=texts.SHARED)
    elif act == buttons.PROPOSE:
        await _propose(turn, model)
    elif act == buttons.DROP:
        yes = buttons.of_model(buttons.DROP_YES, texts.LABEL_DROP_YES, model.id)
        await turn.reply(Reply(texts.ask_drop(model), [[yes], [buttons.all_models(texts.LABEL_ALL)]]))
    elif act == buttons.DROP_YES and await drop(turn, author_of(turn), model.id) is not None:
        await show_models(turn, first=texts.DROPPED)
    else:
        await show_model(turn, model)


async def _propose(turn: Turn, model: Model) -> None:
    """Propose a model for the base, without names, and tell the team."""
    proposed = await propose(turn, author_of(turn), model.id, turn.knowledge.vocabulary)
    if proposed is None:
        turn.notice = texts.IS_PROPOSED
        return
    rows = [[buttons.of_model(buttons.SHOW, texts.LABEL_SHOW, proposed.id)]]
    for chat_id in await holders_of(turn.session, *who_may(SETTLE_MODELS)):
        await desk_of(turn).to_staff(chat_id, Reply(texts.proposal(proposed), rows))
    await turn.reply(Reply(texts.PROPOSED, [[buttons.all_models(texts.LABEL_ALL)]]))


async def keep_answer(update: Update, context: Context) -> None:
    """Handle « En faire un modèle » under the receipt of an answer: keep it without names, and ask for its title.

    The words are those of the answer that the receipt quotes, as they are now.
    """
    turn, quoted = context.turn, getattr(update.effective_message, "reply_to_message", None)
    case, words = await case_pressed(update, turn), written_in(quoted) if isinstance(quoted, Message) else ""
    if case is None:
        return
    if not words:
        turn.notice = texts.NO_WORDS_LEFT
        return
    kept = without_names(words, turn.knowledge.vocabulary, person=case.person_name)[: texts.LONGEST]
    switch_off(turn.known())
    await FORM.go_on(turn, Draft(text(kept)), why=texts.made_of(kept))


async def _ask(turn: Turn, draft: Draft) -> None:
    switch_off(turn.known())
    await FORM.go_on(turn, draft)
