"""An entry as people read it: the team's words, their source and date, and where to go from there. Pure."""

from datetime import date

from handlers.answers import texts
from handlers.places.compose import delegate_of, outside_line, outside_of, place_line, reply_about_place
from handlers.talk import buttons
from handlers.talk.dates import full_date
from handlers.talk.replies import Button, Reply, Rows, from_markdown, paragraphs, text
from knowledge.base.entry import Entry, Service
from knowledge.base.fact_check import MONEY
from knowledge.base.facts import Fact, Step
from knowledge.base.overlay import is_past
from knowledge.base.sentences import as_read, sentences, unbolded, without
from knowledge.places.found import Found
from knowledge.snapshot import Knowledge

Additions = tuple[str, Rows]
NO_ADDITIONS: Additions = ("", ())
MOST_RELATED = 3


def answer(
    entry: Entry,
    knowledge: Knowledge,
    department: str | None,
    place: Found | None = None,
    *,
    fact: Fact | None = None,
    today: date | None = None,
    additions: Additions = NO_ADDITIONS,
) -> Reply:
    """Make the reply that shows an entry: its answer, source, approval, related entries and "did this help?".

    The sentence of `fact`, the pair that was asked for, comes first and in bold, then the rest of the answer.
    `department` is the code of the person's department, None where unknown; `place` is a place named in the question.
    Where they put the project outside the region, a line says so first, and an entry about the network is replaced by
    the reply about that place. `additions` are a text put after the answer and rows of buttons put first. Without
    `today` nothing says that the entry is past its review date.
    """
    outside = _outside(place, department, knowledge)
    if outside is not None and entry.service is Service.NETWORK:
        return reply_about_place(outside, knowledge)
    is_elsewhere = outside is not None and (outside is place or not knowledge.subjects[entry.subject].anywhere)
    here = _department(department, place, outside)
    more, rows = additions
    html = paragraphs(
        outside_line(outside) if outside is not None and is_elsewhere else "",
        _answer_to(entry, fact),
        more,
        place_line(place),
        _trust_line(entry, knowledge, here, today, fact, asks=here is None),
        text(texts.DID_IT_HELP),
    )
    ways = [*rows, *_next_step(entry, here, knowledge), *_more(entry), *_related(entry, knowledge)]
    return Reply(html, [*ways, [buttons.helped(entry.id), buttons.not_helped(entry.id)]])


def word_for_word(entry: Entry, knowledge: Knowledge, department: str | None, *, today: date | None = None) -> str:
    """Return an answer with its source, as a human passes it on: nothing is asked, and no button belongs to it."""
    return paragraphs(from_markdown(entry.answer), _trust_line(entry, knowledge, department, today))


def rest(entry: Entry, knowledge: Knowledge, department: str | None, *, today: date | None = None) -> Reply:
    """Make the reply that shows what stands behind « En savoir plus », with the next step of the entry."""
    trust = _trust_line(entry, knowledge, department, today)
    return Reply(paragraphs(from_markdown(entry.more), trust), _next_step(entry, department, knowledge))


def _answer_to(entry: Entry, fact: Fact | None) -> str:
    if fact is None:
        return from_markdown(entry.answer)
    others = unbolded(without(entry.answer, fact.says))
    return paragraphs(f"<b>{from_markdown(fact.says)}</b>", from_markdown(others))


def _next_step(entry: Entry, department: str | None, knowledge: Knowledge) -> Rows:
    """Return a row with the button of the entry's next step; none where its answer itself says what to do.

    To register, the buttons of meetings stand there already (`beside`). An answer whose last sentence sends to the
    delegate has the button to her too.
    """
    step = entry.next.step if entry.next is not None else None
    rows = []
    if entry.next is not None and step is Step.LINK:
        rows.append([Button(entry.next.label, url=entry.next.to)])
    if step is Step.CALL:
        rows.append([buttons.call_back()])
    sends_to_her = texts.YOUR_DELEGATE in sentences(entry.answer)[-1].plain.lower()
    if step is Step.TALK or (sends_to_her and step is not Step.CALL):
        whom = confirmed_by(entry, knowledge, department)
        rows.append([buttons.human() if whom == texts.YOUR_DELEGATE else buttons.human(texts.talk_to(whom))])
    return rows


def _more(entry: Entry) -> Rows:
    return [[buttons.more(entry.id)]] if entry.more else []


def _department(remembered: str | None, place: Found | None, outside: Found | None) -> str | None:
    """Return the department of a project: outside the region, else the one remembered, else that of the place named."""
    if outside is not None:
        return outside.departments[0]
    if remembered is None and place is not None and place.delegate is not None:
        return place.departments[0]
    return remembered


def _outside(place: Found | None, department: str | None, knowledge: Knowledge) -> Found | None:
    """Return the place outside the region where the person's project is; None where it is inside or unknown.

    A place outside that the question only names does not count where the remembered `department` is in the region.
    """
    remembered = outside_of(department, knowledge)
    if place is None:
        return remembered
    return place if place.outcome == "outside" and (department is None or remembered) else None


def _trust_line(
    entry: Entry,
    knowledge: Knowledge,
    department: str | None,
    today: date | None,
    fact: Fact | None = None,
    *,
    asks: bool = False,
) -> str:
    """Write the last line of an entry: the source that carries what was asked, who approved it, who can confirm it.

    With `asks` it asks for the person's commune, unless somebody else answers for the entry or the entry asks itself.
    A figure past its review date is said to be old. Confirming is asked for until a named member has approved the
    entry, and again once it is past its review date.
    """
    shown, others = entry.source_of(fact), len(entry.sources) - 1
    by = entry.approval
    approved = texts.approved(by.name, full_date(by.on)) if by else ""
    is_enough = approved and not (today and is_past(entry, today))
    confirm = "" if is_enough else texts.confirm(confirmed_by(entry, knowledge, department))
    old = _old_figure(entry, fact, today)
    asks = asks and entry.referent == "delegate" and not entry.asks_place
    who = (texts.WHO_IT_IS if confirm else texts.WHO_IS_YOUR_DELEGATE) if asks else ""
    return texts.trust_line(f"{shown.name}, {shown.date}", others, approved, old, confirm, who)


def _old_figure(entry: Entry, fact: Fact | None, today: date | None) -> str:
    """Return the sentence that a figure shown was to be read again before today; "" where there is no such figure."""
    due = fact.review_by if fact is not None else None
    is_old = today is not None and (is_past(entry, today) if due is None else today > due)
    read = as_read(fact.says if fact is not None else entry.answer)
    return texts.old_figure(full_date(due or entry.review_by)) if is_old and MONEY.search(read) else ""


def confirmed_by(entry: Entry, knowledge: Knowledge, department: str | None) -> str:
    """Return the name of who can confirm an entry to a person in this department, given by its code or None.

    It is the public contact for a department outside the region, else the delegate or the member in charge of the
    entry.
    """
    if outside_of(department, knowledge) is not None:
        return knowledge.team.public_contact.name
    if entry.referent == "delegate":
        return delegate_of(department, knowledge) or texts.YOUR_DELEGATE
    return knowledge.team.referent(entry.referent, department).name


def _related(entry: Entry, knowledge: Knowledge) -> Rows:
    known = [knowledge.entries[other] for other in entry.related if other in knowledge.entries]
    shown = [entry_button(other) for other in known[:MOST_RELATED]]
    return [[button] for button in shown]


def entry_button(entry: Entry, whole: bool = False) -> Button:
    """Make the button that shows an entry, labelled with its short title if it has one, or with `whole` its title."""
    return buttons.entry(entry.id, entry.title if whole else entry.short or entry.title)
