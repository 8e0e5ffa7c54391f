"""From what was understood to what is said. Pure: the same words in the chat and for `aiguilleur ask`."""

from datetime import date

from handlers import buttons
from handlers.announcements import buttons as announcing
from handlers.announcements.texts import HOW_TO_STOP
from handlers.answers import texts
from handlers.answers.topics import topics_of
from handlers.base.texts import day
from handlers.humans.texts import PASSES_NOTHING_ON, public_contact, talk_to_somebody
from handlers.places.compose import delegate_of, place_line, reply_about_place
from handlers.privacy.texts import ASK_ERASE
from handlers.replies import Button, Reply, Rows, bold, from_markdown, paragraphs, text
from knowledge.base import Knowledge
from knowledge.entry import Entry
from knowledge.glossary import Term
from knowledge.overlay import is_past
from knowledge.reading import Reading

MOST_RELATED = 3
ABOUT_PLACE = ("delegate", "ambiguous", "outside", "place")


def reply_to(reading: Reading, knowledge: Knowledge, department: str | None = None, today: date | None = None) -> Reply:
    """`department`: the code remembered of the person's project. `today` tells what is past its date, where given."""
    outcome = reading.outcome
    if outcome == "answer" and reading.entry:
        entry = knowledge.entries[reading.entry]
        return answer(entry, knowledge, department, place_line(reading.place), today=today)
    if outcome == "suggest":
        term = knowledge.glossary.terms.get(reading.term or "")
        return suggestions(knowledge, reading.suggestions) if term is None else _term(term, knowledge)
    if outcome in ABOUT_PLACE:
        return reply_about_place(reading.place, knowledge)
    if outcome == "human":
        return talk_to_somebody(knowledge.team)
    if outcome == "intent":
        return _service(reading.intent or "", knowledge)
    if outcome == "smalltalk":
        return Reply(texts.GREETINGS[reading.smalltalk or "greeting"])
    if outcome in ("language", "distress"):
        words = texts.IN_ENGLISH if outcome == "language" else texts.DISTRESS
        return Reply(paragraphs(words, public_contact(knowledge.team)))
    return Reply(texts.UNKNOWN, [[buttons.human(), buttons.topics()]])


def answer(
    entry: Entry, knowledge: Knowledge, department: str | None, place: str = "", *, today: date | None = None
) -> Reply:
    """The team's words, whose they are and from when; then the ways on."""
    html = paragraphs(
        from_markdown(entry.answer), place, _trust_line(entry, knowledge, department, today), text(texts.DID_IT_HELP)
    )
    return Reply(html, [*_related(entry, knowledge), [buttons.helped(entry.id), buttons.not_helped(entry.id)]])


def _term(term: Term, knowledge: Knowledge) -> Reply:
    """An acronym: its sentence, and the answers that use it."""
    rows = [[_entry_button(knowledge.entries[one], whole=True)] for one in term.entries[:MOST_RELATED]]
    words = paragraphs(bold(term.sentence), text(texts.ANSWERS_WITH_TERM if rows else ""))
    return Reply(words, [*rows, [buttons.human()]])


def suggestions(knowledge: Knowledge, ids: tuple[str, ...], words: str = texts.NOT_SURE) -> Reply:
    offered = [
        [_entry_button(knowledge.entries[entry_id], whole=True)] for entry_id in ids if entry_id in knowledge.entries
    ]
    return Reply(words if offered else texts.NOTHING_NEARER, [*offered[:MOST_RELATED], [buttons.human()]])


def _trust_line(entry: Entry, knowledge: Knowledge, department: str | None, today: date | None) -> str:
    """Until a named member has approved an entry, it says with whom to confirm it; and again once it is past."""
    sources = " ; ".join(f"{source.name}, {source.date}" for source in entry.sources)
    approved = f"Réponse approuvée par {entry.approval.name} le {day(entry.approval.on)}." if entry.approval else ""
    is_enough = approved and not (today and is_past(entry, today))
    confirm = "" if is_enough else f"À confirmer auprès de {confirmed_by(entry, knowledge, department)}."
    return texts.trust_line(sources, len(entry.sources) > 1, approved, confirm)


def confirmed_by(entry: Entry, knowledge: Knowledge, department: str | None) -> str:
    if entry.referent == "delegate":
        return delegate_of(department, knowledge) or "votre déléguée"
    return knowledge.team.referent(entry.referent, department).name


def _related(entry: Entry, knowledge: Knowledge) -> Rows:
    known = [knowledge.entries[other] for other in entry.related if other in knowledge.entries]
    shown = [_entry_button(other) for other in known[:MOST_RELATED]]
    return [[button] for button in shown]


def _entry_button(entry: Entry, whole: bool = False) -> Button:
    return buttons.entry(entry.id, entry.title if whole else entry.short or entry.title)


def topics(knowledge: Knowledge) -> Reply:
    """The subjects that the base knows, as buttons."""
    known = topics_of(list(knowledge.entries))
    return Reply(texts.TOPICS_INTRO, [[buttons.topic(name, topic.label)] for name, topic in known.items()])


def topic(name: str, knowledge: Knowledge) -> Reply:
    """The questions of one subject; all subjects when it is not known (any more)."""
    chosen = topics_of(list(knowledge.entries)).get(name)
    if chosen is None:
        return topics(knowledge)
    rows = [[_entry_button(knowledge.entries[entry_id], whole=True)] for entry_id in chosen.entries]
    return Reply(paragraphs(bold(chosen.label), text(texts.CHOOSE_QUESTION)), [*rows, [buttons.all_topics()]])


def _service(intent: str, knowledge: Knowledge) -> Reply:
    if intent == "delete_data":
        return Reply(ASK_ERASE, [[buttons.erase_all(), buttons.keep_all()]])
    if intent == "unsubscribe":
        return Reply(HOW_TO_STOP, [[announcing.stop_all()], [announcing.choose_subjects()]])
    return Reply(
        paragraphs(texts.SERVICES[intent], texts.TEAM_DOES_IT, public_contact(knowledge.team), PASSES_NOTHING_ON),
        [[buttons.topics()]],
    )
