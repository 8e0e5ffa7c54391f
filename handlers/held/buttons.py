"""The buttons of held messages: their labels, and the way their codes are written. No logic."""

from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import code_for
from handlers.talk.replies import Button

HELD = "retenus"  # retenus[:<oui|non>:<stamp of all>|:voir[:<number>]|:<oui|non>:un:<number>]

ALL, ONE, SEND, DROP, LOOK = "tous", "un", "oui", "non", "voir"


def send_all(stamp: str) -> Button:
    """Make the button that sends all messages held after a restore, of which `stamp` is a hash."""
    return Button("Envoyer", code_for(HELD, SEND, ALL, stamp))


def drop_all(stamp: str) -> Button:
    """Make the button that drops all messages held after a restore, of which `stamp` is a hash, unsent."""
    return Button("Ne pas envoyer", code_for(HELD, DROP, ALL, stamp))


def look_at_each() -> Button:
    """Make the button that shows the messages held after a restore one by one."""
    return Button("Voir un par un", code_for(HELD, LOOK))


def send_one(number: int) -> Button:
    """Make the button that sends one message held after a restore, the outbox row `number`."""
    return Button("Envoyer", code_for(HELD, SEND, ONE, number))


def drop_one(number: int) -> Button:
    """Make the button that drops one message held after a restore, the outbox row `number`, unsent."""
    return Button("Ne pas envoyer", code_for(HELD, DROP, ONE, number))


def look_after(number: int) -> Button:
    """Make the button that skips outbox row `number` and shows the next message held after a restore."""
    return Button("Passer", code_for(HELD, LOOK, number))


def back_to_all() -> Button:
    """Make the button that goes back to the summary of all messages held after a restore."""
    return Button(LABEL_BACK, HELD)


def show_held(count: int) -> Button:
    """Make the button that shows the team the summary of the messages held after a restore, `count` of them."""
    return Button(f"Messages retenus ({count})", HELD)
