"""The words about delays that staff read."""

from handlers.talk.dates import counted
from handlers.talk.replies import bold, text

HEAD = bold("Délais, en heures travaillées.")
HOW_TO_READ = text("Le premier temps : la moitié des demandes va plus vite. Le second : neuf demandes sur dix.")
NOTHING_YET = "Rien encore."
BY_DEPARTMENT = bold("Par département (pour l'équipe)")
OUTSIDE = "hors région"
NO_REPLY_YET = "pas encore de réponse"


def line(name: str, opened: int, unanswered: int, first_reply: str, closing: str) -> str:
    """Write the delays of one month or department: how many were opened, and how many of them had no reply.

    `first_reply` and `closing` are "" where there was none.
    """
    without = f", dont {unanswered} sans réponse" if first_reply and unanswered else ""
    parts = (
        f"première réponse {first_reply}" if first_reply else NO_REPLY_YET,
        f"clôture {closing}" if closing else "",
    )
    return f"{name} : {counted(opened, 'demande')}{without} · {' · '.join(filter(None, parts))}"


def told(median: str, p90: str) -> str:
    """Write a delay: the median, and the time that nine in ten do not pass."""
    return f"{median} (neuf sur dix : {p90})"
