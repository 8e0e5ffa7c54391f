"""The floor: once staff have written to a person, what the person types next is for them.

It ends when the case is closed or silent for a day; after such a silence the person is asked once whom their words are
for. Buttons, commands and the exact labels of services do what they say.
"""

from collections.abc import Sequence

from telegram import Message, Update

from handlers.cases.core import buttons
from handlers.cases.core.doubt import ask_for_whom
from handlers.cases.core.held_back import joins_album
from handlers.cases.core.phones import read_phone
from handlers.cases.core.piece import Piece, piece_of
from handlers.cases.core.switch import TO_ROBOT
from handlers.cases.core.writing import asks_nothing, write_to
from handlers.cases.person.form_answers import may_answer
from handlers.cases.person.offering import offer_to_pass_on
from handlers.cases.person.subject import SURE
from handlers.talk.awaited import form_under_way, is_answered
from handlers.talk.guard import Handler
from handlers.talk.limits import FLOOR_LASTS
from handlers.talk.permissions import STAFF
from handlers.talk.replies import Button
from handlers.talk.turn import Context, Turn, text_of, written_in
from knowledge.text.words import plain
from storage.case_copies import cases_grown_silent, cases_heard_from, is_relay
from storage.cases import Case
from storage.outbox import last_shown_in
from storage.registrations import own_registrations
from storage.subscriptions import subjects_of

BESIDE_A_NUMBER = 12  # words and parts of the number
# Readings of what only the bot can be asked, whoever else has written.
OF_THE_BOT = ("human", "delegate", "place", "ambiguous", "language")
# The labels of buttons, which are never for a human when they are typed.
LABELS = frozenset(
    {
        "m inscrire",
        "me desinscrire",
        "mes inscriptions",
        "mes demandes",
        "parler a quelqu un",
        "changer de lieu",
        "voir ce que je sais",
        "ne plus recevoir",
        "tout effacer",
        "menu",
        "sommaire",
        "aide",
        "help",
    }
)


_MOST_NAMING = 2  # words that only name what is shown


async def is_bot_awaited(turn: Turn, message: Message | None) -> bool:
    """Whether the bot reads a message first, though staff wrote to its author lately.

    It does in a form, which hands on what it cannot use, and where the message plainly answers a question for a place.
    """
    person = turn.person
    if person is None or message is None or form_under_way(person) is not None:
        return True
    return person.awaiting is not None and await is_for_form(turn, message)


async def by_the_bot(handler: Handler, update: Update, context: Context) -> None:
    """Let the bot answer a message; its answer offers to pass the message on to the person's case."""
    turn = context.turn
    was_asked = turn.person is not None and turn.person.awaiting
    await handler(update, context)
    if not was_asked:
        await offer_to_pass_on(update, turn)


def to_who_has_the_floor(handler: Handler) -> Handler:
    """Wrap the bot's handler so that a message goes to the member of staff who wrote to its author within the last day.

    Where several did, or one who has been silent for longer, the author is asked which case it is for. The bot answers
    too where it is sure, and alone where none did.
    """

    async def first_the_human(update: Update, context: Context) -> None:
        turn, message = context.turn, update.message
        cases = await listening(turn, message)
        if not cases and message is not None and await _asks_whose_number(turn, message):
            return
        if message is None or (not cases and not await _asks_after_silence(turn, message)):
            await by_the_bot(handler, update, context)
            return
        if not cases:
            return
        if len(cases) == 1:
            piece = piece_of(message)
            rows = await _under_receipt(turn, cases[0], piece, written_in(message))
            await write_to(turn, cases[0].id, piece, rows)
        else:
            await ask_for_whom(turn, message)
        if _is_sure(turn, text_of(update)):
            await handler(update, context)

    return first_the_human


async def listening(turn: Turn, message: Message | None) -> Sequence[Case]:
    """Return the person's open cases in which staff have replied and the talk went on within the last day.

    This message may be for them. There are none where its author is staff or chose to write to the bot, or where it is
    the label of a button.
    """
    if message is None or not _may_be_for_a_human(turn, message):
        return ()
    return await cases_heard_from(turn.session, turn.known().telegram_id, turn.now - FLOOR_LASTS)


