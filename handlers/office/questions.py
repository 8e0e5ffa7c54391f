"""The questions that got no good answer, each group beside the entries that it would fit."""

from handlers.curation import acts, texts
from handlers.curation.buttons import ALL
from handlers.curation.groups import Group, group_of, grouped
from handlers.curation.lists import listed
from handlers.office.visit import Answer, SentTo, Shown, Visit
from handlers.talk.codes import number_in
from handlers.talk.pages import A_PAGE, page_of
from handlers.talk.refusal import Refusal
from storage.kept_questions import kept_questions

SEEN = 5  # questions of a group that are shown


async def show_questions(visit: Visit) -> Answer:
    """Show a page of the groups, the largest first, each with the entries nearest to it."""
    return await _page(visit)


async def _page(visit: Visit, wrong_of: int = 0, why: str = "") -> Answer:
    """Show the page asked for, or that of the group whose form is wrong, by its number, with what was typed there."""
    groups = grouped(await kept_questions(visit.session))
    place = next((place for place, one in enumerate(groups) if one.first.id == wrong_of), None)
    page, pages = page_of(visit.asked.get("page") if place is None else str(place // A_PAGE), len(groups))
    shown = groups[page * A_PAGE : (page + 1) * A_PAGE]
    found = visit.knowledge.understanding.finder.find_each([one.first.text for one in shown])
    known = visit.knowledge.entries
    near = [[known[one] for one in finding.suggestions if one in known] for finding in found]
    fields = {
        "groups": list(zip(shown, near, strict=True)),
        "places": visit.knowledge.places,
        "seen": SEEN,
        "entries": listed(ALL, visit.knowledge, visit.today),
        "page": page,
        "pages": pages,
        "total": len(groups),
        "wrong_of": wrong_of,
        "why": why,
        "typed": visit.values,
    }
    return Shown("questions.html", fields, 422 if why else 200)


async def answer_group(visit: Visit) -> Answer:
    """Add the wording of a group to the entry chosen, and delete its questions; or say why it cannot be."""
    group = await _group(visit)
    if group is None:
        return SentTo("/questions", "group_gone")
    entry_id = visit.values.get("fiche")
    if entry_id not in visit.knowledge.entries:
        return await _page(visit, group.first.id, texts.CHOOSE_ENTRY)
    wording = " ".join((visit.values.get("mots") or group.wording).split())
    made = await acts.answer_questions(visit.curation(), [row.id for row in group.rows], wording, entry_id)
    if isinstance(made, Refusal):
        return await _page(visit, group.first.id, texts.reason_of(made))
    return SentTo("/questions", "answered")


async def drop_group(visit: Visit) -> Answer:
    """Delete the questions of a group."""
    group = await _group(visit)
    if group is not None:
        await acts.drop(visit, [row.id for row in group.rows])
    return SentTo("/questions", "dropped" if group is not None else "group_gone")


async def _group(visit: Visit) -> Group | None:
    number = number_in(visit.places["number"])
    return group_of(await kept_questions(visit.session), number) if number is not None else None
