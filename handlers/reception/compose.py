"""The reply to a reading. Pure: it is the same in the chat and for `aiguilleur ask`."""

from collections.abc import Mapping
from datetime import date

from handlers.answers import texts
from handlers.answers.contents import suggestions
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
from knowledge.places.found import Found
from knowledge.snapshot import Knowledge

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
    if outcome == "answer" and reading.entry:
        entry = knowledge.entries[reading.entry]
        fact = entry.fact_asked(reading.fact)
        return answer(entry, knowledge, department, reading.place, fact=fact, today=today, additions=additions)
    if outcome == "suggest":
        term = knowledge.glossary.terms.get(reading.term or "")
        near = suggestions(knowledge, reading.suggestions, place=_place(reading.place))
        return near if term is None else _term(term, knowledge)
    if outcome in ABOUT_PLACE:
        return reply_about_place(reading.place, knowledge)
    if outcome == "human":
        # In the chat, handlers/cases/person/form.py goes on from here.
        return Reply(ASK_PLACE if department is None else ASK_MESSAGE)
    if outcome == "intent":
        return _served(reading.intent or "")
    if outcome == "smalltalk":
        rows = [[buttons.human()]] if reading.smalltalk == "robot" else []
        return Reply(texts.GREETINGS[reading.smalltalk or "greeting"], rows)
    if outcome in ("language", "distress"):
        in_english = paragraphs(texts.IN_ENGLISH, public_contact(knowledge.team))
        return help_numbers(reading) if reading.heard.kinds else Reply(in_english, [[buttons.human()]])
    return Reply(texts.UNKNOWN, [[buttons.human(), buttons.topics()]])


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
