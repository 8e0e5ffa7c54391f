"""A question asked in the chat: it is understood and answered, and what it says of its author remembered."""

from datetime import timedelta

from telegram import Message, Update

from handlers.answers import contents
from handlers.answers.entry import NO_ADDITIONS
from handlers.answers.texts import NOTHING_DONE
from handlers.cases.core.piece import piece_of
from handlers.cases.person.form import start_form
from handlers.cases.person.story import asks_for_a_human, says_more_than_the_wish
from handlers.meetings.additions import additions_to
from handlers.places.asked import read_place
from handlers.places.choose import ASKING, reply_about, reply_about_own_place
from handlers.places.remember import remember
from handlers.places.texts import STILL_WHERE
from handlers.reception import compose
from handlers.reception.capabilities import service_of
from handlers.reception.compose import ABOUT_PLACE
from handlers.reception.feedback import take_yes_or_no
from handlers.reception.fragments import whole_of
from handlers.reception.kept_questions import note_question
from handlers.reception.show import is_about_delegate
from handlers.talk import buttons
from handlers.talk.awaited import LIKELY, OPINION, PLACE, WHICH, ask_in_passing
from handlers.talk.codes import pressed
from handlers.talk.danger.hearing import give_numbers
from handlers.talk.forms import NoAnswer, leave_what_is_awaited
from handlers.talk.replies import Reply, as_params
from handlers.talk.short_answers import gives_up
from handlers.talk.turn import Context, Turn, text_of, written_in
from knowledge.finder.meant import refuses_a_service
from knowledge.finder.reading import Conversation, Reading
from knowledge.finder.services import GIVEN_UP, OFFERS
from knowledge.places.found import Found
from storage.entry_reads import count_read
from storage.outbox import OutboxMessage
from storage.people import Person, wait_for_nothing

CONVERSATION_LASTS = timedelta(hours=1)
UNANSWERED = ("unknown", "suggest")
IN_PASSING = {"answer": OPINION, "suggest": WHICH}
TO_PASS_ON = ("unknown", "suggest", "language", "human")  # outcomes whose "Parler à quelqu'un" passes the message on
LONGEST_QUESTION = 2000  # characters read of a message, half at its beginning and half at its end


async def ask(update: Update, context: Context) -> None:
    """Handle a message with words: take it as the answer to what the bot asked last, else answer it as a question."""
    await answer_words(context.turn, text_of(update), update.effective_message)


async def answer_words(turn: Turn, written: str, message: Message | None) -> None:
    """Take the text `written` as the answer to what the bot asked last, else answer it as a question.

    `message` is the message that has the text, which the button "Parler à quelqu'un" can pass on; None for none. Where
    the question for a place is still open afterwards, it is asked again.
    """
    words, person = _beginning_and_end(written), turn.known()
    was_asked = person.awaiting
    if await _answers_what_was_asked(turn, words, message):
        return
    whole = await whole_of(turn, words) if message is not None and person.awaiting is None else None
    if whole is not None:
        words = whole.words
    reading = whole.reading if whole is not None else turn.reader.reading(words, _conversation(person, turn))
    if message is not None and whole is not None and reading.heard.kinds:
        turn.heard, whole = reading.heard, None
        await give_numbers(turn, message)
    await note_question(turn, words, reading)
    _remember_reading(person, reading, turn)
    turn.is_unanswered = reading.outcome in UNANSWERED or reading.smalltalk in (*OFFERS, *GIVEN_UP)
    await _reply_to(turn, reading, message, in_place_of=whole.uncertain if whole is not None else None)
    if was_asked == PLACE and person.awaiting == PLACE and reading.outcome not in ABOUT_PLACE:
        await turn.reply(Reply(STILL_WHERE))


def _beginning_and_end(words: str) -> str:
    """Return a text of up to 2000 characters whole, of a longer one the first and the last 1000.

    In a long story people put their question at the beginning or at the end.
    """
    if len(words) <= LONGEST_QUESTION:
        return words
    half = LONGEST_QUESTION // 2
    return f"{words[:half]}\n{words[-half:]}"


async def _answers_what_was_asked(turn: Turn, words: str, message: Message | None) -> bool:
    """Reply to words that answer what the bot asked last, or that give it up; return whether they do either."""
    person = turn.known()
    if person.awaiting and gives_up(words):
        await leave_what_is_awaited(turn)
        return True
    if person.awaiting == PLACE:
        return await _take_place(turn, person, words, message)
    return await take_yes_or_no(turn, words)


async def _take_place(turn: Turn, person: Person, words: str, message: Message | None) -> bool:
    """Read words as the answer to "where is your project?", and reply: remember the place, or say that none was found.

    Return False, without a reply, where the words are no such answer.
    """
    read = read_place(turn, words, ASKING)
    if isinstance(read, Reply):
        await turn.reply(read)
    elif isinstance(read, Found):
        wait_for_nothing(person)
        remember(person, read, asked=True)
        await reply_about(turn, read, message)
    return read is not NoAnswer.NOT_MINE


