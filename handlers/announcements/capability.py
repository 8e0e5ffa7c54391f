"""Announcements of the team: written, sent on time to those who asked, corrected, counted."""

from handlers.announcements import draft, staff_texts, taking, texts, writing
from handlers.announcements.actions import ANNOUNCE
from handlers.announcements.buttons import ANNOUNCEMENT
from handlers.announcements.duties import DUTIES
from handlers.talk.capability import ByHand, Capability, Command, Press

CAPABILITY = Capability(
    "announcements",
    actions=(ANNOUNCE,),
    commands=(Command("annonce", ANNOUNCE, writing.home, staff_texts.MENU_ANNOUNCE),),
    presses=(Press(ANNOUNCEMENT, ANNOUNCE, writing.press),),
    forms=(ByHand(draft.KIND, ANNOUNCE, taking.take, taking.ask_again, (draft.KIND,)),),
    duties=DUTIES,
    kept=texts.KEPT,
    columns=texts.COLUMNS,
)
