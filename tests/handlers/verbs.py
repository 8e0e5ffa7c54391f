"""The verbs of the buttons that the capabilities declare."""

from handlers.reception.declarations import DECLARATIONS
from handlers.talk.permissions import Actor

PRESSES = tuple(press for one in DECLARATIONS for press in one.presses)
VERBS = tuple(press.verb for press in PRESSES)
OF_PEOPLE = tuple(press.verb for press in PRESSES if Actor.PERSON in press.action.actors)
OF_CASES = tuple(press.verb for one in DECLARATIONS if one.name == "cases" for press in one.presses)
