"""From what was understood to what is said. Pure: the same words in the chat and for `aiguilleur ask`."""

import re
from collections.abc import Mapping
from datetime import date

from handlers.answers import texts
from handlers.answers.topics import is_true_anywhere, topics_of
from handlers.cases.core.texts import ASK_MESSAGE, ASK_PLACE, NO_CASES
from handlers.curation.texts import day
from handlers.meetings import buttons as meeting_buttons
from handlers.meetings import texts as meeting_texts
from handlers.places.compose import delegate_of, outside_line, outside_of, place_line, reply_about_place
from handlers.privacy.texts import ASK_ERASE, YOUR_DATA
from handlers.subscriptions import buttons as subscription_buttons
from handlers.subscriptions.texts import HOW_TO_STOP, SUBSCRIPTIONS
from handlers.talk import buttons
from handlers.talk.danger import texts as danger_texts
from handlers.talk.humans import public_contact
from handlers.talk.replies import Button, Reply, Rows, bold, from_markdown, paragraphs, text
from knowledge.base.entry import Entry
from knowledge.base.glossary import Term
from knowledge.base.overlay import is_past
from knowledge.finder.reading import Reading
from knowledge.places.found import Found
from knowledge.snapshot import Knowledge

Beside = tuple[str, Rows]
NOTHING_BESIDE: Beside = ("", ())
MOST_RELATED = 3
OTHER_REGIONS = "autres-regions"
_ASKS_PLACE = re.compile(r"[Éé]crivez-moi (?:le nom de )?votre commune")
ABOUT_PLACE = ("delegate", "ambiguous", "outside", "place")


