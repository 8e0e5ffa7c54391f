"""Buttons of announcements: labels and codes."""

from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import code_for
from handlers.talk.replies import Button

ANNOUNCEMENT = "annonce"  # annonce[:<step>[:<argument>…]], pressed by the team


def act(step: str, label: str, *more: object) -> Button:
    """Return a button of /annonce that does `step`, with `more` as its arguments: `annonce:<step>[:<argument>…]`."""
    return Button(label, code_for(ANNOUNCEMENT, step, *more))


def back_to_card() -> Button:
    """Return the button that goes back to the card of the draft."""
    return act("carte", LABEL_BACK)
