"""Declaration of announcements: written by the team, sent on time to those who asked, corrected, counted."""

from handlers.announcements import programme, staff_texts, texts, writing
from handlers.announcements.actions import ANNOUNCE
from handlers.announcements.buttons import ANNOUNCEMENT
from handlers.announcements.duties import DUTIES
from handlers.announcements.taking import FORM
from handlers.talk.capability import Capability, Command, Press
from handlers.talk.events import INVITATION_FOLLOWED

CAPABILITY = Capability(
    "announcements",
    actions=(ANNOUNCE,),
    commands=(Command("annonce", ANNOUNCE, writing.home, staff_texts.MENU_ANNOUNCE),),
    presses=(Press(ANNOUNCEMENT, ANNOUNCE, writing.press),),
    forms=(FORM,),
    duties=DUTIES,
    subscriptions=(INVITATION_FOLLOWED.by(programme.welcome_partner),),
    kept=texts.KEPT,
    columns=texts.COLUMNS,
)
