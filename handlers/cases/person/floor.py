"""Who has the floor: once somebody of the team has written to a person, what the person writes next is for them.

Until the case is closed or silent for a day. A button, a command, the exact label of a service do what they say.
"""

from collections.abc import Sequence

from telegram import Message, Update

from handlers.cases.core import buttons
from handlers.cases.core.doubt import ask_for_whom
from handlers.cases.core.piece import piece_of
from handlers.cases.core.rules import FLOOR_LASTS
from handlers.cases.core.switch import TO_ROBOT
from handlers.cases.core.writing import asks_nothing, take_for_case, write_to
from handlers.cases.person.form_answers import may_answer
from handlers.cases.person.offering import offer_to_pass_on
from handlers.talk.guard import Handler
from handlers.talk.passing import form_under_way
from handlers.talk.permissions import STAFF
from handlers.talk.replies import Button
from handlers.talk.turn import Context, Turn, text_of
from knowledge.text.words import plain
from storage.case_copies import cases_heard_from, is_relay
from storage.cases import Case
from storage.outbox import last_shown_in

SURE = 0.9  # below, what the base would answer to words that are for a human is more often beside the point
# As on buttons, and where they lead when typed: never for a human.
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


def unless_for_a_case(handler: Handler) -> Handler:
    """The case takes its messages; the bot answers the others, its answer offering to pass them on."""

    async def first_the_case(update: Update, context: Context) -> None:
        if await take_for_case(update, context):
            return
        if await _is_awaited(context.turn, update.message):
            await _by_the_bot(handler, update, context)
        else:
            await to_who_has_the_floor(handler)(update, context)

    return first_the_case


async def _is_awaited(turn: Turn, message: Message | None) -> bool:
    """A form hears first what is written, and hands on what is not for it; so is a place that was asked for."""
    person = turn.person
    if person is None or message is None or form_under_way(person) is not None:
        return True
    return person.awaiting is not None and await is_for_form(turn, message)


async def _by_the_bot(handler: Handler, update: Update, context: Context) -> None:
    was_asked = context.turn.person is not None and context.turn.person.awaiting
    await handler(update, context)
    if not was_asked:
        await offer_to_pass_on(update, context.turn)


def to_who_has_the_floor(handler: Handler) -> Handler:
    """Passes a message on to the human who wrote last; to the bot where nobody did, or it can only be for the bot."""

    async def first_the_human(update: Update, context: Context) -> None:
        turn, message = context.turn, update.message
        cases = await listening(turn, message)
        if message is None or not cases:
            await _by_the_bot(handler, update, context)
            return
        if len(cases) == 1:
            await write_to(turn, cases[0].id, piece_of(message), _under_receipt(turn, cases[0], message))
        else:
            await ask_for_whom(turn, message)
        if _is_sure(turn, text_of(update)):
            await handler(update, context)

    return first_the_human


async def listening(turn: Turn, message: Message | None) -> Sequence[Case]:
    """The cases in which a human has the floor, and may be who this message is for."""
    if message is None or turn.person is None or not STAFF.isdisjoint(turn.actors):
        return ()
    words = message.text or ""
    if turn.person.writing_to == TO_ROBOT or plain(words) in LABELS:
        return ()
    return await cases_heard_from(turn.session, turn.person.telegram_id, turn.now - FLOOR_LASTS)


async def is_for_form(turn: Turn, message: Message) -> bool:
    """Whether a message answers what the bot asked, though a human has the floor."""
    return may_answer(turn, message, is_human_last=await is_human_last(turn))


async def is_human_last(turn: Turn) -> bool:
    """Whether what stands last in the chat is what a human wrote, and no question of the bot."""
    last = await last_shown_in(turn.session, turn.known().telegram_id)
    return last is not None and await is_relay(turn.session, last.id)


def _is_sure(turn: Turn, words: str) -> bool:
    """Whether the bot speaks as well: to danger, and where the base knows for sure."""
    reading = turn.reader.reading(words) if words else None
    if reading is None or reading.outcome == "distress":
        return reading is not None
    return reading.outcome == "answer" and reading.confidence >= SURE


def _under_receipt(turn: Turn, case: Case, message: Message) -> list[list[Button]]:
    """The way back to the robot, and the service that it read, which nobody asked of it for sure."""
    rows = [[buttons.for_robot(case.id, message.message_id)]]
    words = message.text or message.caption or ""
    reading = turn.reader.reading(words) if words and not asks_nothing(case, piece_of(message)) else None
    if reading is not None and reading.intent in buttons.SERVICES:
        label = buttons.SERVICES[reading.intent]
        rows.insert(0, [buttons.service_offered(label, case.id, message.message_id, reading.intent)])
    return rows
