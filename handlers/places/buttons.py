"""The buttons by which a person says where their project is."""

from handlers.talk.codes import code_for
from handlers.talk.replies import Button

DEPARTMENT = "dep"  # dep:<department code>[:<commune code, or name>]
OTHER_COMMUNE = "autre"
CHANGE_PLACE = "lieu"
LABEL_CHANGE_PLACE = "Changer de lieu"


def department(code: str, label: str, town: str = "") -> Button:
    """Make the button that chooses a department as a place, with the name of a `town` that several departments have."""
    return Button(label, code_for(DEPARTMENT, code, *([town] if town else [])))


def commune(department_code: str, insee: str, label: str) -> Button:
    """Make the button that chooses a commune as a place, by its official number `insee`."""
    return Button(label, code_for(DEPARTMENT, department_code, insee))


def other_commune() -> Button:
    """Make the button that asks for the name of a commune other than those shown."""
    return Button("Autre commune", OTHER_COMMUNE)


def change_place() -> Button:
    """Make the button that asks for another place of the person's project."""
    return Button(LABEL_CHANGE_PLACE, CHANGE_PLACE)
