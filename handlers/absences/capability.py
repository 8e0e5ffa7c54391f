"""The declaration of absences."""

from datetime import timedelta

from handlers.absences import absence, beginning, texts
from handlers.absences.actions import SAY_ABSENCE
from handlers.cases.clock.timers import is_working_time
from handlers.cases.core import buttons, staff_texts
from handlers.talk.capability import Capability, Command, Press
from handlers.talk.tick import Duty
from storage.absences import is_any_absence_to_offer

CAPABILITY = Capability(
    "absences",
    actions=(SAY_ABSENCE,),
    commands=(Command("absence", SAY_ABSENCE, absence.show, staff_texts.MENU_ABSENCE),),
    presses=(Press(buttons.ABSENCE, SAY_ABSENCE, absence.press),),
    forms=(absence.FORM,),
    duties=(
        Duty(
            "case absences",
            timedelta(0),
            beginning.begin_absences,
            lambda tick: is_any_absence_to_offer(tick.now),
            is_working_time,
        ),
    ),
    kept=texts.KEPT,
    columns=texts.COLUMNS,
)
