"""/questions: questions with no answer or a bad one, by likeness and territory, to be made wordings of entries."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from handlers.curation import acts, buttons, texts
from handlers.curation.groups import NOWHERE, Group, group_of, grouped, territories
from handlers.curation.show import curation_of
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import number_in, pressed
from handlers.talk.dates import duration
from handlers.talk.pages import A_PAGE, page_of, turning
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Reply, paragraphs
from handlers.talk.turn import Context, Turn
from storage.kept_questions import kept_questions

MOST_NEAREST = 3


async def show_questions(update: Update, context: Context) -> None:
    """Answer /questions: show the questions that got no good answer, of all territories."""
    await reply_questions(context.turn)


async def reply_questions(turn: Turn, first: str = "", territory: str = "", page: str = "0") -> None:
    """Show a page of the questions from a territory ("" for all) that got no good answer, similar ones as one button.

    `first` stands above: what was just done.
    """
    rows = await kept_questions(turn.session)
    known = territories(rows)
    where = territory if territory in known else ""
    found = grouped(rows, where)
    number, pages = page_of(page, len(found))
    keys = [
        [buttons.group(one.first.id, texts.group_label(one.first.text, len(one.rows)), where)]
        for one in found[number * A_PAGE : (number + 1) * A_PAGE]
    ]
    around = turning(number, pages, lambda to, label: buttons.questions_of(where, label, to))
    if where:
        ways = [[buttons.territories(texts.LABEL_OTHER_TERRITORY)], [buttons.questions(texts.LABEL_ALL_QUESTIONS)]]
    else:
        ways = [[buttons.territories(texts.LABEL_BY_TERRITORY)]] if len(known) > 1 else []
    kept_for = duration(turn.lifetimes["questions"])
    html = texts.questions(known[where] if where else len(rows), _named(turn, where), number, pages, kept_for)
    await turn.reply(
        Reply(paragraphs(first, html), [*keys, *around, *ways, [buttons.home(texts.LABEL_BASE)]]), forget=True
    )


def _named(turn: Turn, territory: str) -> str:
    if territory == NOWHERE:
        return texts.NOWHERE_KNOWN
    return turn.knowledge.places.department(territory).label if territory else ""


async def list_questions(turn: Turn, territory: str = "", page: str = "0") -> None:
    """Show a page of the questions from a territory ("" for all) without a good answer, similar ones as one button."""
    await reply_questions(turn, territory=territory, page=page)


async def show_territories(turn: Turn) -> None:
    """Show from which territories the questions without a good answer came, as buttons to those of each."""
    known = territories(await kept_questions(turn.session))
    rows = [[buttons.questions_of(one, f"{_named(turn, one)} · {times}")] for one, times in known.items()]
    if not rows:
        await reply_questions(turn)
        return
    await turn.reply(Reply(texts.WHICH_TERRITORY, [*rows, [buttons.questions(texts.LABEL_ALL_QUESTIONS)]]))


async def show_group(turn: Turn, number: str, territory: str = "") -> None:
    """Show a group of similar questions, with buttons to add its wording to one of the nearest entries.

    `number` is that of a question in the group. All territories are in it, since one wording answers them all;
    `territory` is the list to go back to.
    """
    group = await _group(turn, number)
    if group is None:
        return
    nearest = turn.reader.reading(group.first.text).suggestions[:MOST_NEAREST]
    names = {entry.id: entry.title for entry in turn.knowledge.entries.values()}
    rows = [[buttons.add_to(group.first.id, one, names[one])] for one in nearest]
    told = [(row.text, row.reason, names.get(row.entry or "")) for row in group.rows]
    departments = {_named(turn, code): times for code, times in group.departments.items()}
    html = texts.group(told, departments, group.wording)
    others = [buttons.other_entry(group.first.id), buttons.drop_group(group.first.id)]
    back = buttons.questions_of(territory) if territory else buttons.questions()
    await turn.reply(Reply(html, [*rows, others, [back]]), forget=True)


async def add_group(turn: Turn, number: str, entry_id: str = "") -> None:
    """Add the wording of a group of similar questions to an entry, and delete the questions; or say why it cannot be.

    `number` is that of a question in the group.
    """
    group = await _group(turn, number)
    if group is None:
        return
    async with curation_of(turn) as act:
        change = await acts.answer_questions(act, [row.id for row in group.rows], group.wording, entry_id)
    if isinstance(change, Refusal):
        await turn.reply(Reply(texts.refused(change), [[buttons.group(group.first.id, LABEL_BACK)]]))
        return
    title = turn.knowledge.entries[entry_id].title
    await turn.reply(
        Reply(
            texts.group_added(group.wording, title),
            [[buttons.undo(entry_id, change.id)], [buttons.questions(texts.LABEL_OTHER_QUESTIONS)]],
        )
    )


async def choose_other(turn: Turn, number: str, topic: str = "") -> None:
    """Show the entries of the subject `topic`, to choose one for the wording of a group; "" shows the subjects.

    `number` is that of a question in the group.
    """
    group = await _group(turn, number)
    if group is None:
        return
    known, asked = turn.knowledge.contents, group.first.id
    if topic in known:
        rows = [[buttons.add_to(asked, entry.id, entry.title)] for entry in known[topic]]
        back = buttons.other_entry(asked, label=LABEL_BACK)
    else:
        rows = [[buttons.other_entry(asked, one, turn.knowledge.subjects[one].title)] for one in known]
        back = buttons.group(asked, LABEL_BACK)
    await turn.reply(Reply(texts.which_entry(group.wording), [*rows, [back]]), forget=True)


async def drop_group(turn: Turn, number: str) -> None:
    """Delete the similar questions of the group in which `number` is, and show the other questions."""
    group = await _group(turn, number)
    if group is not None:
        await acts.drop(turn, [row.id for row in group.rows])
        await reply_questions(turn, texts.GROUP_DROPPED)


async def _group(turn: Turn, number: str) -> Group | None:
    rows = await kept_questions(turn.session)
    asked = number_in(number)
    group = group_of(rows, asked) if asked is not None else None
    if group is None:
        await reply_questions(turn, texts.GROUP_GONE)
    return group


_ACTS: Mapping[str, tuple[Callable[..., Awaitable[None]], int]] = {
    buttons.GROUP: (show_group, 2),
    buttons.LISTED: (list_questions, 2),
    buttons.TERRITORIES: (show_territories, 0),
    buttons.ADD_TO: (add_group, 2),
    buttons.OTHER: (choose_other, 2),
    buttons.DROP_GROUP: (drop_group, 1),
}


async def press(update: Update, context: Context) -> None:
    """Handle a press on a button of /questions: do the act in its code, or show all questions."""
    code = pressed(update)
    name = code.word(0)
    if name not in _ACTS:
        await reply_questions(context.turn)
        return
    act, most = _ACTS[name]
    await act(context.turn, *map(code.word, range(1, most + 1)))
