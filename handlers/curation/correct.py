"""The choice of the sentence to correct in an entry's answer."""

from handlers.curation import buttons, texts
from handlers.curation.forms import FORM, Draft
from handlers.curation.show import show_entry_of_base
from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import number_in
from handlers.talk.replies import Reply, shortened
from handlers.talk.turn import Turn
from knowledge.base.overlay import SENTENCE, print_of
from knowledge.base.sentences import sentences

LABEL = 60  # in characters, of a sentence on its button


async def choose_sentence(turn: Turn, entry_id: str) -> None:
    """Show the team the sentences of an entry's answer as buttons, to choose the one to correct."""
    entry = turn.knowledge.entries.get(entry_id)
    if entry is None:
        await show_entry_of_base(turn, entry_id)
        return
    text = print_of(entry.text)
    rows = [
        [buttons.take_sentence(entry_id, number, text, shortened(one.plain, LABEL))]
        for number, one in enumerate(sentences(entry.text))
    ]
    await turn.reply(Reply(texts.WHICH_SENTENCE, [*rows, [buttons.open_entry(entry_id, LABEL_BACK)]]))


async def take_choice(turn: Turn, entry_id: str, number: str = "", text: str = "") -> None:
    """Ask the team for new words for the sentence `number` of an entry's answer.

    Where the print of the answer is no longer `text`, the answer has changed: show the entry instead.
    """
    entry = turn.knowledge.entries.get(entry_id)
    known = sentences(entry.text) if entry else []
    place = number_in(number, len(known) - 1)
    if entry is None or place is None or print_of(entry.text)[:8] != text:
        await show_entry_of_base(turn, entry_id, first=texts.CHANGED_MEANWHILE)
        return
    await FORM.go_on(turn, Draft(SENTENCE, entry_id, known[place].raw), at="sentence")
