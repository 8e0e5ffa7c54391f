"""Who is told of what: the one list of subscriptions."""

from handlers.cases.staff.welcoming import show_what_waits
from handlers.reception.ask import answer_words
from handlers.talk.events import STAFF_LINKED, WORDS_FOR_THE_BOT


def connect() -> None:
    """Subscribe everybody; twice is once."""
    WORDS_FOR_THE_BOT.subscribe(answer_words)
    STAFF_LINKED.subscribe(show_what_waits)