async def _serve_intent(turn: Turn, intent: str | None, message: Message | None) -> bool:
    """Call the service that a capability declares for an intent such as "my_cases"; return False where none does."""
    service = service_of(intent) if intent is not None else None
    if service is None:
        return False
    await service(turn, message)
    return True


async def _leaves_all_as_it_is(turn: Turn, reading: Reading, said: str) -> bool:
    """Say that nothing was touched to somebody who asks not to do what a service does; return whether they do."""
    refuses = reading.outcome in UNANSWERED and refuses_a_service(said)
    if refuses:
        await turn.reply(Reply(NOTHING_DONE, [[buttons.topics(), buttons.human()]]))
    return refuses


async def _reply_to(
    turn: Turn, reading: Reading, message: Message | None, in_place_of: OutboxMessage | None = None
) -> None:
    """Reply to what was understood of a message; with `in_place_of`, an answer of the base stands in its place."""
    if await _serve_intent(turn, reading.intent, message):
        return
    if reading.outcome == "distress" or await _leaves_all_as_it_is(turn, reading, written_in(message)):
        return  # in distress the help numbers were given before anything else
    said = written_in(message)
    plainly = reading.outcome == "human" and reading.smalltalk is None
    wants_a_human = plainly or (reading.outcome in (*UNANSWERED, "human") and asks_for_a_human(said))
    if wants_a_human and turn.known().awaiting in (None, PLACE):
        await _start_form(turn, message)
    elif reading.outcome == "delegate" and reading.place is not None:
        await reply_about(turn, reading.place, message)
    elif reading.fact or not is_about_delegate(turn, reading.entry) or not await reply_about_own_place(turn):
        person, entry = turn.known(), turn.knowledge.entries.get(reading.entry or "")
        more = await additions_to(turn, entry) if entry is not None else NO_ADDITIONS
        reply = compose.reply_to(reading, turn.knowledge, person.department, turn.today, more)
        reply = _with_a_way_to_a_human(reply, reading, message)
        if reading.outcome == "answer" and entry is not None:
            await count_read(turn.session, entry.id)
        if reading.outcome in IN_PASSING:
            ask_in_passing(person, LIKELY if reading.likely else IN_PASSING[reading.outcome])
        await _say(turn, reply, in_place_of)


async def _say(turn: Turn, reply: Reply, in_place_of: OutboxMessage | None) -> None:
    if in_place_of is None:
        await turn.reply(reply)
    else:
        await turn.call("edit_message_text", as_params(reply), aims_at=in_place_of.id)


def _with_a_way_to_a_human(reply: Reply, reading: Reading, message: Message | None) -> Reply:
    """Return the reply with its button "Parler à quelqu'un" made to pass the message on to staff, where useful.

    It is useful where the bot had no sure answer, and where the text also asks for a human: then the button is added.
    Any other reply is returned unchanged.
    """
    said = written_in(message)
    is_asked_for = reading.outcome == "answer" and asks_for_a_human(said)
    if message is None or not (is_asked_for or reading.outcome in TO_PASS_ON or reading.smalltalk in GIVEN_UP):
        return reply
    has_one = any(one.code == buttons.HUMAN for row in reply.rows for one in row)
    rows = [*reply.rows, [buttons.human()]] if is_asked_for and not has_one else reply.rows
    return buttons.with_message(Reply(reply.html, rows), message.message_id)


async def _start_form(turn: Turn, message: Message | None) -> None:
    """Start the form that passes a demand on to staff, for somebody who asked for a human in words.

    The form does not ask for what the message says: a place in it is remembered, and a message that says more than the
    wish for a human becomes the demand's first message.
    """
    words = written_in(message)
    found = turn.reader.place(words)
    if turn.known().department is None and found.outcome == "delegate":
        remember(turn.known(), found)
    is_told = message is not None and says_more_than_the_wish(turn.reader, words)
    await start_form(turn, piece_of(message) if message is not None and is_told else None)


def _conversation(person: Person, turn: Turn) -> Conversation:
    """Return a `Conversation` with the entry that the bot answered with last, or without one after an hour."""
    if person.last_answer_at is None or turn.now - person.last_answer_at > CONVERSATION_LASTS:
        return Conversation()
    return Conversation(last_entry=person.last_entry)


def _remember_reading(person: Person, reading: Reading, turn: Turn) -> None:
    if reading.outcome in IN_PASSING:
        person.last_suggestions = list(reading.suggestions)
    if reading.outcome == "answer":
        person.last_entry, person.last_answer_at = reading.entry, turn.now
    if reading.outcome in (*ABOUT_PLACE, *IN_PASSING):
        remember(person, reading.place)
    if reading.outcome in ("place", "ambiguous"):
        ask_in_passing(person, PLACE)


async def show_topics(update: Update, context: Context) -> None:
    """Handle the buttons of subjects: list the questions of the subject in the code, or all subjects without one."""
    name = pressed(update).rest(0)
    knowledge = context.turn.knowledge
    await context.turn.reply(contents.topic(name, knowledge) if name else contents.topics(knowledge))
