"""Fragments: what somebody types in several messages, seconds apart, is read as one where that reads better."""

import re
from dataclasses import dataclass
from datetime import timedelta

from handlers.talk.awaited import OPINION
from handlers.talk.turn import Turn
from knowledge.finder.reading import Reading
from knowledge.text.words import plain
from storage.outbox import OutboxMessage, Priority, last_shown_in

WITHIN = timedelta(seconds=8)  # of the uncertain reply
DANGER_WITHIN = timedelta(minutes=1)
MOST_OPENING, MOST_WORDS = 5, 14  # words of what came before, and of the whole
_OPENS = re.compile(
    r"^(?:je|j|jai|on|nous|dites?|bonjour|alors|voila|pour|avec|mon|ma|mes|notre|nos|c|cest|il|elle|est|comment|combien"
    r"|quand|quoi|quels?|quelles?|ou|pourquoi|qui|savoir|question|une)\b"
)
UNCERTAIN = ("unknown", "suggest")


@dataclass(frozen=True)
class Whole:
    """A message with the one before it, read as one: its words, what they mean, and the reply to put right."""

    words: str
    reading: Reading
    uncertain: OutboxMessage


def may_go_on(before: str, words: str) -> bool:
    """Whether words may go on with what was written before: it opens a sentence, and neither is a question alone."""
    opening, rest = plain(before).split(), plain(words).split()
    is_short = 0 < len(opening) <= MOST_OPENING and len(opening) + len(rest) <= MOST_WORDS
    return is_short and "?" not in f"{before}{words}" and _OPENS.match(" ".join(opening)) is not None


async def whole_of(turn: Turn, words: str) -> Whole | None:
    """Return the whole that a message makes with the one before it, where the bot had not understood that one.

    It is returned only where the whole has a sure answer, and the reply came seconds ago and is the last one; or where
    the whole tells of a danger that neither message tells alone, as « j'ai envie », « d'en finir ».
    """
    before = turn.known().last_question
    if before is None or turn.heard.kinds or turn.asked_in_passing == OPINION or not may_go_on(before, words):
        return None
    if turn.reader.reading(before).outcome not in UNCERTAIN:
        return None
    shown = await last_shown_in(turn.session, turn.known().telegram_id)
    if shown is None or shown.priority != Priority.ANSWER:
        return None
    whole, since = f"{before} {words}", turn.machine_now - shown.created_at
    reading, alone = turn.reader.reading(whole), turn.reader.reading(words)
    is_better = reading.outcome == "answer" and (alone.outcome in UNCERTAIN or reading.entry == alone.entry)
    is_one = since <= DANGER_WITHIN if reading.heard.kinds else is_better and since <= WITHIN
    return Whole(whole, reading, shown) if is_one else None
