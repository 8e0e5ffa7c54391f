"""What differs between two versions of an entry, field by field, as people read it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.office import texts
from handlers.office.form_texts import STEPS, referent
from handlers.talk.dates import full_date
from knowledge.base.entry import Entry
from knowledge.base.sentences import as_read
from knowledge.snapshot import Knowledge


@dataclass(frozen=True)
class Difference:
    """A field of an entry that differs: its name, what stood there and what stands there now, "" for nothing."""

    name: str
    before: str
    after: str


_FIELDS: Mapping[str, Callable[[Entry, Knowledge], str]] = {
    "title": lambda entry, _: entry.title,
    "short": lambda entry, _: entry.short or "",
    "subject": lambda entry, base: base.subjects[entry.subject].title if entry.subject in base.subjects else "",
    "referent": lambda entry, base: referent(entry.referent, base),
    "answer": lambda entry, _: as_read(entry.answer),
    "more": lambda entry, _: as_read(entry.more),
    "sources": lambda entry, _: "\n".join(
        f"{one.name}, {one.date}{f' ({one.url})' if one.url else ''}" for one in entry.sources
    ),
    "facts": lambda entry, _: "\n".join(f"{' / '.join(one.asks)} → {as_read(one.says)}" for one in entry.facts),
    "questions": lambda entry, _: "\n".join(entry.questions),
    "related": lambda entry, base: "\n".join(base.entries[one].title for one in entry.related if one in base.entries),
    "review_by": lambda entry, _: full_date(entry.review_by),
    "next": lambda entry, _: (
        f"{entry.next.label or STEPS[entry.next.step]} {entry.next.to}".strip() if entry.next else ""
    ),
}


def differences(before: Entry | None, after: Entry | None, knowledge: Knowledge) -> list[Difference]:
    """Return the fields in which two versions of an entry differ; None is no entry. Of lists, the lines that differ."""
    found = []
    for name, read in _FIELDS.items():
        old, new = (read(one, knowledge).split("\n") if one is not None else [] for one in (before, after))
        gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
        if gone or come:
            found.append(Difference(texts.FIELDS[name], "\n".join(gone).strip(), "\n".join(come).strip()))
    return [one for one in found if one.before or one.after]
