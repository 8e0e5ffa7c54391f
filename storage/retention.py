"""The lifetime of each kind of thing, as the settings have it; the policy of a record names its lifetime."""

import re
from collections.abc import Mapping
from datetime import timedelta

DEFAULT: Mapping[str, timedelta] = {
    "conversation": timedelta(hours=1),  # what was spoken of, and a place that nobody agreed to keep
    "dialogues": timedelta(hours=24),  # a form left in the middle
    "person": timedelta(days=365),  # without news
    "meetings": timedelta(days=365),  # once over, and who came
    "messages": timedelta(days=30),  # once sent
    "cases": timedelta(days=365),  # once closed
    "set_aside": timedelta(days=14),
    # Telegram repeats an update for at most 24 hours; twice that is enough to recognise it.
    "updates": timedelta(hours=48),
    "rates": timedelta(hours=24),
    "invitations": timedelta(days=30),  # after they have ended
    "questions": timedelta(days=90),  # without their author, redacted
    "alerts": timedelta(days=30),
}
_UNITS = {"h": "hours", "d": "days"}
_LIFETIME = re.compile(r"([a-z_]+)=(\d{1,5})([hd])")
_SHORTEST_UPDATES = timedelta(hours=48)


def parse_retention(raw: str) -> Mapping[str, timedelta]:
    """Read the setting RETENTION, such as "messages=15d,person=180d", and return all lifetimes by name.

    A lifetime that is not named keeps its default. Raises ValueError for a name or a number that cannot be read, and
    for `updates` below 48 hours.
    """
    kept = dict(DEFAULT)
    for part in raw.split(","):
        match = _LIFETIME.fullmatch(part.strip())
        if not match or match[1] not in DEFAULT:
            names = ", ".join(DEFAULT)
            raise ValueError(f"'{part.strip()}' is not a lifetime such as messages=30d; there are: {names}")
        kept[match[1]] = timedelta(**{_UNITS[match[3]]: int(match[2])})
    if kept["updates"] < _SHORTEST_UPDATES:
        raise ValueError("updates must be kept 48h at least: Telegram repeats them for 24 hours")
    return kept
