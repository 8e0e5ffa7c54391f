"""A person writes: their question is understood, answered, and what they said of themselves remembered."""

from datetime import timedelta

from telegram import Update

from handlers.answers import compose, texts
from handlers.answers.compose import ABOUT_PLACE
from handlers.permissions import may
from handlers.places.choose import AWAITING_PLACE, chosen, reply_about
from handlers.places.remember import remember
from handlers.places.texts import NOT_FOUND, STILL_WHERE
from handlers.replies import Reply
from handlers.roles.invite import AWAITING_PARTNER, take_partner_name
from handlers.turn import Context, Turn, callback_argument, text_of
from knowledge.reading import Context as Conversation
from knowledge.reading import Reading
from knowledge.understand import WHO_IS_MY_DELEGATE
from storage.people import Person

CONVERSATION_LASTS = timedelta(hours=1)
LONGEST_QUESTION = 2000  # characters read of a message: a question stands well before


async def ask(update: Update, context: Context) -> None:
    turn, words = context.turn, text_of(update)[:LONGEST_QUESTION]
    person = turn.known()
    was_asked = person.awaiting
    if was_asked == AWAITING_PARTNER and may(turn.actors, "invite"):
        await take_partner_name(turn, words, update.get_bot().username)
        return
    if was_asked == AWAITING_PLACE and await _take_place(turn, person, words):
        return
    reading = turn.knowledge.understand(words, _conversation(person, turn))
    _note(person, reading, turn)
    if reading.entry == WHO_IS_MY_DELEGATE and person.department is not None:
        await reply_about(turn, chosen(turn.knowledge.places, person.department, person.commune or ""))
        return
    if reading.outcome == "delegate" and reading.place is not None:
        await reply_about(turn, reading.place)
        return
    await turn.reply(compose.reply_to(reading, turn.knowledge, person.department))
    if was_asked == AWAITING_PLACE and person.awaiting == AWAITING_PLACE and reading.outcome not in ABOUT_PLACE:
        await turn.reply(Reply(STILL_WHERE))


async def _take_place(turn: Turn, person: Person, words: str) -> bool:
    """Whether the message answered "where is your project?"; a question asked instead is answered as one."""
    found = turn.knowledge.places.find(words)
    if found.outcome == "unknown":
        if turn.knowledge.understand(words).outcome != "unknown":
            return False
        await turn.reply(Reply(NOT_FOUND))
        return True
    remember(person, found)
    person.awaiting = AWAITING_PLACE if found.outcome == "ambiguous" else None
    await reply_about(turn, found)
    return True


def _conversation(person: Person, turn: Turn) -> Conversation:
    """What was spoken of, unless it was more than an hour ago."""
    if person.last_answer_at is None or turn.now - person.last_answer_at > CONVERSATION_LASTS:
        return Conversation()
    return Conversation(last_entry=person.last_entry)


def _note(person: Person, reading: Reading, turn: Turn) -> None:
    person.last_suggestions = list(reading.suggestions)
    if reading.outcome == "answer":
        person.last_entry, person.last_answer_at = reading.entry, turn.now
    if reading.outcome in (*ABOUT_PLACE, "answer"):
        remember(person, reading.place)
    if reading.outcome in ("place", "ambiguous"):
        person.awaiting = AWAITING_PLACE


async def show_entry(update: Update, context: Context) -> None:
    """A button of a suggestion, a related question or the list of topics."""
    await answer_with(context.turn, callback_argument(update))


async def answer_with(turn: Turn, entry_id: str) -> None:
    entry = turn.knowledge.entries.get(entry_id)
    if entry is None:
        await turn.reply(compose.suggestions(turn.knowledge, (), texts.ENTRY_GONE))
        return
    person = turn.known()
    person.last_entry, person.last_answer_at = entry.id, turn.now
    person.last_suggestions = [entry.id, *entry.related][:3]
    await turn.reply(compose.answer(entry, turn.knowledge, person.department))


async def show_topics(update: Update, context: Context) -> None:
    name = callback_argument(update)
    knowledge = context.turn.knowledge
    await context.turn.reply(compose.topic(name, knowledge) if name else compose.topics(knowledge))
