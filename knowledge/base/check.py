"""The faults that one entry cannot show by itself, and those of an answer on a phone."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge.base.entry import DOCUMENTATION, Entry
from knowledge.base.kinds import kinds
from knowledge.base.team import ROLES
from knowledge.text.words import plain

LONGEST_ANSWER = 700  # characters as read, without the addresses of links
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_MONEY = re.compile(r"\d[\d\s\u202f\u00a0]*(?:,\d+)?\s*(?:€|%|euros?\b|M€)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BARE_ADDRESS = re.compile(r"\bhttps?:[^\s)»]*[^\s)».,;:!?]|\bwww\.[^\s)»]*[^\s)».,;:!?]")
_WHOLE_ADDRESS = re.compile(
    r"https?://[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?|www\.[\w-]+(\.[\w-]+)+([/?#]\S*)?|mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+"
)
_UNSUPPORTED = re.compile(r"^\s*(#|>|```|\||\d+\.\s|!\[)|<[a-zA-Z/]", re.MULTILINE)


def check_entries(entries: Mapping[str, Entry], subjects: Collection[str]) -> list[str]:
    """Return the faults of entries, a line each: of an answer, a name that does not exist, a wording in two entries.

    `subjects` are the ids that an entry may name; they are not checked where there are none.
    """
    faults = [f"{entry.id}.md: {fault}" for entry in entries.values() for fault in _faults(entry, entries, subjects)]
    return faults + list(_claimed_twice(entries))


def _faults(entry: Entry, entries: Mapping[str, Entry], subjects: Collection[str]) -> Iterator[str]:
    if subjects and entry.subject not in subjects:
        yield f"the subject {entry.subject!r} is unknown: use one of {', '.join(subjects)}, or add it to subjects.yaml"
    for one in entry.beside:
        if one != DOCUMENTATION and one not in kinds():
            yield f"beside names {one!r}, which is no meeting: use some of {', '.join((*kinds(), DOCUMENTATION))}"
    if entry.referent not in ROLES:
        yield f"the referent {entry.referent!r} is no role: use one of {', '.join(ROLES)}"
    for other in entry.related:
        if other not in entries:
            yield f"related names {other!r}, which does not exist: remove it or correct it"
    for fault in answer_faults(entry.answer):
        yield _IN_ENGLISH[fault.kind].format(fault.detail)


class Wrong(StrEnum):
    """The kinds of faults that an answer can have."""

    EMPTY = "empty"
    LONG = "long"
    MARKUP = "markup"
    NO_YEAR = "no year"
    ADDRESS = "address"


@dataclass(frozen=True)
class AnswerFault:
    """A fault in an answer; `detail` is its length, or the words or address at fault, "" without any."""

    kind: Wrong
    detail: str = ""


_IN_ENGLISH = {
    Wrong.EMPTY: "the answer is missing: write it below the head",
    Wrong.LONG: f"the answer has {{}} characters: shorten it to {LONGEST_ANSWER}",
    Wrong.MARKUP: "the answer has markup that the chat cannot show: keep bold, italic, links and lists with -",
    Wrong.NO_YEAR: "a figure without its year: add the year to « {}… »",
    Wrong.ADDRESS: "the link {} leads nowhere: give a whole address, such as https://example.org",
}


def answer_faults(answer: str) -> Iterator[AnswerFault]:
    """Yield what keeps an answer in Markdown from being served, whether a file or the team in the chat wrote it.

    It may be empty, too long, with markup that a chat cannot show, a sum without its year, or a link that leads
    nowhere.
    """
    if not as_read(answer).strip():
        yield AnswerFault(Wrong.EMPTY)
    length = len(as_read(answer))
    if length > LONGEST_ANSWER:
        yield AnswerFault(Wrong.LONG, str(length))
    if _UNSUPPORTED.search(answer):
        yield AnswerFault(Wrong.MARKUP)
    for paragraph in answer.split("\n\n"):
        if _MONEY.search(as_read(paragraph)) and not _YEAR.search(paragraph):
            yield AnswerFault(Wrong.NO_YEAR, as_read(paragraph)[:50].strip())
    for address in (*(match[2] for match in _LINK.finditer(answer)), *_BARE_ADDRESS.findall(as_read(answer))):
        if not _WHOLE_ADDRESS.fullmatch(address):
            yield AnswerFault(Wrong.ADDRESS, address)


def as_read(markdown: str) -> str:
    """Return the text that a person reads of an answer in Markdown: no stars, and no addresses behind links."""
    return _LINK.sub(r"\1", markdown).replace("**", "").replace("*", "")


def _claimed_twice(entries: Mapping[str, Entry]) -> Iterator[str]:
    owner: dict[str, str] = {}
    for entry in entries.values():
        for wording in entry.questions:
            first = owner.setdefault(plain(wording), entry.id)
            if first != entry.id:
                yield f"{entry.id}.md: the wording « {wording} » stands in {first}.md too: keep it in one"
