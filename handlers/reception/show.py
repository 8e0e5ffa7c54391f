"""An entry shown for its button, for a link, or for the yes to « Est-ce cela ? »."""

from telegram import Update

from handlers.answers import contents, texts
from handlers.answers.entry import answer as answer_of
from handlers.answers.entry import rest
from handlers.meetings.additions import additions_to
from handlers.places.choose import reply_about_own_place
from handlers.reception.kept_questions import note_choice
from handlers.talk.awaited import OPINION, ask_in_passing
from handlers.talk.codes import pressed
from handlers.talk.turn import Context, Turn
from knowledge.base.entry import Service
from storage.entry_reads import count_read


async def show_entry(update: Update, context: Context) -> None:
    """Handle the button of an entry: show the entry, or, for one about delegates, the person's own where known.

    Where the entry was suggested for a question kept for the team, that question is deleted, since it found its answer.
    """
    await show_chosen(context.turn, pressed(update).rest(0))


async def show_chosen(turn: Turn, entry_id: str) -> None:
    """Show the entry that the person chose of those suggested."""
    await note_choice(turn, entry_id)
    if not is_about_delegate(turn, entry_id) or not await reply_about_own_place(turn):
        await answer_with(turn, entry_id)


def is_about_delegate(turn: Turn, entry_id: str | None) -> bool:
    entry = turn.knowledge.entries.get(entry_id or "")
    return entry is not None and entry.service is Service.DELEGATE


async def answer_with(turn: Turn, entry_id: str) -> None:
    """Reply with the entry of this id, and take a "oui" or "non" typed next as the answer to whether it helped.

    Where there is no such entry any more, say so and offer a human.
    """
    entry = turn.knowledge.entries.get(entry_id)
    if entry is None:
        await turn.reply(contents.suggestions(turn.knowledge, (), texts.ENTRY_GONE))
        return
    person = turn.known()
    person.last_entry, person.last_answer_at = entry.id, turn.now
    person.last_suggestions = [entry.id, *entry.related][:3]
    ask_in_passing(person, OPINION)
    await count_read(turn.session, entry.id)
    more = await additions_to(turn, entry)
    await turn.reply(answer_of(entry, turn.knowledge, person.department, today=turn.today, additions=more))


async def show_more(update: Update, context: Context) -> None:
    """Handle « En savoir plus »: show the rest of the entry in the code, or say that the entry is gone."""
    turn = context.turn
    entry = turn.knowledge.entries.get(pressed(update).rest(0))
    if entry is None or not entry.more:
        await turn.reply(contents.suggestions(turn.knowledge, (), texts.ENTRY_GONE))
    else:
        await turn.reply(rest(entry, turn.knowledge, turn.known().department, today=turn.today))
