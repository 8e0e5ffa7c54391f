"""The buttons of what is kept of a person: the consent on their place, and the erasure."""

from handlers.talk.codes import code_for
from handlers.talk.replies import Button

ERASE = "effacer"  # effacer:<yes|no>
CONSENT = "retenir"  # retenir:<oui|non>


def erase_all() -> Button:
    """Make the yes button of the question whether to erase all about the person: a press erases it at once."""
    return Button("Tout effacer", code_for(ERASE, "oui"))


def keep_all() -> Button:
    """Make the button that declines the erasure of what is stored about the person."""
    return Button("Annuler", code_for(ERASE, "non"))


def keep_place() -> Button:
    """Make the button that agrees that the place of the person's project is kept."""
    return Button("Oui, le retenir", code_for(CONSENT, "oui"))


def do_not_keep_place() -> Button:
    """Make the button that refuses that the place of the person's project is kept."""
    return Button("Non", code_for(CONSENT, "non"))
