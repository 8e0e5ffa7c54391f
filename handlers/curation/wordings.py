"""Wordings of an entry: shown, added, dropped. `bot/previews.py` computes what a change would do."""

from handlers.curation import buttons, texts
from handlers.curation.forms import ASKED, FORM, Draft
from handlers.curation.show import show_entry_of_base
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.pages import A_PAGE, page_of, turning
from handlers.talk.replies import Reply, shortened
from handlers.talk.turn import Turn
from knowledge.base.overlay import ADDED, DROPPED, print_of
from storage.people import wait_for_nothing

LABEL = 60


async def show_wordings(turn: Turn, entry_id: str, page: str = "0") -> None:
    """Show a page of an entry's wordings (the ways of asking for it), those added by the team first.

    A press on one begins to drop it.
    """
    entry = turn.knowledge.entries.get(entry_id)
    if entry is None:
        await show_entry_of_base(turn, entry_id)
        return
    file = turn.knowledge.files.get(entry_id)
    own = [one for one in entry.questions if file is None or one not in file.questions]
    ordered = [*own, *(one for one in entry.questions if one not in own)]
    number, pages = page_of(page, len(ordered))
    rows = [
        [buttons.drop_wording(entry_id, print_of(one), shortened(one, LABEL))]
        for one in ordered[number * A_PAGE : (number + 1) * A_PAGE]
    ]
    around = turning(number, pages, lambda to, label: buttons.wordings(entry_id, label, to))
    html = texts.wordings(entry.title, len(ordered), len(own), number, pages)
    await turn.reply(
        Reply(html, [*rows, *around, [buttons.add_wording(entry_id)], [buttons.open_entry(entry_id, LABEL_BACK)]])
    )


async def begin_wording(turn: Turn, entry_id: str) -> None:
    """Ask the team for a new wording, a way of asking for an entry."""
    if entry_id not in turn.knowledge.entries:
        await show_entry_of_base(turn, entry_id)
        return
    await FORM.go_on(turn, Draft(ADDED, entry_id), at="wording")


async def drop_wording(turn: Turn, entry_id: str, which: str = "") -> None:
    """Begin to drop a wording, a way of asking, from an entry: its effect is computed and shown before it is published.

    `bot/previews.py` computes it from the draft. `which` is the short print (a hash) of the wording.
    """
    entry = turn.knowledge.entries.get(entry_id)
    wording = next((one for one in entry.questions if print_of(one)[:8] == which), None) if entry else None
    if entry is None or wording is None:
        await show_entry_of_base(turn, entry_id, first=texts.WORDING_GONE)
        return
    wait_for_nothing(turn.known())
    await FORM.keep(turn, Draft(DROPPED, entry_id, wording, "", ASKED))
    await turn.reply(Reply(texts.LOOKING, [[buttons.cancel()]]))
