"""The one way to read a place that was asked for: in words, from a shared position, or from a button."""

from dataclasses import dataclass

from telegram import Location, Message

from handlers.places import buttons, texts
from handlers.places.compose import departments_of
from handlers.talk.forms import NoAnswer
from handlers.talk.replies import Reply, Rows
from handlers.talk.turn import Turn, words_in
from knowledge.places.finder import Places
from knowledge.places.found import NOTHING, Found
from knowledge.places.nearest import kilometres

FARTHEST_KM = 40  # a position farther from every known commune is abroad or at sea
LONGEST = 80


@dataclass(frozen=True)
class Where:
    """A place to show to people and to keep in the answers of a form.

    `shown` is its name, "" where none is known yet. `department` and `commune` are official codes, None where unknown
    and for a place outside the region.
    """

    shown: str = ""
    department: str | None = None
    commune: str | None = None


@dataclass(frozen=True)
class Asking:
    """The two replies with which a question for a place goes on: `not_found` to no place, `which` to several places.

    The buttons of the places to choose from are put above those of `which`.
    """

    not_found: Reply
    which: Reply


def where(found: Found) -> Where:
    """Turn the result of a search for a place into a `Where`, with a name such as "Guéret (23)".

    Where the place covers several departments, the first is kept, since it leads to the same delegate, and no commune.
    """
    one = found.departments[0] if len(found.departments) == 1 else None
    name, code = found.place or ", ".join(found.departments), one or (found.region if not found.departments else None)
    shown = (f"{name} ({code})" if code and code not in name else name)[:LONGEST]
    if found.outcome != "delegate":
        return Where(shown)
    return Where(shown, found.departments[0], found.commune if one else None)


def own_place(turn: Turn) -> Where | None:
    """Return the remembered place of the person's project; None where none is remembered."""
    person = turn.known()
    if person.department is None:
        return None
    return where(kept_place(turn.knowledge.places, person.department, person.commune))


def kept_place(places: Places, code: str, commune: str | None) -> Found:
    """Look up a remembered place by the code of its department and of its commune.

    Where the commune does not exist any more, as after a merger, return the department alone.
    """
    found = place_of_code(places, code, commune or "")
    return found if found.outcome != "unknown" else place_of_code(places, code)


def place_of_code(places: Places, code: str, town: str = "") -> Found:
    """Look up a place by the code of its department and a town's code or name; return `NOTHING` for an unknown code."""
    try:
        department = places.department(code)
        is_code = any(char.isdecimal() for char in town)
        name = places.commune(town).name if is_code else town or department.name
    except KeyError:
        return NOTHING
    if not department.inside:
        return Found("outside", (code,), place=name, region=department.region)
    return Found("delegate", (code,), department.delegate, name, commune=town if is_code else None)


def read_place(turn: Turn, words: str, asking: Asking) -> Found | Reply | NoAnswer:
    """Read a place in the words with which a person answers "where is your project?".

    Return the place; or a reply of `asking` where no place was read or several could be meant; or NOT_MINE where the
    words ask the bot something else, even about a place, or tell only of a danger.
    """
    words = turn.reader.without_danger(words) if turn.heard.kinds else words
    found, reading = turn.reader.place(words), turn.reader.reading(words)
    asks_something = reading.outcome == "answer" and reading.place is not None
    if not words or asks_something or reading.outcome == "distress":
        return NoAnswer.NOT_MINE
    if found.outcome == "unknown" and reading.outcome != "unknown":
        return NoAnswer.NOT_MINE
    return sure_place(found, asking)


def sure_place(found: Found, asking: Asking) -> Found | Reply:
    """Return `found` where it is one place; else the reply of `asking` that says that it is none, or asks which."""
    if found.outcome == "unknown":
        return asking.not_found
    if found.outcome != "ambiguous":
        return found
    return Reply(asking.which.html, [*departments_of(found), *asking.which.rows])


def read_where(turn: Turn, message: Message, asking: Asking) -> Found | Reply | NoAnswer:
    """Read a place in a message that answers "where is your project?", be it in words or a shared position.

    Words are read by `read_place`, which may return NOT_MINE. For a position the reply offers the towns near it.
    """
    if message.location is not None:
        return towns_near(message.location, turn.knowledge.places, asking.not_found.rows)
    return read_place(turn, words_in(message), asking)


def towns_near(location: Location, places: Places, rows: Rows) -> Reply:
    """Make the reply that offers the four communes nearest to a shared position as buttons, above `rows`.

    The person chooses, since a position says where the phone is, not where the project is. Without a commune within 40
    km the reply asks for a name.
    """
    near = [
        commune
        for commune in places.nearest(location.latitude, location.longitude, 4)
        if kilometres(commune, location.latitude, location.longitude) <= FARTHEST_KM
    ]
    if not near:
        return Reply(texts.NO_TOWN_NEAR)
    towns = [[buttons.commune(one.department, one.insee, f"{one.name} ({one.department})")] for one in near]
    return Reply(texts.nearest_towns(), [*towns, *rows])
