"""What is remembered of a person's place: the commune where it is sure, and the department."""

from knowledge.places.found import Found
from storage.people import Person


def remember(person: Person, found: Found | None) -> None:
    """Only what leads to one delegate is kept; several departments of hers keep none of them."""
    if found is None or found.outcome != "delegate":
        return
    one = len(found.departments) == 1
    person.department = found.departments[0]
    person.commune = found.commune if one else None
    person.awaiting = None
