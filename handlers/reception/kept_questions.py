"""Questions that found no answer or a bad one, kept without their author so that the team can mend the base."""

from datetime import timedelta

from handlers.talk.turn import Turn
from knowledge.finder.reading import Reading
from knowledge.text.redaction import redacted
from storage.erasures import first_salt, hash_person
from storage.kept_questions import REFUSED, UNKNOWN, UNSURE, KeptQuestion, count_kept_by, drop_questions

MOST_A_DAY = 30  # questions of one person; more come from somebody who plays, or from a program
_REASONS = {"unknown": UNKNOWN, "suggest": UNSURE}


async def note_question(turn: Turn, words: str, reading: Reading) -> None:
    """Store a question on the person, redacted, as their last; keep it for the team too where it got no sure answer.

    Small talk, services and the like are no questions: then the person has no last question any more.
    """
    person = turn.known()
    person.question_kept = None
    person.last_question = None
    if reading.term is not None or reading.outcome not in ("answer", *_REASONS):
        return
    person.last_question = redacted(words, turn.knowledge.vocabulary)
    if reading.outcome in _REASONS:
        kept = await _keep(turn, _REASONS[reading.outcome])
        person.question_kept = kept if reading.outcome == "suggest" else None


async def note_choice(turn: Turn, entry_id: str) -> None:
    """Delete the person's question kept for the team, if the entry that they now chose was suggested for it."""
    person = turn.known()
    if person.question_kept is not None and entry_id in person.last_suggestions:
        await drop_questions(turn.session, [person.question_kept])
        person.question_kept = None


async def note_refusal(turn: Turn, entry_id: str | None) -> None:
    """Keep the person's last question for the team, since its answer, the entry `entry_id`, did not help them.

    Nothing is kept where the question is kept already, or where another entry was the last answer.
    """
    person = turn.known()
    if person.last_question is not None and person.question_kept is None and entry_id == person.last_entry:
        await _keep(turn, REFUSED, entry_id)
        person.last_question = None


async def _keep(turn: Turn, reason: str, entry_id: str | None = None) -> int | None:
    """Keep the last question of the person, and return its number; None where enough of theirs are kept today."""
    person = turn.known()
    author = hash_person(person.telegram_id, await first_salt(turn.session))
    if await count_kept_by(turn.session, author, turn.now - timedelta(days=1)) >= MOST_A_DAY:
        return None
    kept = KeptQuestion(
        text=person.last_question or "",
        reason=reason,
        asked_at=turn.now,
        entry=entry_id,
        department=person.department,
        author_hash=author,
    )
    turn.session.add(kept)
    await turn.session.flush()
    return kept.id
