"""The reply to a reading. Pure: it is the same in the chat and for `aiguilleur ask`."""

from collections.abc import Mapping
from datetime import date

from handlers.answers import texts
from handlers.answers.contents import likely, suggestions
from handlers.answers.entry import MOST_RELATED, NO_ADDITIONS, Additions, answer, entry_button
from handlers.cases.core.texts import ASK_MESSAGE, ASK_PLACE, NO_CASES
from handlers.meetings import buttons as meeting_buttons
from handlers.meetings import texts as meeting_texts
from handlers.places.compose import outside_line, place_line, reply_about_place
from handlers.privacy.buttons import erase_all, keep_all
from handlers.privacy.texts import ASK_ERASE, YOUR_DATA
from handlers.subscriptions import buttons as subscription_buttons
from handlers.subscriptions.texts import HOW_TO_STOP, SUBSCRIPTIONS
from handlers.talk import buttons
from handlers.talk.danger import texts as danger_texts
from handlers.talk.public_contact import public_contact
from handlers.talk.replies import Reply, bold, paragraphs, text
from knowledge.base.glossary import Term
from knowledge.finder.reading import Reading
from knowledge.finder.services import OFFERS
from knowledge.places.found import Found
from knowledge.snapshot import Knowledge

WITH_A_HUMAN = ("robot", "late")
ABOUT_PLACE = ("delegate", "ambiguous", "outside", "place")


def reply_to(
    reading: Reading,
    knowledge: Knowledge,
    department: str | None = None,
    today: date | None = None,
    additions: Additions = NO_ADDITIONS,
) -> Reply:
    """Make the bot's reply to a text, given what was understood of it.

    `department` is the code of the person's remembered department, None where unknown. `additions` are a text and rows
    of buttons added to an entry. Without `today` nothing says that the entry is past its review date.
    """
    outcome = reading.outcome
    if reading.entry is not None:
        entry = knowledge.entries[reading.entry]
        fact = entry.fact_asked(reading.fact)
        reply = answer(entry, knowledge, department, reading.place, fact=fact, today=today, additions=additions)
        return _with_what_else_was_asked(reply, reading, knowledge)
    if outcome == "suggest":
        return _suggested(reading, knowledge)
    if outcome in ABOUT_PLACE:
        return reply_about_place(reading.place, knowledge)
    if reading.smalltalk is not None:
        return _spoken(reading)
    if outcome == "human":
        # In the chat, handlers/cases/person/form.py goes on from here.
        return Reply(ASK_PLACE if department is None else ASK_MESSAGE)
    if outcome == "intent":
        return _served(reading.intent or "")
    if outcome in ("language", "distress"):
        return help_numbers(reading) if reading.heard.kinds else _foreign(reading, knowledge)
    return Reply(paragraphs(_place(reading.place), texts.UNKNOWN), [[buttons.human(), buttons.topics()]])


def _suggested(reading: Reading, knowledge: Knowledge) -> Reply:
    if reading.likely:
        return likely(knowledge, reading.suggestions, _place(reading.place))
    term = knowledge.glossary.terms.get(reading.term or "")
    near = suggestions(knowledge, reading.suggestions, place=_place(reading.place))
    return near if term is None else _term(term, knowledge)


def _spoken(reading: Reading) -> Reply:
    """Make the reply to what is no question: a greeting, somebody who introduces themselves, is lost or complains."""
    said = reading.smalltalk or ""
    if said in OFFERS:
        words = texts.HELP if said == "help" else texts.BADLY_ANSWERED
        return Reply(paragraphs(_place(reading.place), words), [[buttons.human(), buttons.topics()]])
    words = texts.greeted(reading.name) if reading.name else texts.GREETINGS[said]
    return Reply(words, [[buttons.human()]] if said in WITH_A_HUMAN else [])


def _foreign(reading: Reading, knowledge: Knowledge) -> Reply:
    words = texts.IN_OTHER_LANGUAGES.get(reading.language or "", texts.IN_ENGLISH)
    html = paragraphs(words, public_contact(knowledge.team), place_line(reading.place))
    return Reply(html, [[buttons.human()]])


def _with_what_else_was_asked(reply: Reply, reading: Reading, knowledge: Knowledge) -> Reply:
    """Return the reply with a first button for each other question of the message, and a line that says so."""
    others = [knowledge.entries[one] for one in reading.also if one in knowledge.entries]
    if not others:
        return reply
    rows = [[buttons.entry(one.id, texts.asked_too(one.short or one.title))] for one in others]
    return Reply(paragraphs(texts.ASKED_TOO, reply.html), [*rows, *reply.rows])


def help_numbers(reading: Reading) -> Reply:
    """Make the reply with the help numbers for the danger told in a text, and a button to a human."""
    return Reply(danger_texts.heard(reading.heard.kinds), [[buttons.human()]])


def whole_reply(reading: Reading, knowledge: Knowledge, today: date) -> tuple[Reply, ...]:
    """Return all replies that a person would get to a text: the help numbers for a danger told in it, then the answer.

    Where a danger is only likely or somebody suffers, the answer ends with a line of help numbers instead.
    """
    reply = reply_to(reading, knowledge, today=today)
    if reading.heard.doubt:
        return (Reply(paragraphs(reply.html, danger_texts.quiet_line(reading.heard.doubt)), reply.rows),)
    return (help_numbers(reading), reply) if reading.heard.kinds and reading.outcome != "distress" else (reply,)


def _place(found: Found | None) -> str:
    return outside_line(found) if found is not None and found.outcome == "outside" else place_line(found)


def _term(term: Term, knowledge: Knowledge) -> Reply:
    """Make the reply to an acronym asked alone: a sentence that explains it, and buttons of entries that use it."""
    rows = [[entry_button(knowledge.entries[one], whole=True)] for one in term.entries[:MOST_RELATED]]
    words = paragraphs(bold(term.sentence), text(texts.ANSWERS_WITH_TERM if rows else ""))
    return Reply(words, [*rows, [buttons.human()]])


def _served(intent: str) -> Reply:
    if intent == "register":
        return Reply(meeting_texts.WHICH_VISIO, meeting_buttons.situations())
    return _SERVICES[intent]


_DATES = [[meeting_buttons.dates()]]
# What a person of whom nothing is kept is told; in the chat, the services of capabilities say what is kept.
_SERVICES: Mapping[str, Reply] = {
    "delete_data": Reply(ASK_ERASE, [[erase_all(), keep_all()]]),
    "my_registrations": Reply(meeting_texts.NO_REGISTRATION, _DATES),
    "cancel_registration": Reply(meeting_texts.NO_REGISTRATION, _DATES),
    "export_data": Reply(YOUR_DATA),
    "my_cases": Reply(NO_CASES, [[buttons.human()]]),
    "subscribe": Reply(SUBSCRIPTIONS, [[subscription_buttons.choose_subjects()]]),
    "unsubscribe": Reply(HOW_TO_STOP, [[subscription_buttons.stop_all()], [subscription_buttons.choose_subjects()]]),
}
