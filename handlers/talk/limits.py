"""The limits on what one person may do in a while, so that a flood by one slows nobody else."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Limit:
    """A limit: one person may do `most` things of a `kind`, such as messages or forms, within a `window` of time."""

    kind: str
    most: int
    window: timedelta


FLOOR_LASTS = timedelta(days=1)  # of silence, after a human wrote to a person

ACTS = Limit("acts", 30, timedelta(minutes=1))  # messages and presses
RELAYED = Limit("relayed", 200, timedelta(minutes=10))  # messages beyond ACTS that go to somebody in a case
REFUSED = Limit("refused", 100, timedelta(minutes=1))  # messages refused, of which people are told the count up to here
PRESSES = Limit("presses", 1, timedelta(minutes=1))  # presses refused, told once and without a count
FORMS = Limit("forms", 20, timedelta(hours=1))  # forms begun, such as demands and registrations
FORMS_OF_STAFF = Limit("forms", 200, timedelta(hours=1))  # staff begin a form for each answer
IN_A_GROUP = Limit("group", 10, timedelta(minutes=1))  # replies in a group, whoever speaks to the bot there
LINKS = Limit("links", 5, timedelta(hours=1))  # invitation links tried that lead nowhere

DANGER_IN_A_FLOOD = Limit("danger", 3, timedelta(minutes=1))  # help numbers for somebody who writes too fast to be read
