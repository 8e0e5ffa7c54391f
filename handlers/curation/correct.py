"""A sentence is corrected from the chat: chosen, written anew, seen in its answer; each step has a way back."""

from telegram import Update

from handlers.curation import buttons, rules, texts
from handlers.curation.publish import keep, shown_print
from handlers.curation.sentences import Sentence, sentences
from handlers.curation.show import refresh, show_entry_of_base
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import number_in
from handlers.talk.replies import Reply, from_markdown, paragraphs, shortened
from handlers.talk.turn import Context, Turn, text_of
from knowledge.base.overlay import SENTENCE, print_of
from storage.dialogues import dialogue_of
from storage.people import wait_for

AWAITING_SENTENCE = "base:sentence"
LABEL = 60  # characters of a sentence shown on its button


async def choose_sentence(turn: Turn, entry_id: str) -> None:
    entry = turn.knowledge.entries.get(entry_id)
    if entry is None:
        await show_entry_of_base(turn, entry_id)
        return
    text = print_of(entry.answer)
    rows = [
        [buttons.take_sentence(entry_id, number, text, shortened(one.plain, LABEL))]
        for number, one in enumerate(sentences(entry.answer))
    ]
    await turn.reply(Reply(texts.WHICH_SENTENCE, [*rows, [buttons.open_entry(entry_id, LABEL_BACK)]]))


async def take_choice(turn: Turn, entry_id: str, number: str = "", text: str = "") -> None:
    entry = turn.knowledge.entries.get(entry_id)
    known = sentences(entry.answer) if entry else []
    place = number_in(number, len(known) - 1)
    if entry is None or place is None or print_of(entry.answer)[:8] != text:
        await show_entry_of_base(turn, entry_id, first=texts.CHANGED_MEANWHILE)
        return
    await keep(turn, {"kind": SENTENCE, "entry": entry_id, "old": known[place].raw})
    wait_for(turn.known(), AWAITING_SENTENCE)
    await ask_sentence(turn)


async def ask_sentence(turn: Turn) -> None:
    data = await dialogue_of(turn.session, turn.known().telegram_id, "base")
    if data is not None:
        await turn.reply(Reply(texts.write_instead(Sentence(data["old"]).plain), [[buttons.cancel()]]))


async def take_sentence(update: Update, context: Context) -> bool:
    """The words written instead: shown in the answer, or refused with the reason."""
    turn, words = context.turn, text_of(update)
    data = await dialogue_of(turn.session, turn.known().telegram_id, "base")
    if not words or data is None:
        return False
    entry = (await refresh(turn)).entries.get(data["entry"])
    if entry is None or data["old"] not in entry.answer:
        await show_entry_of_base(turn, data["entry"], first=texts.CHANGED_MEANWHILE)
        return True
    new, refusal = rules.corrected(entry.answer, data["old"], words)
    if refusal:
        await turn.reply(Reply(refusal, [[buttons.cancel()]]))
        return True
    data |= {"new": new, "state": "shown"}
    await keep(turn, data)
    seen = from_markdown(entry.answer.replace(data["old"], new, 1))
    html = paragraphs(texts.shown(seen, rules.remark_on(new)), texts.APPROVAL_ENDS if entry.approval else "")
    await turn.reply(Reply(html, [[buttons.publish(shown_print(data))], [buttons.again(), buttons.cancel()]]))
    return True
