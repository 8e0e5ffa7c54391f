"""The buttons of announcements: labels, and how their codes are written. No logic."""

from handlers.talk.buttons import LABEL_BACK
from handlers.talk.codes import code_for
from handlers.talk.replies import Button

ANNOUNCEMENT = "annonce"  # annonce[:<step>[:<argument>…]], the team's
VERBS = (ANNOUNCEMENT,)


def act(step: str, label: str, *more: object) -> Button:
    """A button of the team's: `annonce:<step>[:<argument>…]`."""
    return Button(label, code_for(ANNOUNCEMENT, step, *more))


def back_to_card() -> Button:
    return act("carte", LABEL_BACK)
