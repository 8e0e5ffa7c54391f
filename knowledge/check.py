"""What one entry cannot see of itself, and what a person on a phone needs of an answer."""

import re
from collections.abc import Iterator, Mapping

from knowledge.entry import Entry
from knowledge.team import ROLES
from knowledge.words import plain

LONGEST_ANSWER = 700  # characters as read, addresses of links aside
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_MONEY = re.compile(r"\d[\d\s\u202f\u00a0]*(?:,\d+)?\s*(?:€|%|euros?\b|M€)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNSUPPORTED = re.compile(r"^\s*(#|>|```|\||\d+\.\s|!\[)|<[a-zA-Z/]", re.MULTILINE)


def check_entries(entries: Mapping[str, Entry]) -> list[str]:
    faults = [f"{entry.id}.md: {fault}" for entry in entries.values() for fault in _faults(entry, entries)]
    return faults + list(_claimed_twice(entries))


def _faults(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[str]:
    if entry.referent not in ROLES:
        yield f"the referent {entry.referent!r} is no role: use one of {', '.join(ROLES)}"
    for other in entry.related:
        if other not in entries:
            yield f"related names {other!r}, which does not exist: remove it or correct it"
    length = len(as_read(entry.answer))
    if length > LONGEST_ANSWER:
        yield f"the answer has {length} characters: shorten it to {LONGEST_ANSWER}"
    if _UNSUPPORTED.search(entry.answer):
        yield "the answer has markup that the chat cannot show: keep bold, italic, links and lists with -"
    for paragraph in entry.answer.split("\n\n"):
        if _MONEY.search(as_read(paragraph)) and not _YEAR.search(paragraph):
            yield f"a figure without its year: add the year to « {as_read(paragraph)[:50].strip()}… »"


def as_read(markdown: str) -> str:
    """The characters that a person reads: without marks of bold, nor addresses behind links."""
    return _LINK.sub(r"\1", markdown).replace("**", "").replace("*", "")


def _claimed_twice(entries: Mapping[str, Entry]) -> Iterator[str]:
    owner: dict[str, str] = {}
    for entry in entries.values():
        for wording in entry.questions:
            first = owner.setdefault(plain(wording), entry.id)
            if first != entry.id:
                yield f"{entry.id}.md: the wording « {wording} » stands in {first}.md too: keep it in one"
