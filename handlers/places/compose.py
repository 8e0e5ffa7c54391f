"""What is said of a place that was found. Pure."""

from handlers.places import buttons as place_buttons
from handlers.places import texts
from handlers.talk import buttons
from handlers.talk.public_contact import public_contact
from handlers.talk.replies import Reply, Rows, paragraphs
from knowledge.base.networks import networks
from knowledge.places.found import Found
from knowledge.snapshot import Knowledge

LONGEST_TOWN = 20  # characters, in a button whose code is short


def reply_about_place(found: Found | None, knowledge: Knowledge, *, consent: str = "", ask: Rows = ()) -> Reply:
    """Make the reply about a place: who helps projects there, or, of an ambiguous place, which department is meant.

    Where `found` is None or unknown, it asks for the place; outside the region, it names the network there. `consent`
    is the question whether the place may be remembered, "" for none, and `ask` its buttons.
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
            [[buttons.human()], [place_buttons.change_place()]],
        )
    return Reply(
        paragraphs(
            place_line(found),
            texts.how_to_reach(found.delegate or ""),
            consent,
        ),
        [*ask, [buttons.human()], [place_buttons.change_place(), buttons.topics()]],
    )


def departments_of(found: Found) -> Rows:
    """Make a row with one button for each department that an ambiguous place may be in.

    The button's code carries the town's name, except for a postcode shared by two departments, which names no town.
    """
    name = found.place or ""
    town = "" if found.choices[0].label.startswith(name) else name[:LONGEST_TOWN]
    return [[place_buttons.department(one.department, one.label, town)] for one in found.choices]


def place_line(found: Found | None) -> str:
    """Write the line that names the delegate of a place; "" where `found` is None or has no delegate."""
    if found is None or found.delegate is None or not found.departments:
        return ""
    return texts.delegate_line(found.place, ", ".join(found.departments), found.delegate)


def outside_of(department: str | None, knowledge: Knowledge) -> Found | None:
    """Return the region of a department outside Nouvelle-Aquitaine, given by its code, as a place; else None.

    Of a place outside, only its department is remembered, so the region is all that can be named.
    """
    known = knowledge.places.department(department) if department else None
    if known is None or known.inside:
        return None
    return Found("outside", (known.code,), place=known.region, region=known.region)


def outside_line(found: Found) -> str:
    """Write the lines above an answer to somebody outside Nouvelle-Aquitaine: their region's network, and a warning.

    The warning says that the answer is for Nouvelle-Aquitaine.
    """
    return texts.outside_line(found.place, found.region, networks().get(found.region or ""))


def delegate_of(department: str | None, knowledge: Knowledge) -> str | None:
    """Return the name of the delegate of a department, given by its code; None without a code or a delegate."""
    if department is None:
        return None
    return knowledge.places.department(department).delegate