def reply_to(
    reading: Reading, knowledge: Knowledge, department: str | None = None, today: date | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> Reply:  # fmt: skip
    """`department`: the code remembered of the person's project. `today` tells what is past its date, where given.

    `beside`: words and buttons that go with the entry.
    """
    outcome = reading.outcome
    if outcome == "answer" and reading.entry:
        entry = knowledge.entries[reading.entry]
        return answer(entry, knowledge, department, reading.place, today=today, beside=beside)
    if outcome == "suggest":
        term = knowledge.glossary.terms.get(reading.term or "")
        near = suggestions(knowledge, reading.suggestions, place=_place(reading.place))
        return near if term is None else _term(term, knowledge)
    if outcome in ABOUT_PLACE:
        return reply_about_place(reading.place, knowledge)
    if outcome == "human":
        # In the chat the desk goes on from here (handlers/cases/person/form.py).
        return Reply(ASK_PLACE if department is None else ASK_MESSAGE)
    if outcome == "intent":
        return _SERVICES[reading.intent or ""]
    if outcome == "smalltalk":
        return Reply(texts.GREETINGS[reading.smalltalk or "greeting"])
    if outcome in ("language", "distress"):
        in_english = paragraphs(texts.IN_ENGLISH, public_contact(knowledge.team))
        return help_in(reading) if reading.heard.kinds else Reply(in_english, [[buttons.human()]])
    return Reply(texts.UNKNOWN, [[buttons.human(), buttons.topics()]])


def help_in(reading: Reading) -> Reply:
    """What the danger said gets, before any answer."""
    return Reply(danger_texts.heard(reading.heard.kinds), [[buttons.human()]])


def whole_reply(reading: Reading, knowledge: Knowledge, today: date) -> tuple[Reply, ...]:
    """All that the person would read: the help for a danger, then the answer with its quiet line."""
    reply = reply_to(reading, knowledge, today=today)
    if reading.heard.doubt:
        return (Reply(paragraphs(reply.html, danger_texts.quiet_line(reading.heard.doubt)), reply.rows),)
    return (help_in(reading), reply) if reading.heard.kinds and reading.outcome != "distress" else (reply,)


def answer(
    entry: Entry, knowledge: Knowledge, department: str | None, place: Found | None = None, *,
    today: date | None = None, beside: Beside = NOTHING_BESIDE,
) -> Reply:  # fmt: skip
    """The team's words, whose they are and from when; then the ways on. Who is elsewhere is told so first."""
    outside = _outside(place, department, knowledge)
    if outside is not None and entry.id == OTHER_REGIONS:
        return reply_about_place(outside, knowledge)
    is_elsewhere = outside is not None and (outside is place or not is_true_anywhere(entry.id))
    more, rows = beside
    html = paragraphs(
        outside_line(outside) if outside is not None and is_elsewhere else "",
        from_markdown(entry.answer),
        more,
        place_line(place) or _who_is_mine(entry, department, outside),
        _trust_line(entry, knowledge, outside.departments[0] if outside is not None else department, today),
        text(texts.DID_IT_HELP),
    )
    return Reply(html, [*rows, *_related(entry, knowledge), [buttons.helped(entry.id), buttons.not_helped(entry.id)]])


def _who_is_mine(entry: Entry, department: str | None, outside: Found | None) -> str:
    """How to learn who « votre déléguée » is, where the answer does not say it and no place is known."""
    is_told = department is not None or outside is not None or _ASKS_PLACE.search(entry.answer)
    return "" if is_told or entry.referent != "delegate" else text(texts.WHO_IS_YOUR_DELEGATE)


def _outside(place: Found | None, department: str | None, knowledge: Knowledge) -> Found | None:
    """The place outside the region where somebody is, as far as we know; who has a project here may speak of Lyon."""
    remembered = outside_of(department, knowledge)
    if place is None:
        return remembered
    return place if place.outcome == "outside" and (department is None or remembered) else None


def _place(found: Found | None) -> str:
    return outside_line(found) if found is not None and found.outcome == "outside" else place_line(found)


def _term(term: Term, knowledge: Knowledge) -> Reply:
    """An acronym: its sentence, and the answers that use it."""
    rows = [[_entry_button(knowledge.entries[one], whole=True)] for one in term.entries[:MOST_RELATED]]
    words = paragraphs(bold(term.sentence), text(texts.ANSWERS_WITH_TERM if rows else ""))
    return Reply(words, [*rows, [buttons.human()]])


def suggestions(knowledge: Knowledge, ids: tuple[str, ...], words: str = texts.NOT_SURE, *, place: str = "") -> Reply:
    offered = [
        [_entry_button(knowledge.entries[entry_id], whole=True)] for entry_id in ids if entry_id in knowledge.entries
    ]
    html = paragraphs(place, words if offered else texts.NOTHING_NEARER)
    return Reply(html, [*offered[:MOST_RELATED], [buttons.human()]])


def _trust_line(entry: Entry, knowledge: Knowledge, department: str | None, today: date | None) -> str:
    """Until a named member has approved an entry, it says with whom to confirm it; and again once it is past."""
    first, others = entry.sources[0], len(entry.sources) - 1
    approved = f"Réponse approuvée par {entry.approval.name} le {day(entry.approval.on)}." if entry.approval else ""
    is_enough = approved and not (today and is_past(entry, today))
    confirm = "" if is_enough else f"À confirmer auprès de {confirmed_by(entry, knowledge, department)}."
    return texts.trust_line(f"{first.name}, {first.date}", others, approved, confirm)


def confirmed_by(entry: Entry, knowledge: Knowledge, department: str | None) -> str:
    if outside_of(department, knowledge) is not None:
        return knowledge.team.public_contact.name
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


_DATES = [[meeting_buttons.kind("", "Voir les dates")]]
# What somebody who is not known yet is told; in the chat, handlers/reception/services.py goes on from what is kept.
_SERVICES: Mapping[str, Reply] = {
    "delete_data": Reply(ASK_ERASE, [[buttons.erase_all(), buttons.keep_all()]]),
    "register": Reply(
        meeting_texts.WHICH_VISIO,
        [[meeting_buttons.kind(kind, label)] for kind, label in meeting_texts.SITUATIONS.items()],
    ),
    "my_registrations": Reply(meeting_texts.NO_REGISTRATION, _DATES),
    "cancel_registration": Reply(meeting_texts.NO_REGISTRATION, _DATES),
    "export_data": Reply(YOUR_DATA),
    "my_cases": Reply(NO_CASES, [[buttons.human()]]),
    "subscribe": Reply(SUBSCRIPTIONS, [[subscription_buttons.choose_subjects()]]),
    "unsubscribe": Reply(HOW_TO_STOP, [[subscription_buttons.stop_all()], [subscription_buttons.choose_subjects()]]),
}
