"""How people ask for an entry: read, added, dropped; what that would change is computed beside (bot/previews.py)."""

from telegram import Update

from handlers.curation import buttons, rules, texts
from handlers.curation.publish import KIND, keep
from handlers.curation.show import A_PAGE, page_of, refresh, show_entry_of_base, turning
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.replies import Reply, shortened
from handlers.talk.turn import Context, Turn, text_of
from knowledge.base.overlay import ADDED, DROPPED, print_of
from storage.dialogues import dialogue_of
from storage.people import wait_for, wait_for_nothing

AWAITING_WORDING = "base:wording"
LABEL = 60


async def show_wordings(turn: Turn, entry_id: str, page: str = "0") -> None:
    entry = turn.knowledge.entries.get(entry_id)
    if entry is None:
        await show_entry_of_base(turn, entry_id)
        return
    own = [one for one in entry.questions if one not in turn.knowledge.files[entry_id].questions]
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
    if entry_id not in turn.knowledge.entries:
        await show_entry_of_base(turn, entry_id)
        return
    await keep(turn, {"kind": ADDED, "entry": entry_id, "old": ""})
    wait_for(turn.known(), AWAITING_WORDING)
    await ask_wording(turn)


async def ask_wording(turn: Turn) -> None:
    await turn.reply(Reply(texts.NEW_WORDING, [[buttons.cancel()]]))


async def take_wording(update: Update, context: Context) -> bool:
    turn, words = context.turn, " ".join(text_of(update).split())
    data = await dialogue_of(turn.session, turn.known().telegram_id, KIND)
    if not words or data is None:
        return False
    refusal = rules.why_no_wording(await refresh(turn), words)
    if refusal:
        await turn.reply(Reply(refusal, [[buttons.cancel()]]))
        return True
    await keep(turn, data | {"old": "", "new": words, "state": "asked"})
    await turn.reply(Reply(texts.LOOKING, [[buttons.cancel()]]))
    return True


async def drop_wording(turn: Turn, entry_id: str, which: str = "") -> None:
    entry = turn.knowledge.entries.get(entry_id)
    wording = next((one for one in entry.questions if print_of(one)[:8] == which), None) if entry else None
    if entry is None or wording is None:
        await show_entry_of_base(turn, entry_id, first=texts.WORDING_GONE)
        return
    wait_for_nothing(turn.known())
    await keep(turn, {"kind": DROPPED, "entry": entry_id, "old": wording, "new": "", "state": "asked"})
    await turn.reply(Reply(texts.LOOKING, [[buttons.cancel()]]))
