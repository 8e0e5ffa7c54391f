"""The page of an entry: what people read, its pairs, sources and wordings; approved, corrected, undone from there."""

from handlers.answers.entry import answer as answer_of
from handlers.curation import acts
from handlers.curation.groups import Group, grouped
from handlers.curation.lists import following
from handlers.office.visit import Answer, SentTo, Shown, Visit
from handlers.talk.codes import number_in
from handlers.talk.refusal import Refusal
from knowledge.base.entry import Entry
from knowledge.base.overlay import WHOLE, is_past, print_of_entry
from knowledge.base.sentences import sentences
from storage.curation import changes_of, last_change
from storage.entry_reads import reads_by_entry
from storage.kept_questions import kept_questions

MOST_QUESTIONS = 60  # groups of questions that are looked at for an entry


def gone(visit: Visit) -> Answer:
    """Say that an entry is not there any more."""
    return SentTo("/base", "gone")


def entry_of(visit: Visit) -> Entry | None:
    """Return the entry that the page's address names; None where there is none."""
    return visit.knowledge.entries.get(visit.places.get("entry", ""))


def path_of(entry_id: str) -> str:
    """Return the path of the page of an entry."""
    return f"/base/fiche/{entry_id}"


async def show_entry(visit: Visit) -> Answer:
    """Show the team an entry: as people read it on a phone, and all that is behind it."""
    entry = entry_of(visit)
    if entry is None:
        return gone(visit)
    knowledge = visit.knowledge
    last = await last_change(visit.session, entry.id)
    file = knowledge.files.get(entry.id)
    fields = {
        "entry": entry,
        "subject": knowledge.subjects[entry.subject].title,
        "reads": (await reads_by_entry(visit.session)).get(entry.id, 0),
        "reply": answer_of(entry, knowledge, None, today=visit.today),
        "print": print_of_entry(entry),
        "past": is_past(entry, visit.today),
        "sentences": sentences(entry.text),
        "related": [knowledge.entries[one] for one in entry.related if one in knowledge.entries],
        "own_wordings": [one for one in entry.questions if file is None or one not in file.questions],
        "outdated": [one for one in knowledge.outdated if one.entry == entry.id],
        "last": last,
        "fits": _fitting(visit, entry, grouped(await kept_questions(visit.session))),
        "following": following(entry.id, knowledge),
    }
    return Shown("fiche.html", fields)


def _fitting(visit: Visit, entry: Entry, groups: list[Group]) -> list[Group]:
    """Return the groups of questions without a good answer that the entry would fit, by what the finder makes of them.

    Those after whose answer people said « Non » are among them.
    """
    looked_at = groups[:MOST_QUESTIONS]
    found = visit.knowledge.understanding.finder.find_each([one.first.text for one in looked_at])
    return [
        group
        for group, finding in zip(looked_at, found, strict=True)
        if entry.id in finding.suggestions or any(row.entry == entry.id for row in group.rows)
    ]


async def approve(visit: Visit) -> Answer:
    """Approve the entry that was read, if it has not changed since."""
    entry_id = visit.places["entry"]
    done = await acts.approve_entry(visit.curation(), entry_id, visit.values.get("lu"))
    if isinstance(done, Refusal):
        return SentTo(path_of(entry_id), done.reason)
    return SentTo(path_of(entry_id), "approved_one")


async def withdraw(visit: Visit) -> Answer:
    """Withdraw the approval of an entry."""
    await acts.withdraw_approval(visit.curation(), visit.places["entry"])
    return SentTo(path_of(visit.places["entry"]), "withdrawn")


async def undo(visit: Visit) -> Answer:
    """Undo the last change of an entry, if it is still the one that was shown."""
    entry_id = visit.places["entry"]
    undone = await acts.undo(visit.curation(), entry_id, visit.values.get("changement"))
    if undone is None:
        return SentTo(f"{path_of(entry_id)}/histoire", "not_last")
    was_new = undone.kind == WHOLE and not undone.old
    return SentTo(f"{path_of(entry_id)}/histoire", "undone_new" if was_new else "undone")


async def put_back(visit: Visit) -> Answer:
    """Put a correction back in service that waits since its file was rewritten."""
    row, refusal = await acts.put_back(visit.curation(), visit.values.get("changement"))
    told = refusal.reason if refusal is not None else "put_back" if row is not None else "not_held"
    return SentTo(path_of(visit.places["entry"]), told)


async def let_go(visit: Visit) -> Answer:
    """Give up a correction that waits since its file was rewritten."""
    row = await acts.let_go(visit.curation(), visit.values.get("changement"))
    return SentTo(path_of(visit.places["entry"]), "let_go" if row is not None else "not_held")


async def show_history(visit: Visit) -> Answer:
    """Show all changes of an entry, with who made them, when and where, what was before and what came."""
    entry_id = visit.places["entry"]
    entry, changes = visit.knowledge.entries.get(entry_id), await changes_of(visit.session, entry_id)
    if entry is None and not changes:
        return gone(visit)
    last = next((one for one in changes if one.undone_at is None), None)
    fields = {
        "entry_id": entry_id,
        "entry": entry,
        "changes": changes,
        "last": last,
        "knowledge": visit.knowledge,
        "now": visit.now,
        "zone": visit.hours.zone,
    }
    return Shown("histoire.html", fields)


def sentence_at(visit: Visit, entry: Entry) -> str | None:
    """Return the sentence, in Markdown, whose number the page's address has; None where there is none."""
    known = sentences(entry.text)
    place = number_in(visit.places.get("place", ""), len(known) - 1)
    return known[place].raw if place is not None else None
