"""An entry written in the office, new or rewritten: its form, the draft that it makes, what that alters, its end."""

from handlers.curation.texts import reason_of
from handlers.office import drafting
from handlers.office.composing import Composed, compose
from handlers.office.differences import differences
from handlers.office.drafting import file_of, own_draft
from handlers.office.entry import entry_of, gone, path_of
from handlers.office.entry_form import ROWS, Raw, blank, form_for, typed_of
from handlers.office.visit import OURS, Answer, SentTo, Shown, Values, Visit
from knowledge.base.entry import Entry
from knowledge.base.writing import read_back
from storage.drafts import EntryDraft, drafts_of

NEW = "/base/nouvelle"
MORE_ROWS = "ajouter"


async def show_drafts(visit: Visit) -> Answer:
    """Show the visitor's drafts."""
    drafts = await drafts_of(visit.session, visit.guest.telegram_id)
    read = [(one, read_back(one.written, one.entry)) for one in drafts]
    return Shown("brouillons.html", {"drafts": read, "now": visit.now, "zone": visit.hours.zone})


async def begin_new(visit: Visit) -> Answer:
    """Show the form of a new entry, empty but for the question that it is to answer."""
    return _form(visit, blank(visit.knowledge, visit.today, visit.asked.get("question")), None, NEW)


async def write_new(visit: Visit) -> Answer:
    """Keep a new entry as a draft, or show beside each field what is wrong with it."""
    return await _write(visit, None, "", NEW)


async def begin_rewriting(visit: Visit) -> Answer:
    """Show the form with an entry as it is served."""
    entry = entry_of(visit)
    if entry is None:
        return gone(visit)
    return _form(visit, typed_of(entry), entry, f"{path_of(entry.id)}/modifier", file_of(entry))


async def rewrite(visit: Visit) -> Answer:
    """Keep a rewritten entry as a draft, or show beside each field what is wrong with it."""
    entry = entry_of(visit)
    if entry is None:
        return gone(visit)
    seen = _seen_in(visit) or file_of(entry)
    return await _write(visit, read_back(seen, entry.id) or entry, seen, f"{path_of(entry.id)}/modifier")


async def show_draft(visit: Visit) -> Answer:
    """Show a draft as people would read it, what it changes, and the questions that would be answered otherwise."""
    draft = await own_draft(visit)
    return _draft(visit, draft) if draft is not None else SentTo("/base", "draft_gone")


def _draft(visit: Visit, draft: EntryDraft, why: str = "") -> Answer:
    new = read_back(draft.written, draft.entry)
    if new is None:
        return SentTo("/base", "draft_gone")
    seen, now = read_back(draft.seen, draft.entry), visit.knowledge.entries.get(draft.entry)
    names = {entry.id: entry.title for entry in visit.knowledge.entries.values()} | {new.id: new.title}
    fields = {
        "draft": draft,
        "new": new,
        "known": now,
        "changes": differences(seen, new, visit.knowledge) if seen is not None else [],
        "is_new": seen is None,
        "meanwhile": differences(seen, now, visit.knowledge) if file_of(now) != draft.seen else [],
        "is_behind": file_of(now) != draft.seen,
        "names": names,
        "why": why,
    }
    return Shown("brouillon.html", fields, 422 if why else 200)


async def edit_draft(visit: Visit) -> Answer:
    """Show the form with what was typed in a draft."""
    draft = await own_draft(visit)
    if draft is None:
        return SentTo("/base", "draft_gone")
    return _form(visit, draft.fields, read_back(draft.seen, draft.entry), _path_of(draft), draft.seen)


async def rewrite_draft(visit: Visit) -> Answer:
    """Keep a draft as it was written anew."""
    draft = await own_draft(visit)
    if draft is None:
        return SentTo("/base", "draft_gone")
    seen = _seen_in(visit) or draft.seen
    return await _write(visit, read_back(seen, draft.entry), seen, _path_of(draft), draft)


async def take_up_again(visit: Visit) -> Answer:
    """Put the words of a draft on the entry as it is now, since somebody changed it meanwhile."""
    draft = await own_draft(visit)
    now = visit.knowledge.entries.get(draft.entry) if draft is not None else None
    if draft is None or now is None:
        return SentTo("/base", "draft_gone")
    raw = drafting.rebased(draft, now)
    made = compose(form_for(visit.knowledge, raw, now), raw, visit.knowledge, now, visit.today)
    if made.wrong:
        return _form(visit, raw, now, _path_of(draft), file_of(now), made)
    await drafting.keep_draft(visit, file_of(now), made.entry, raw, draft)
    return SentTo(f"/base/brouillon/{draft.id}", "taken_up")


async def publish(visit: Visit) -> Answer:
    """Put a draft in service; else keep it, and show what of the entry changed meanwhile, or what is wrong with it."""
    draft = await own_draft(visit)
    if draft is None:
        return SentTo("/base", "draft_gone")
    entry_id, refusal = draft.entry, await drafting.publish_draft(visit, draft)
    if refusal is not None:
        why = reason_of(refusal)
        return _draft(visit, draft, why) if why else SentTo(f"/base/brouillon/{draft.id}", "behind")
    return SentTo(path_of(entry_id), "published_wording")


async def drop(visit: Visit) -> Answer:
    """Throw a draft away."""
    draft = await own_draft(visit)
    if draft is not None:
        await drafting.drop_draft(visit, draft)
    return SentTo("/base", "draft_dropped" if draft is not None else "draft_gone")


def _path_of(draft: EntryDraft) -> str:
    return f"/base/brouillon/{draft.id}/modifier"


def _seen_in(visit: Visit) -> str:
    """Return the file of the entry that the form was opened on, "" where it names none."""
    seen = visit.values.get("vu")
    return f"{seen}\n" if seen else ""


async def _write(visit: Visit, known: Entry | None, seen: str, path: str, draft: EntryDraft | None = None) -> Answer:
    raw = typed_in(visit.values)
    if MORE_ROWS in visit.values:
        return _form(visit, raw, known, path, seen, rows=ROWS)
    so_far = read_back(draft.written, draft.entry) if draft is not None else None
    made = compose(form_for(visit.knowledge, raw, known), raw, visit.knowledge, known, visit.today, so_far)
    if made.wrong:
        return _form(visit, raw, known, path, seen, made)
    kept = await drafting.keep_draft(visit, seen, made.entry, raw, draft)
    return SentTo(f"/base/brouillon/{kept.id}")


def typed_in(values: Values) -> Raw:
    """Return what was typed in the fields of the form."""
    return {name: list(many) for name, many in values.many.items() if name not in OURS}


def _form(
    visit: Visit, raw: Raw, known: Entry | None, path: str, seen: str = "", made: Composed | None = None, rows: int = 0
) -> Answer:
    form = form_for(visit.knowledge, raw, known, rows=rows)
    sources = [(row, one.form["nom"].data) for row, one in enumerate(form.sources) if one.form["nom"].data]
    fields = {
        "form": form,
        "known": known,
        "path": path,
        "seen": seen,
        "wrong": made.wrong if made is not None else {},
        "figures": made.figures if made is not None else [],
        "sources": sources,
        "typed": raw,
        "subjects": visit.knowledge.subjects,
    }
    return Shown("ecrire.html", fields, 422 if made is not None else 200)
