"""The models as staff see them: a list, and each whole, with what they may do with it."""

from handlers.cases.core.people import staff_name
from handlers.cases.staff.list_texts import page as page_written
from handlers.models import buttons, texts
from handlers.models.acts import Author, settles
from handlers.models.rules import may_change
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.pages import A_PAGE, page_of, turning
from handlers.talk.replies import Button, Reply, paragraphs
from handlers.talk.turn import Turn
from storage.models import Model, models_for


def author_of(turn: Turn) -> Author:
    """Return the member of staff of this update."""
    return Author(turn.known().telegram_id, staff_name(turn.roles))


async def show_models(turn: Turn, page: str = "0", first: str = "") -> None:
    """Send a page of the models that a member of staff may use, each a button; `first` stands above."""
    found = await models_for(turn.session, turn.known().telegram_id, with_proposed=settles(turn))
    if not found:
        await turn.reply(Reply(paragraphs(first, texts.NOTHING_YET), [[buttons.new_model()]]))
        return
    number, pages = page_of(page, len(found))
    rows = [[buttons.model(one)] for one in found[number * A_PAGE :][:A_PAGE]]
    around = turning(number, pages, lambda to, label: buttons.all_models(label, to))
    html = paragraphs(first, texts.models(found, page_written(number, pages)))
    await turn.reply(Reply(html, [*rows, *around, [buttons.new_model()]]))


async def show_model(turn: Turn, model: Model, first: str = "") -> None:
    """Send a model whole, with buttons to change, share and delete it where this member of staff may."""
    author = author_of(turn)
    is_theirs = may_change(model, author.telegram_id, author.name, settles=settles(turn))
    back = [buttons.all_models(LABEL_BACK)]
    rows = [*_changes(model), back] if is_theirs else [back]
    await turn.reply(Reply(paragraphs(first, texts.model(model)), rows))


def _changes(model: Model) -> list[list[Button]]:
    change = [
        buttons.of_model(buttons.TEXT, texts.LABEL_TEXT, model.id),
        buttons.of_model(buttons.NAME, texts.LABEL_NAME, model.id),
    ]
    share = [buttons.of_model(buttons.SHARE, texts.LABEL_SHARE, model.id)]
    drop = buttons.of_model(buttons.DROP, texts.LABEL_DROP, model.id)
    if model.telegram_id is None and not model.is_proposed:
        return [change, [drop]]
    propose = [buttons.of_model(buttons.PROPOSE, texts.LABEL_PROPOSE, model.id)]
    return [change, [*share, drop], *([] if model.is_proposed else [propose])]
