"""What a demand is about, by which it finds who answers: what is asked now, and no answer read a while before."""

from dataclasses import replace
from datetime import timedelta

from handlers.cases.person.form_draft import DemandDraft
from handlers.talk.turn import Turn

ANSWER_LASTS = timedelta(hours=1)
SURE = 0.9  # least confidence that words are about an entry


def with_what_it_is_about(turn: Turn, draft: DemandDraft, words: str) -> DemandDraft:
    """Return the draft with the entry that words of the demand are surely about, if any."""
    if not words or draft.danger:
        return draft
    reading = turn.reader.reading(words)
    is_sure = reading.outcome == "answer" and reading.confidence >= SURE
    return replace(draft, about=reading.entry) if is_sure else draft


def answered_lately(turn: Turn) -> str | None:
    """Return the entry that the bot answered last, None an hour after it."""
    person = turn.known()
    is_recent = person.last_answer_at is not None and turn.now - person.last_answer_at < ANSWER_LASTS
    return person.last_entry if is_recent else None
