"""The declaration of places."""

from handlers.places import buttons
from handlers.places.actions import SAY_WHERE
from handlers.places.choose import ask_other_commune, ask_place, choose_department
from handlers.talk.capability import Capability, Press, Said

CAPABILITY = Capability(
    "places",
    actions=(SAY_WHERE,),
    presses=(
        Press(buttons.DEPARTMENT, SAY_WHERE, choose_department),
        Press(buttons.OTHER_COMMUNE, SAY_WHERE, ask_other_commune),
        Press(buttons.CHANGE_PLACE, SAY_WHERE, ask_place),
    ),
    said=(Said("changer de lieu", SAY_WHERE, ask_place),),
)