async def _asks_whose_number(turn: Turn, message: Message) -> bool:
    """Hold a telephone number back, with little else in the message, and ask whom it is for: the bot asked for none."""
    words = written_in(message)
    if not _may_be_for_a_human(turn, message) or len(words.split()) > BESIDE_A_NUMBER:
        return False
    if read_phone(words) is None or turn.reader.reading(words).outcome == "answer":
        return False
    return await ask_for_whom(turn, message)


def _may_be_for_a_human(turn: Turn, message: Message) -> bool:
    if turn.person is None or not turn.has_open_case or not STAFF.isdisjoint(turn.actors):
        return False
    if turn.person.writing_to == TO_ROBOT:
        return False
    return plain(message.text or "") not in LABELS


async def _asks_after_silence(turn: Turn, message: Message) -> bool:
    """Hold a message back and ask whom it is for, where the talk with staff has been silent for more than a day.

    That is done once a silence. What is surely for the bot is left to it: return False.
    """
    if not _may_be_for_a_human(turn, message):
        return False
    if joins_album(turn.known(), message):
        return True
    if _is_surely_for_the_bot(turn, message):
        return False
    silent = await cases_grown_silent(turn.session, turn.known().telegram_id, turn.now - FLOOR_LASTS)
    return bool(silent) and await ask_for_whom(turn, message)


def _is_surely_for_the_bot(turn: Turn, message: Message) -> bool:
    """Whether a message answers what the bot has just asked, asks it something that it knows, or says where one is."""
    words = written_in(message)
    if turn.heard.kinds or message.location is not None or turn.known().awaiting is not None:
        return True
    if is_answered(turn.asked_in_passing, words):
        return True
    return _is_sure(turn, words) or (bool(words) and turn.reader.reading(words).outcome in OF_THE_BOT)


async def is_for_form(turn: Turn, message: Message) -> bool:
    """Whether a message answers the form of the bot rather than the member of staff who wrote to its author lately."""
    return may_answer(turn, message, is_human_last=await is_human_last(turn))


async def is_human_last(turn: Turn) -> bool:
    """Whether the last message that the bot sent to this person is one that staff wrote to them."""
    last = await last_shown_in(turn.session, turn.known().telegram_id)
    return last is not None and await is_relay(turn.session, last.id)


def _is_sure(turn: Turn, words: str) -> bool:
    """Whether the bot too answers a message that goes to staff: it tells distress, or the base has a sure answer.

    Two words without a question mark, as under a photo (« la façade »), ask the bot nothing.
    """
    reading = turn.reader.reading(words) if words else None
    if reading is None or reading.outcome == "distress":
        return reading is not None
    asks = "?" in words or len(words.split()) > _MOST_NAMING
    return asks and reading.outcome == "answer" and reading.confidence >= SURE


async def _under_receipt(turn: Turn, case: Case, piece: Piece, words: str) -> list[list[Button]]:
    """Make the buttons under the receipt of a message to staff: « C'était pour le robot », and any service asked."""
    rows = [[buttons.for_robot(case.id, piece.message_id)]]
    reading = turn.reader.reading(words) if words and not asks_nothing(case, piece) else None
    if reading is not None and reading.intent in buttons.SERVICES and await _has_use(turn, reading.intent):
        label = buttons.SERVICES[reading.intent]
        rows.insert(0, [buttons.service_offered(label, case.id, piece.message_id, reading.intent)])
    return rows


async def _has_use(turn: Turn, service: str) -> bool:
    """Whether a service is of use to this person: nothing is ended that they do not have."""
    me = turn.known().telegram_id
    if service == "cancel_registration":
        return bool(await own_registrations(turn.session, me, turn.now))
    return service != "unsubscribe" or bool(await subjects_of(turn.session, me))
