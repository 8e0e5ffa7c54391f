"""What a demand is about, by which it finds who answers: what is asked now, and no answer read a while before."""

from datetime import timedelta

from handlers.cases.person.form_draft import DemandDraft
from handlers.talk.turn import Turn

ANSWER_LASTS = timedelta(hours=1)
SURE = 0.9  # least confidence that words are about an entry


def about_of(turn: Turn, draft: DemandDraft) -> str | None:
    """Return the entry that a demand is about: the last that its words surely name, else the one it began with.

    In danger it is about none.
    """
    if draft.danger:
        return None
    for piece in reversed(draft.pieces):
        reading = turn.reader.reading(piece.excerpt) if piece.excerpt else None
        if reading is not None and reading.outcome == "answer" and reading.confidence >= SURE:
            return reading.entry
    return draft.about


def answered_lately(turn: Turn) -> str | None:
    """Return the entry that the bot answered last, None an hour after it."""
    person = turn.known()
    is_recent = person.last_answer_at is not None and turn.now - person.last_answer_at < ANSWER_LASTS
    return person.last_entry if is_recent else None
