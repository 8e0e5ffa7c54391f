"""A person says or corrects where their project is: in words, by a button, or by sharing a position."""

from telegram import Location, Message, Update

from handlers.places import texts
from handlers.places.compose import outside_of, reply_about_place
from handlers.places.remember import remember
from handlers.places.telling import tells_more_than_a_place
from handlers.privacy.consent import question_about_place
from handlers.talk import buttons
from handlers.talk.codes import pressed
from handlers.talk.passing import KEEP_PLACE, ask_in_passing
from handlers.talk.replies import Reply
from handlers.talk.texts import OLD_BUTTON
from handlers.talk.turn import Context, Turn
from knowledge.places.finder import Places
from knowledge.places.found import NOTHING, Found
from knowledge.places.nearest import kilometres
from storage.people import wait_for, wait_for_nothing

AWAITING_PLACE = "place"
FARTHEST_KM = 40  # a position farther from every known commune is abroad or at sea


async def ask_place(update: Update, context: Context) -> None:
    wait_for(context.turn.known(), AWAITING_PLACE)
    await context.turn.reply(Reply(texts.WHERE))


async def reply_about(turn: Turn, found: Found, message: Message | None = None) -> None:
    """Who is there for this place, and whether it may be kept; "Parler à quelqu'un" takes a story told along."""
    consent, ask_to_keep = question_about_place(turn.known())
    if consent and found.outcome == "delegate":
        ask_in_passing(turn.known(), KEEP_PLACE)
    reply = reply_about_place(found, turn.knowledge, consent=consent, ask=ask_to_keep)
    is_told = message is not None and tells_more_than_a_place(turn.reader, message.text or "")
    await turn.reply(buttons.with_message(reply, message.message_id) if message is not None and is_told else reply)


async def reply_about_own_place(turn: Turn) -> bool:
    """Who is there for the place that the person already said; False where they said none."""
    person = turn.known()
    if person.department is None:
        return False
    places = turn.knowledge.places
    found = outside_of(person.department, turn.knowledge) or chosen(places, person.department, person.commune or "")
    await turn.reply(reply_about_place(found, turn.knowledge))
    return True


async def choose_department(update: Update, context: Context) -> None:
    """`dep:<department>` or `dep:<department>:<commune>`."""
    turn = context.turn
    code = pressed(update)
    found = chosen(turn.knowledge.places, code.word(0), code.rest(1))
    if found.outcome == "unknown":
        turn.notice = OLD_BUTTON
        return
    wait_for_nothing(turn.known())
    remember(turn.known(), found, asked=True)
    await reply_about(turn, found)


def chosen(places: Places, code: str, insee: str = "") -> Found:
    """The place that a button names; nothing when the button names none."""
    try:
        department = places.department(code)
        name = places.commune(insee).name if insee else department.name
    except KeyError:
        return NOTHING
    if not department.inside:
        return Found("outside", (code,), place=name, region=department.region)
    return Found("delegate", (code,), department.delegate, name, commune=insee or None)


async def take_position(update: Update, context: Context) -> None:
    """The nearest communes as buttons: a position says where the phone is, not where the project is."""
    turn, message = context.turn, update.effective_message
    if message is None or message.location is None:
        return
    wait_for(turn.known(), AWAITING_PLACE)
    await turn.reply(_towns_near(message.location, turn.knowledge.places))


def _towns_near(location: Location, places: Places) -> Reply:
    near = [
        commune
        for commune in places.nearest(location.latitude, location.longitude, 4)
        if kilometres(commune, location.latitude, location.longitude) <= FARTHEST_KM
    ]
    if not near:
        return Reply(texts.NO_TOWN_NEAR)
    rows = [[buttons.commune(one.department, one.insee, f"{one.name} ({one.department})")] for one in near]
    return Reply(texts.nearest_towns(), [*rows, [buttons.other_commune()]])


async def ask_other_commune(update: Update, context: Context) -> None:
    wait_for(context.turn.known(), AWAITING_PLACE)
    await context.turn.reply(Reply(texts.WRITE_TOWN))
