"""Acts on drafts: an entry being written is kept until it is published as a change of the whole entry, or thrown away.

Of a draft that changes ways of asking, `bot/previews.py` computes what it would alter.
"""

from collections.abc import Sequence
from enum import StrEnum

from handlers.curation import acts
from handlers.curation.actions import CURATE
from handlers.office.entry_form import Raw, typed_of
from handlers.office.visit import Visit
from handlers.talk.refusal import Refusal
from knowledge.base.entry import Entry
from knowledge.base.overlay import WHOLE, Change
from knowledge.base.writing import read_back, written
from storage.drafts import EntryDraft, draft_numbered, write_draft

_GROUPS = ("sources", "paires", "liees")


def file_of(entry: Entry | None) -> str:
    """Return the file that an entry makes, "" for none."""
    return written(entry) if entry is not None else ""


async def keep_draft(visit: Visit, seen: str, entry: Entry, raw: Raw, draft: EntryDraft | None = None) -> EntryDraft:
    """Keep an entry as it is written so far, in a new draft or in one that is there, and return it.

    `seen` is the file of the entry when the writing began. Raise NotAllowed where the actor may not curate.
    """
    visit.must_be_allowed(CURATE)
    before = read_back(seen, entry.id)
    asks = before is None or (before.title, before.wordings) != (entry.title, entry.wordings)
    if draft is None:
        draft = EntryDraft(
            telegram_id=visit.guest.telegram_id, entry=entry.id, seen="", written="", fields={}, state="",
            touched_at=visit.now,
        )  # fmt: skip
        visit.session.add(draft)
    write_draft(draft, seen, written(entry), dict(raw), visit.now, asks=asks)
    await visit.session.flush()
    return draft


async def own_draft(visit: Visit) -> EntryDraft | None:
    """Return the visitor's draft that the page's address names, None where it is gone or somebody else's."""
    number = visit.places.get("draft", "")
    return await draft_numbered(visit.session, int(number), visit.guest.telegram_id) if number.isdigit() else None


async def publish_draft(visit: Visit, draft: EntryDraft) -> Refusal[StrEnum] | None:
    """Put a draft in service and delete it; or return why not, with the draft kept.

    The reason is CHANGED where the entry changed meanwhile, another where the base no longer takes what the draft says.
    """
    change = Change(0, draft.entry, WHOLE, draft.seen, draft.written, "", visit.name)
    made = await acts.publish(visit.curation(), change)
    if isinstance(made, Refusal):
        return made
    await visit.session.delete(draft)
    return None


async def drop_draft(visit: Visit, draft: EntryDraft) -> None:
    """Throw a draft away. Raise NotAllowed where the actor may not curate."""
    visit.must_be_allowed(CURATE)
    await visit.session.delete(draft)


def rebased(draft: EntryDraft, now: Entry) -> Raw:
    """Return what was typed in a draft, on the entry as it is now: a field that was not touched is the one of now.

    The rows of sources, of pairs and of related entries are taken together.
    """
    seen = read_back(draft.seen, draft.entry)
    before, today, mine = typed_of(seen) if seen is not None else {}, typed_of(now), dict(draft.fields)
    names = dict.fromkeys(_group(one) for one in (*before, *today, *mine))
    merged: Raw = {}
    for name in names:
        untouched = _filled(mine, name) == _filled(before, name)
        merged |= {one: value for one, value in (today if untouched else mine).items() if _group(one) == name}
    return merged


def _group(name: str) -> str:
    begin = name.partition("-")[0]
    return begin if begin in _GROUPS else name


def _filled(raw: Raw, group: str) -> list[tuple[str, Sequence[str]]]:
    """Return the fields of a group in which something stands."""
    return sorted((name, many) for name, many in raw.items() if _group(name) == group and any(many))
