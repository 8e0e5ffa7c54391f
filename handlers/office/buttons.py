"""The button of the office in the chat."""

from handlers.office.texts import LABEL_CLOSE
from handlers.talk.codes import code_for
from handlers.talk.replies import Button

OFFICE = "bureau"
CLOSE = "fermer"


def close() -> Button:
    """Return the button that ends all sessions of whoever presses it."""
    return Button(LABEL_CLOSE, code_for(OFFICE, CLOSE))
