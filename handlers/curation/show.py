"""/base: the base as the team reads it, the lists of what awaits it, and approvals."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Update

from handlers.answers.entry import answer as answer_of
from handlers.curation import acts, buttons, texts
from handlers.curation.buttons import AWAITING, PAST
from handlers.curation.lists import following, listed
from handlers.curation.overlay import as_changed
from handlers.talk.pages import A_PAGE, page_of, turning
from handlers.talk.permissions import Actor
from handlers.talk.refusal import Refusal
from handlers.talk.replies import Button, Reply, bold, from_markdown, paragraphs, text
from handlers.talk.turn import Context, Turn, text_of
from knowledge.base.entry import Entry
from knowledge.base.overlay import is_past, print_of_entry
from knowledge.snapshot import Knowledge
from storage.curation import last_change
from storage.kept_questions import count_kept_questions


async def show_home(update: Update, context: Context) -> None:
    """Answer /base: show its first page, or the entries nearest to the words typed after the command."""
    words = text_of(update).partition(" ")[2].strip()
    await (show_nearest(context.turn, words) if words else reply_home(context.turn))


async def show_nearest(turn: Turn, words: str) -> None:
    """Show the entries nearest to these words as buttons; the id of an entry finds that entry first."""
    named = [words] if words in turn.knowledge.entries else []
    near = dict.fromkeys([*named, *turn.reader.reading(words).suggestions])
    rows = [[buttons.open_entry(one, turn.knowledge.entries[one].title)] for one in near]
    await turn.reply(Reply(paragraphs(texts.NEAREST_ENTRIES, texts.WHICH_ENTRY), [*rows, [buttons.home()]]))


async def reply_home(turn: Turn) -> None:
    """Show the first page of /base: how many entries and questions await the team, and buttons to the lists of them."""
    knowledge = turn.knowledge
    counts = {name: len(listed(name, turn.knowledge, turn.today)) for name in texts.LISTS}
    questions = await count_kept_questions(turn.session)
    html = texts.home(len(knowledge.entries), counts[AWAITING], counts[PAST], len(knowledge.outdated), questions)
    rows = [[buttons.list_of(name, label)] for name, label in texts.LISTS.items() if counts[name]]
    await turn.reply(Reply(html, [*rows, [buttons.questions(texts.LABEL_QUESTIONS)]]))


async def show_list(turn: Turn, name: str, page: str = "0") -> None:
    """Show a page of a list of entries as buttons; for an unknown list, show the first page of /base."""
    if name not in texts.LISTS:
        await reply_home(turn)
        return
    entries = listed(name, turn.knowledge, turn.today)
    if not entries:
        await turn.reply(Reply(texts.NOTHING_HERE, [[buttons.home()]]))
        return
    number, pages = page_of(page, len(entries))
    shown = entries[number * A_PAGE : (number + 1) * A_PAGE]
    rows = [[buttons.open_entry(entry.id, entry.title)] for entry in shown]
    html = paragraphs(texts.list_title(texts.LISTS[name], number, pages), texts.WHICH_ENTRY)
    around = turning(number, pages, lambda to, label: buttons.list_of(name, label, to))
    await turn.reply(Reply(html, [*rows, *around, [buttons.home()]]))


async def show_entry_of_base(turn: Turn, entry_id: str, *, first: str = "") -> None:
    """Show the team an entry as people read it, its approval, and buttons to approve, correct or undo.

    `first` stands above: what was just done.
    """
    entry = turn.knowledge.entries.get(entry_id)
    if entry is None:
        await turn.reply(Reply(texts.ENTRY_GONE, [[buttons.home()]]))
        return
    as_read = paragraphs(answer_of(entry, turn.knowledge, None, today=turn.today).html, _behind(entry))
    status = texts.status(entry.approval, is_past(entry, turn.today), entry.review_by)
    outdated = [change for change in turn.knowledge.outdated if change.entry == entry_id]
    about = [texts.outdated(entry.title, change) for change in outdated[:1]]
    html = paragraphs(first, bold(f"— {entry.title} —"), as_read, *about, status)
    await turn.reply(Reply(html, await _acts(turn, entry)))


def all_of(entry: Entry) -> str:
    """Write all sentences of an entry as HTML: its answer, then what people see of it only when they ask."""
    return paragraphs(from_markdown(entry.answer), _behind(entry))


def _behind(entry: Entry) -> str:
    own = "\n".join(f"• {from_markdown(fact.says)}" for fact in entry.facts if fact.source is not None)
    more = (texts.BEHIND, from_markdown(entry.more)) if entry.more else ()
    return paragraphs(*more, *((texts.TO_ONE_QUESTION, own) if own else ()))


async def _acts(turn: Turn, entry: Entry) -> list[list[Button]]:
    """Return the rows of buttons under an entry: what the team may do with it now."""
    last = await last_change(turn.session, entry.id)
    approved = (
        [buttons.withdraw_approval(entry.id)]
        if entry.approval and not is_past(entry, turn.today)
        else [buttons.approve(entry.id, print_of_entry(entry))]
    )
    outdated = [change for change in turn.knowledge.outdated if change.entry == entry.id][:1]
    return [
        *([buttons.put_back(change.id), buttons.let_go(change.id)] for change in outdated),
        [*approved, buttons.correct(entry.id)],
        [buttons.wordings(entry.id)],
        *([[buttons.undo(entry.id, last.id)]] if last and not outdated else []),
        [buttons.home()],
    ]


async def approve_entry(turn: Turn, entry_id: str, read: str = "") -> None:
    """Approve the entry that the team read, and offer the next one to approve.

    `read` is the print (a hash) of what was read; where the entry has changed since, show it anew instead.
    """
    async with curation_of(turn) as act:
        entry = await acts.approve_entry(act, entry_id, read)
    if isinstance(entry, Refusal):
        await show_entry_of_base(turn, entry_id, first=texts.refused(entry))
        return
    next_one = following(entry_id, turn.knowledge)
    rows = [[buttons.open_entry(next_one.id, texts.next_entry(next_one.short or next_one.title))]] if next_one else []
    await turn.reply(
        Reply(
            paragraphs(texts.APPROVED, text(entry.title)),
            [*rows, [buttons.open_entry(entry_id, texts.LABEL_READ_AGAIN)], [buttons.home()]],
        )
    )


async def withdraw_approval(turn: Turn, entry_id: str) -> None:
    """Withdraw the approval of an entry, and show the entry."""
    async with curation_of(turn) as act:
        await acts.withdraw_approval(act, entry_id)
    await show_entry_of_base(turn, entry_id, first=texts.NO_APPROVAL)


@asynccontextmanager
async def curation_of(turn: Turn) -> AsyncIterator[acts.Curation]:
    """Yield an act on the base by the member who pressed or wrote; the rest of the turn sees what it changed."""
    act = acts.Curation(**turn.fields, knowledge=turn.knowledge, by=name_of(turn))
    yield act
    turn.knowledge = act.knowledge


async def refresh(turn: Turn) -> Knowledge:
    """Read all changes of the base that this transaction sees into the turn, and return the base."""
    await turn.session.flush()
    turn.knowledge = await as_changed(turn.session, turn.knowledge, turn.hours.zone)
    return turn.knowledge


def name_of(turn: Turn) -> str:
    """Return the name in the team file of the member who pressed or wrote."""
    return next(role.name for role in turn.roles if role.role == Actor.TEAM)
