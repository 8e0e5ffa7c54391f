"""Acts of people about meetings, beside those on seats: coming or not, reminders, opinion, profile, a date wished for.

Nobody else is told. Each raises NotAllowed where the actor may not register.
"""

from handlers.meetings.actions import REGISTER
from handlers.meetings.rules import NoSeat, why_gone
from handlers.meetings.seats import give_up_seat
from handlers.places.asked import Where
from handlers.talk.act import Act
from handlers.talk.refusal import Refusal
from storage.consents import keep_consent
from storage.meetings import drop_wish, keep_wish, meeting
from storage.people import Person
from storage.registrations import Registration, Status, keep_profile, registration

CONSENT = "registration"


async def say_coming(act: Act, meeting_id: int, telegram_id: int, *, comes: bool) -> Refusal[NoSeat] | None:
    """Keep whether a registered person comes to a meeting; a no gives their seat up."""
    row = await _registered(act, meeting_id, telegram_id)
    if isinstance(row, Refusal):
        return row
    row.coming = comes
    if not comes:
        await give_up_seat(act, meeting_id, telegram_id)
    return None


async def switch_reminders(act: Act, meeting_id: int, telegram_id: int, *, on: bool) -> Refusal[NoSeat] | None:
    """Switch the reminders of a meeting on or off for a registered person."""
    row = await _registered(act, meeting_id, telegram_id)
    if isinstance(row, Refusal):
        return row
    row.reminders = on
    return None


async def _registered(act: Act, meeting_id: int, telegram_id: int) -> Registration | Refusal[NoSeat]:
    """Return a person's registration for a meeting that is not over; a Refusal where they have no seat at it."""
    act.must_be_allowed(REGISTER)
    gone = why_gone(await meeting(act.session, meeting_id), act.now)
    return gone or await _with_seat(act, meeting_id, telegram_id)


async def _with_seat(act: Act, meeting_id: int, telegram_id: int) -> Registration | Refusal[NoSeat]:
    row = await registration(act.session, meeting_id, telegram_id)
    return row if row is not None and row.status == Status.REGISTERED else Refusal(NoSeat.NOT_REGISTERED)


async def give_opinion(act: Act, meeting_id: int, telegram_id: int, opinion: str) -> Refusal[NoSeat] | None:
    """Keep a registered person's opinion of a meeting, "1" to "3"."""
    act.must_be_allowed(REGISTER)
    row = await _with_seat(act, meeting_id, telegram_id)
    if isinstance(row, Refusal):
        return row
    row.opinion = opinion
    return None


async def keep_answers(act: Act, person: Person, name: str, phase: str, place: Where, agreed_to: str) -> None:
    """Keep what a person answers to register, with their consent in the words `agreed_to`.

    A place in a department becomes the place of the person's project, and is kept too.
    """
    act.must_be_allowed(REGISTER)
    await keep_consent(act.session, person.telegram_id, CONSENT, agreed_to, act.now)
    await keep_profile(act.session, person.telegram_id, name, phase, place.shown)
    if place.department:
        person.department, person.commune, person.place_kept = place.department, place.commune, True


async def ask_to_be_told(act: Act, telegram_id: int, kind: str, *, wanted: bool = True) -> None:
    """Keep a person's wish to be told of the next date of a kind of meeting, or drop it."""
    act.must_be_allowed(REGISTER)
    if wanted:
        await keep_wish(act.session, telegram_id, kind, act.now)
    else:
        await drop_wish(act.session, telegram_id, kind)
