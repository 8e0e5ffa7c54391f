"""What is wired once, at the start, in the bot and in a command of the console that may cause an event."""

from handlers.reception.declarations import DECLARATIONS
from handlers.reception.menu import show_menu_to
from handlers.talk.events import ROLES_CHANGED
from handlers.talk.forms import connect_forms


def connect() -> None:
    """Register, at the start, all declared forms and event subscribers, and the new menu for people whose roles change.

    A second call changes nothing.
    """
    ROLES_CHANGED.subscribe(show_menu_to)
    connect_forms(form for one in DECLARATIONS for form in one.forms)
    for one in DECLARATIONS:
        for subscribe in one.subscriptions:
            subscribe()
