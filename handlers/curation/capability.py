"""Declaration of curation: the base read, approved, corrected and completed, the questions without a good answer."""

from handlers.curation import buttons, complete, kept_texts, texts
from handlers.curation.actions import CURATE
from handlers.curation.complete_texts import MENU_COMPLETE
from handlers.curation.forms import FORM
from handlers.curation.press import press as press_base
from handlers.curation.questions import press as press_questions
from handlers.curation.questions import show_questions
from handlers.curation.show import show_home
from handlers.talk.capability import Capability, Command, Press

CAPABILITY = Capability(
    "curation",
    actions=(CURATE,),
    commands=(
        Command("base", CURATE, show_home, texts.MENU_BASE),
        Command("completer", CURATE, complete.begin, MENU_COMPLETE),
        Command("questions", CURATE, show_questions, texts.MENU_QUESTIONS),
    ),
    presses=(
        Press(buttons.BASE, CURATE, press_base),
        Press(buttons.QUESTIONS, CURATE, press_questions),
        Press(buttons.COMPLETE, CURATE, complete.press),
    ),
    forms=(FORM, complete.FORM),
    kept=kept_texts.KEPT,
    columns=kept_texts.COLUMNS,
)
