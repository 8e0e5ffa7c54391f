"""The base side by side: all entries, sorted and filtered, approved together when ticked, printed for a meeting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from handlers.curation import acts
from handlers.curation.buttons import ALL, AWAITING, OUTDATED, PAST
from handlers.curation.lists import listed
from handlers.curation.show import all_of
from handlers.office.visit import Answer, SentTo, Shown, Visit
from handlers.talk.refusal import Refusal
from knowledge.base.entry import Entry
from knowledge.base.overlay import is_past, print_of_entry
from knowledge.text.words import plain
from storage.entry_reads import reads_by_entry

FILTERS = {"approuver": AWAITING, "relire": PAST, "corrections": OUTDATED, "toutes": ALL}
SORTED_BY_SUBJECT, BY_READS, BY_AGE = "sujet", "lues", "anciennes"


@dataclass(frozen=True)
class Line:
    """An entry in a list: how often it was read, its print (a hash of what is approved), and whether it is past."""

    entry: Entry
    reads: int
    print: str
    past: bool


async def show_entries(visit: Visit) -> Answer:
    """Show all entries, or those of a filter or with some words, in the order asked for."""
    shown, order, words = (visit.asked.get(name) for name in ("voir", "tri", "mots"))
    shown = shown if shown in FILTERS else "toutes"
    lines = await _lines(visit, listed(FILTERS[shown], visit.knowledge, visit.today))
    found = [line for line in lines if all(one in _text_of(line.entry) for one in plain(words).split())]
    fields = {
        "lines": sorted(found, key=_ORDERS[order]) if order in _ORDERS else found,
        "voir": shown,
        "tri": order if order in _ORDERS else SORTED_BY_SUBJECT,
        "mots": words,
        "ticked": bool(visit.asked.get("cocher")),
        "subjects": visit.knowledge.subjects,
        "today": visit.today,
    }
    return Shown("base.html", fields)


_ORDERS: Mapping[str, Callable[[Line], tuple[object, str]]] = {
    BY_READS: lambda line: (-line.reads, line.entry.title),
    BY_AGE: lambda line: (line.entry.approval.on if line.entry.approval else line.entry.review_by, line.entry.title),
}


def _text_of(entry: Entry) -> str:
    return plain(" ".join((entry.id, entry.title, entry.text, *entry.wordings)))


async def _lines(visit: Visit, entries: Sequence[Entry]) -> list[Line]:
    reads = await reads_by_entry(visit.session)
    return [Line(one, reads.get(one.id, 0), print_of_entry(one), is_past(one, visit.today)) for one in entries]


async def approve_ticked(visit: Visit) -> Answer:
    """Approve the entries that were ticked, each as it was read; show those that cannot be, and why."""
    ticked = dict(one.split(":", 1) for one in visit.values.getlist("fiche") if ":" in one)
    if not ticked:
        return SentTo("/base?voir=approuver", "none_ticked")
    found = await acts.approve_entries(visit.curation(), ticked)
    refused = [one for one in found.values() if isinstance(one, Refusal)]
    if not refused:
        return SentTo("/base?voir=approuver", "approved")
    return Shown("approuvees.html", {"done": len(found) - len(refused), "refused": refused})


async def print_all(visit: Visit) -> Answer:
    """Show the whole base on pages to print, subject by subject, with room to sign."""
    whole = [
        (visit.knowledge.subjects[subject].title, [(entry, all_of(entry)) for entry in entries])
        for subject, entries in visit.knowledge.contents.items()
    ]
    return Shown("imprimer.html", {"whole": whole, "today": visit.today})
