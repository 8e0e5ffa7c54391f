"""Reading of what the team types about a meeting: a length, a capacity, an address."""

import re

from knowledge.text.words import plain

_WEB = re.compile(r"https?://[^\s<>\"]{3,290}")
_NO_LIMIT = ("aucune", "sans limite", "illimite", "pas de limite")


def read_minutes(words: str) -> int | None:
    """Return the minutes told in "90", "90 minutes", "1 h 30" or "2 heures"; None unless from 5 minutes to a day."""
    match = re.search(r"(\d{1,2})\s*h\D*(\d{2})?|(\d{1,4})", words.lower())
    if match is None:
        return None
    minutes = int(match[3]) if match[3] else int(match[1]) * 60 + int(match[2] or 0)
    return minutes if 5 <= minutes <= 1440 else None


def read_capacity(words: str) -> tuple[bool, int | None]:
    """Return whether words tell a number of seats, and that number; None stands for « sans limite »."""
    said = plain(words)
    if any(form in said for form in _NO_LIMIT):
        return True, None
    number = re.search(r"\d{1,5}", said)
    return (True, int(number[0])) if number is not None and int(number[0]) > 0 else (False, None)


def read_address(words: str) -> str | None:
    """Return the words where they are one web address and nothing else, else None."""
    match = _WEB.fullmatch(words.strip())
    return match[0] if match is not None else None
