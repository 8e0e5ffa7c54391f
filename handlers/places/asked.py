"""A place that was asked for, as everybody asks: read in words, from a position shared, or chosen by a button."""

from dataclasses import dataclass

from telegram import Location, Message

from handlers.places import texts
from handlers.places.compose import departments_of
from handlers.talk import buttons
from handlers.talk.forms import Heard
from handlers.talk.replies import Reply, Rows
from handlers.talk.turn import Turn, words_in
from knowledge.places.finder import Places
from knowledge.places.found import NOTHING, Found
from knowledge.places.nearest import kilometres

FARTHEST_KM = 40  # a position farther from every known commune is abroad or at sea
LONGEST = 80


@dataclass(frozen=True)
class Where:
    """A place as it is shown, and its codes where it is one of ours; `shown` is "" where there is none yet."""

    shown: str = ""
    department: str | None = None
    commune: str | None = None


@dataclass(frozen=True)
class Asking:
    """What one question says where no place was read, and where several could be meant; their buttons stand first."""

    not_found: Reply
    which: Reply


def where(found: Found) -> Where:
    """Of several departments of one delegate, the first leads to her."""
    one = found.departments[0] if len(found.departments) == 1 else None
    name, code = found.place or ", ".join(found.departments), one or (found.region if not found.departments else None)
    shown = (f"{name} ({code})" if code and code not in name else name)[:LONGEST]
    if found.outcome != "delegate":
        return Where(shown)
    return Where(shown, found.departments[0], found.commune if one else None)


def own_place(turn: Turn) -> Where | None:
    """Where the person's project is, as far as they said it."""
    person = turn.known()
    if person.department is None:
        return None
    return where(chosen(turn.knowledge.places, person.department, person.commune or ""))


def chosen(places: Places, code: str, town: str = "") -> Found:
    """The place that a button names, its town by its code or by its name; nothing when the button names none."""
    try:
        department = places.department(code)
        is_code = any(char.isdecimal() for char in town)
        name = places.commune(town).name if is_code else town or department.name
    except KeyError:
        return NOTHING
    if not department.inside:
        return Found("outside", (code,), place=name, region=department.region)
    return Found("delegate", (code,), department.delegate, name, commune=town if is_code else None)


def read_place(turn: Turn, words: str, asking: Asking) -> Found | Reply | Heard:
    """A question asked instead is for the bot, and so is one that names a place; a danger names none."""
    words = turn.reader.without_danger(words) if turn.heard.kinds else words
    found, reading = turn.reader.place(words), turn.reader.reading(words)
    asks_something = reading.outcome == "answer" and reading.place is not None
    if not words or asks_something or reading.outcome == "distress":
        return Heard.NOT_MINE
    if found.outcome == "unknown" and reading.outcome != "unknown":
        return Heard.NOT_MINE
    return sure_place(found, asking)


def sure_place(found: Found, asking: Asking) -> Found | Reply:
    """The place; a question where it is none, or could be several."""
    if found.outcome == "unknown":
        return asking.not_found
    if found.outcome != "ambiguous":
        return found
    return Reply(asking.which.html, [*departments_of(found), *asking.which.rows])


def read_where(turn: Turn, message: Message, asking: Asking) -> Found | Reply | Heard:
    """The same of a message, which may be a position."""
    if message.location is not None:
        return towns_near(message.location, turn.knowledge.places, asking.not_found.rows)
    return read_place(turn, words_in(message), asking)


def towns_near(location: Location, places: Places, rows: Rows) -> Reply:
    """The nearest communes as buttons: a position says where the phone is, not where the project is."""
    near = [
        commune
        for commune in places.nearest(location.latitude, location.longitude, 4)
        if kilometres(commune, location.latitude, location.longitude) <= FARTHEST_KM
    ]
    if not near:
        return Reply(texts.NO_TOWN_NEAR)
    towns = [[buttons.commune(one.department, one.insee, f"{one.name} ({one.department})")] for one in near]
    return Reply(texts.nearest_towns(), [*towns, *rows])
