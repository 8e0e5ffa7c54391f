"""What is remembered of a person's place: the department, and the commune where it is sure."""

from handlers.talk.awaited import PLACE
from knowledge.places.found import Found
from storage.people import Person, wait_for_nothing


def remember(person: Person, found: Found | None, *, asked: bool = False) -> None:
    """Store on the person the first department of a place; the commune too where that department is the only one.

    Nothing is stored of a place that was not found. A place outside the region replaces a stored one only where the
    person was `asked` for it, since to name Lyon in passing does not move a project. A wait for a place ends.
    """
    if found is None or found.outcome not in ("delegate", "outside") or not found.departments:
        return
    if found.outcome == "outside" and person.department is not None and not asked:
        return
    one = len(found.departments) == 1
    person.department = found.departments[0]
    person.commune = found.commune if one else None
    if person.awaiting == PLACE:
        wait_for_nothing(person)
