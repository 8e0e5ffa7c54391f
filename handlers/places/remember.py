"""What is remembered of a person's place: the department, and the commune where it is sure."""

from handlers.talk.awaited import PLACE
from knowledge.places.found import Found
from storage.people import Person, wait_for_nothing


def remember(person: Person, found: Found | None, *, asked: bool = False) -> None:
    """Remember the first department of a place, and its commune where the department is the only one.

    Nothing is remembered of a place that was not found. One outside the region is remembered only where it was `asked`
    for or no other is known: naming Lyon in passing does not move a project.
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
