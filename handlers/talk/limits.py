"""How much one person may do in a while, so that a flood by one slows nobody else. One kind sentence, then silence."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Limit:
    kind: str
    most: int
    window: timedelta


ACTS = Limit("acts", 30, timedelta(minutes=1))  # messages and presses
RELAYED = Limit("relayed", 200, timedelta(minutes=10))  # messages beyond ACTS that somebody of the other side awaits
REFUSED = Limit("refused", 100, timedelta(minutes=1))  # counted one by one up to here, to be told
PRESSES = Limit("presses", 1, timedelta(minutes=1))  # refused: said once, and not counted
FORMS = Limit("forms", 20, timedelta(hours=1))  # forms begun: demands, registrations
FORMS_OF_STAFF = Limit("forms", 200, timedelta(hours=1))  # who answers people begins one for each answer
IN_A_GROUP = Limit("group", 10, timedelta(minutes=1))  # replies in a group, whoever addresses the bot there
LINKS = Limit("links", 5, timedelta(hours=1))  # invitation links that lead nowhere, tried one after the other

DANGER_IN_A_FLOOD = Limit("danger", 3, timedelta(minutes=1))  # help numbers said to who writes too fast to be read
