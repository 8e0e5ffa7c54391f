"""What is said of a place that was found. Pure."""

from handlers.places import texts
from handlers.talk import buttons
from handlers.talk.public_contact import public_contact
from handlers.talk.replies import Reply, Rows, paragraphs
from knowledge.base.networks import networks
from knowledge.places.found import Found
from knowledge.snapshot import Knowledge

LONGEST_TOWN = 20  # characters, in a button whose code is short


def reply_about_place(found: Found | None, knowledge: Knowledge, *, consent: str = "", ask: Rows = ()) -> Reply:
    """Write the reply about a place.

    `consent` is the question whether it may be kept, `ask` are its buttons.
    """
    if found is None or found.outcome == "unknown":
        return Reply(texts.WHERE)
    if found.outcome == "ambiguous":
        return Reply(texts.WHICH_DEPARTMENT, departments_of(found))
    if found.outcome == "outside":
        return Reply(
            paragraphs(
                texts.outside(found.place, found.region, networks().get(found.region or "")),
                public_contact(knowledge.team),
            ),
            [[buttons.human()], [buttons.change_place()]],
        )
    return Reply(
        paragraphs(
            place_line(found),
            texts.how_to_reach(found.delegate or ""),
            consent,
        ),
        [*ask, [buttons.human()], [buttons.change_place(), buttons.topics()]],
    )


def departments_of(found: Found) -> Rows:
    """Make a button for each department that the words could mean, with the town that they name.

    A postcode of two departments names no town: its place is the first of them.
    """
    name = found.place or ""
    town = "" if found.choices[0].label.startswith(name) else name[:LONGEST_TOWN]
    return [[buttons.department(one.department, one.label, town)] for one in found.choices]


def place_line(found: Found | None) -> str:
    """Say who is there for a place; "" where nobody can be named."""
    if found is None or found.delegate is None or not found.departments:
        return ""
    return texts.delegate_line(found.place, ", ".join(found.departments), found.delegate)


def outside_of(department: str | None, knowledge: Knowledge) -> Found | None:
    """Return the region of a department outside ours, None for one of ours. Nothing more of such places is kept."""
    known = knowledge.places.department(department) if department else None
    if known is None or known.inside:
        return None
    return Found("outside", (known.code,), place=known.region, region=known.region)


def outside_line(found: Found) -> str:
    """Say that what follows is not for their region, and who is there for them."""
    return texts.outside_line(found.place, found.region, networks().get(found.region or ""))


def delegate_of(department: str | None, knowledge: Knowledge) -> str | None:
    """Return the name of the delegate of a department, given by its code."""
    if department is None:
        return None
    return knowledge.places.department(department).delegate
