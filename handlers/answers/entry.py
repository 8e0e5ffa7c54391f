"""An entry of the base as people read it: the team's words, whose they are and from when, and the ways on. Pure."""

from datetime import date

from handlers.answers import texts
from handlers.places.compose import delegate_of, outside_line, outside_of, place_line, reply_about_place
from handlers.talk import buttons
from handlers.talk.dates import full_date
from handlers.talk.replies import Button, Reply, Rows, from_markdown, paragraphs, text
from knowledge.base.entry import Entry, Service
from knowledge.base.overlay import is_past
from knowledge.places.found import Found
from knowledge.snapshot import Knowledge

Beside = tuple[str, Rows]
NOTHING_BESIDE: Beside = ("", ())
MOST_RELATED = 3


def answer(
    entry: Entry,
    knowledge: Knowledge,
    department: str | None,
    place: Found | None = None,
    *,
    today: date | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> Reply:
    """The team's words, whose they are and from when; then the ways on. Who is elsewhere is told so first."""
    outside = _outside(place, department, knowledge)
    if outside is not None and entry.service is Service.NETWORK:
        return reply_about_place(outside, knowledge)
    is_elsewhere = outside is not None and (outside is place or not knowledge.subjects[entry.subject].anywhere)
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
    is_told = department is not None or outside is not None or entry.asks_place
    return "" if is_told or entry.referent != "delegate" else text(texts.WHO_IS_YOUR_DELEGATE)


def _outside(place: Found | None, department: str | None, knowledge: Knowledge) -> Found | None:
    """The place outside the region where somebody is, as far as we know; who has a project here may speak of Lyon."""
    remembered = outside_of(department, knowledge)
    if place is None:
        return remembered
    return place if place.outcome == "outside" and (department is None or remembered) else None


def _trust_line(entry: Entry, knowledge: Knowledge, department: str | None, today: date | None) -> str:
    """Until a named member has approved an entry, it says with whom to confirm it; and again once it is past."""
    first, others = entry.sources[0], len(entry.sources) - 1
    by = entry.approval
    approved = texts.approved(by.name, full_date(by.on)) if by else ""
    is_enough = approved and not (today and is_past(entry, today))
    confirm = "" if is_enough else texts.confirm(confirmed_by(entry, knowledge, department))
    return texts.trust_line(f"{first.name}, {first.date}", others, approved, confirm)


def confirmed_by(entry: Entry, knowledge: Knowledge, department: str | None) -> str:
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
    return buttons.entry(entry.id, entry.title if whole else entry.short or entry.title)
