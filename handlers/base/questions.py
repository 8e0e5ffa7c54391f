"""/questions: what found no answer or a bad one, grouped by likeness; a group becomes a wording in a tap, or goes."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from telegram import Update

from handlers.answers.topics import topics_of
from handlers.base import buttons, rules, texts
from handlers.base.publish import add_change
from handlers.base.show import A_PAGE, name_of, refresh
from handlers.dates import lasting
from handlers.replies import Reply, paragraphs
from handlers.turn import Context, Turn, callback_argument
from knowledge.base import Knowledge
from knowledge.likeness import groups
from knowledge.overlay import ADDED, Change
from storage.curation import begin_change
from storage.kept_questions import KeptQuestion, drop_questions, kept_questions

SIGNS = ("[nom]", "[numéro]", "[adresse]", "[mail]", "[lien]")
MOST_NEAREST = 3


@dataclass(frozen=True)
class Group:
    """Questions that are alike; the first stands for all."""

    rows: tuple[KeptQuestion, ...]

    @property
    def first(self) -> KeptQuestion:
        return self.rows[0]

    @property
    def wording(self) -> str:
        """What would be added to an entry: the question without the signs of what was taken out of it."""
        words = self.first.text
        for sign in SIGNS:
            words = words.replace(sign, " ")
        return " ".join(words.split())[: rules.LONGEST_WORDING]

    @property
    def departments(self) -> Mapping[str, int]:
        return Counter(row.department for row in self.rows if row.department)


def grouped(rows: Sequence[KeptQuestion]) -> list[Group]:
    return [Group(tuple(rows[one] for one in group)) for group in groups([row.text for row in rows])]


def group_of(rows: Sequence[KeptQuestion], number: int) -> Group | None:
    return next((group for group in grouped(rows) if any(row.id == number for row in group.rows)), None)


async def show_questions(update: Update, context: Context) -> None:
    await reply_questions(context.turn)


async def reply_questions(turn: Turn, first: str = "") -> None:
    rows = await kept_questions(turn.session)
    found = grouped(rows)
    keys = [
        [buttons.group(group.first.id, texts.group_label(group.first.text, len(group.rows)))]
        for group in found[:A_PAGE]
    ]
    html = texts.questions(len(rows), len(found), A_PAGE, lasting(turn.lifetimes["questions"]))
    await turn.reply(Reply(paragraphs(first, html), [*keys, [buttons.home("La base")]]), forget=True)


async def show_group(turn: Turn, number: str) -> None:
    group = await _group(turn, number)
    if group is None:
        return
    nearest = turn.knowledge.understand(group.first.text).suggestions[:MOST_NEAREST]
    names = {entry.id: entry.title for entry in turn.knowledge.entries.values()}
    rows = [[buttons.add_to(group.first.id, one, names[one])] for one in nearest]
    told = [(row.text, row.reason, names.get(row.entry or "")) for row in group.rows]
    html = texts.group(told, group.departments, group.wording)
    others = [buttons.other_entry(group.first.id), buttons.drop_group(group.first.id)]
    await turn.reply(Reply(html, [*rows, others, [buttons.questions()]]), forget=True)


async def add_group(turn: Turn, number: str, entry_id: str = "") -> None:
    group = await _group(turn, number)
    if group is None:
        return
    await begin_change(turn.session)
    refusal = why_not_added(await refresh(turn), group, entry_id)
    if refusal:
        await turn.reply(Reply(refusal, [[buttons.group(group.first.id, "Retour")]]))
        return
    change = add_change(turn, Change(0, entry_id, ADDED, "", group.wording, "", name_of(turn)))
    await drop_questions(turn.session, [row.id for row in group.rows])
    await refresh(turn)
    title = turn.knowledge.entries[entry_id].title
    await turn.reply(
        Reply(
            texts.group_added(group.wording, title),
            [[buttons.undo(entry_id, change.id)], [buttons.questions("Les autres questions")]],
        )
    )


def why_not_added(knowledge: Knowledge, group: Group, entry_id: str) -> str:
    return texts.ENTRY_GONE if entry_id not in knowledge.entries else rules.why_no_wording(knowledge, group.wording)


async def choose_other(turn: Turn, number: str, topic: str = "") -> None:
    group = await _group(turn, number)
    if group is None:
        return
    known, asked = topics_of(list(turn.knowledge.entries)), group.first.id
    if topic in known:
        entries = [turn.knowledge.entries[one] for one in known[topic].entries]
        rows = [[buttons.add_to(asked, entry.id, entry.title)] for entry in entries]
        back = buttons.other_entry(asked, label="Retour")
    else:
        rows = [[buttons.other_entry(asked, name, one.label)] for name, one in known.items()]
        back = buttons.group(asked, "Retour")
    await turn.reply(Reply(texts.which_entry(group.wording), [*rows, [back]]), forget=True)


async def drop_group(turn: Turn, number: str) -> None:
    group = await _group(turn, number)
    if group is not None:
        await drop_questions(turn.session, [row.id for row in group.rows])
        await reply_questions(turn, texts.GROUP_DROPPED)


async def _group(turn: Turn, number: str) -> Group | None:
    rows = await kept_questions(turn.session)
    group = group_of(rows, int(number)) if number.isdecimal() and len(number) < 10 else None
    if group is None:
        await reply_questions(turn, texts.GROUP_GONE)
    return group


_ACTS: Mapping[str, tuple[Callable[..., Awaitable[None]], int]] = {
    buttons.GROUP: (show_group, 1),
    buttons.ADD_TO: (add_group, 2),
    buttons.OTHER: (choose_other, 2),
    buttons.DROP_GROUP: (drop_group, 1),
}


async def press(update: Update, context: Context) -> None:
    name, *about = callback_argument(update).split(":")
    if name not in _ACTS:
        await reply_questions(context.turn)
        return
    act, most = _ACTS[name]
    await act(context.turn, *(about + [""] * most)[:most])
