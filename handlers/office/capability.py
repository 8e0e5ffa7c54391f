"""The declaration of the office: its door in the chat, and what it keeps. Its pages are in `pages.py`."""

from handlers.office import buttons, texts
from handlers.office.actions import USE_OFFICE
from handlers.office.door import close_with_role
from handlers.office.in_the_chat import close, give_link
from handlers.talk.capability import Capability, Command, Press
from handlers.talk.events import ROLES_CHANGED

CAPABILITY = Capability(
    "office",
    actions=(USE_OFFICE,),
    commands=(Command("bureau", USE_OFFICE, give_link, texts.MENU_OFFICE),),
    presses=(Press(buttons.OFFICE, USE_OFFICE, close),),
    subscriptions=(ROLES_CHANGED.by(close_with_role),),
    kept=texts.KEPT,
    columns=texts.COLUMNS,
)
