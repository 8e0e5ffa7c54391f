"""The faults that one entry cannot show by itself, and those of an answer on a phone."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge.base.entry import DOCUMENTATION, Entry
from knowledge.base.fact_check import MONEY, YEAR, fact_faults, next_faults
from knowledge.base.kinds import kinds
from knowledge.base.sentences import LINK, as_read, parts
from knowledge.base.team import ROLES
from knowledge.text.words import plain

# Characters as read, without the addresses of links: of an answer, and of what « En savoir plus » shows.
LONGEST_ANSWER, LONGEST_MORE = 700, 1500
MOST_WORDS = 110  # of an answer
_BARE_ADDRESS = re.compile(r"\bhttps?:[^\s)»]*[^\s)».,;:!?]|\bwww\.[^\s)»]*[^\s)».,;:!?]")
_WHOLE_ADDRESS = re.compile(r"https://[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?|mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+")
_UNSUPPORTED = re.compile(r"^\s*(#|>|```|\||\d+\.\s|!\[)|<[a-zA-Z/]", re.MULTILINE)


def check_entries(entries: Mapping[str, Entry], subjects: Collection[str]) -> list[str]:
    """Return the faults of entries, a line each: of an answer, a name that does not exist, a wording in two entries.

    `subjects` are the ids that an entry may name; they are not checked where there are none.
    """
    faults = [f"{entry.id}.md: {fault}" for entry in entries.values() for fault in _faults(entry, entries, subjects)]
    return faults + list(_claimed_twice(entries))


def _faults(entry: Entry, entries: Mapping[str, Entry], subjects: Collection[str]) -> Iterator[str]:
    yield from _unknown_names(entry, entries, subjects)
    words = len(as_read(entry.answer).split())
    if words > MOST_WORDS:
        yield f"the answer has {words} words: keep {MOST_WORDS}, and put the rest below a line with +++"
    for fault in answer_faults(entry.whole):
        yield _IN_ENGLISH[fault.kind].format(fault.detail)
    yield from fact_faults(entry)
    yield from next_faults(entry)


def _unknown_names(entry: Entry, entries: Mapping[str, Entry], subjects: Collection[str]) -> Iterator[str]:
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


class Wrong(StrEnum):
    """The kinds of faults that an answer can have."""

    EMPTY = "empty"
    LONG = "long"
    LONG_MORE = "long more"
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
    Wrong.LONG_MORE: f"what stands below +++ has {{}} characters: shorten it to {LONGEST_MORE}",
    Wrong.MARKUP: "the answer has markup that the chat cannot show: keep bold, italic, links and lists with -",
    Wrong.NO_YEAR: "a figure without its year: add the year to « {}… »",
    Wrong.ADDRESS: "the link {} is no whole https address: give one such as https://example.org",
}


def answer_faults(answer: str) -> Iterator[AnswerFault]:
    """Yield what keeps an answer in Markdown from being served, whether a file or the team in the chat wrote it.

    It may be empty, too long, with markup that a chat cannot show, a sum without its year, or a link that leads
    nowhere. The rest of it, below its line, is looked at too.
    """
    first, more = parts(answer)
    if not as_read(first).strip():
        yield AnswerFault(Wrong.EMPTY)
    for part, most, kind in ((first, LONGEST_ANSWER, Wrong.LONG), (more, LONGEST_MORE, Wrong.LONG_MORE)):
        if len(as_read(part)) > most:
            yield AnswerFault(kind, str(len(as_read(part))))
    markup = _UNSUPPORTED.search(answer)
    if markup is not None:
        yield AnswerFault(Wrong.MARKUP, answer[markup.start() :].strip().partition("\n")[0][:50].strip())
    yield from _without_year(answer)
    for address in (*(match[2] for match in LINK.finditer(answer)), *_BARE_ADDRESS.findall(as_read(answer))):
        if not _WHOLE_ADDRESS.fullmatch(address):
            yield AnswerFault(Wrong.ADDRESS, address)


def _without_year(answer: str) -> Iterator[AnswerFault]:
    for paragraph in answer.split("\n\n"):
        if MONEY.search(as_read(paragraph)) and not YEAR.search(paragraph):
            yield AnswerFault(Wrong.NO_YEAR, as_read(paragraph)[:50].strip())


def _claimed_twice(entries: Mapping[str, Entry]) -> Iterator[str]:
    owner: dict[str, str] = {}
    for entry in entries.values():
        for wording in entry.wordings:
            first = owner.setdefault(plain(wording), entry.id)
            if first != entry.id:
                yield f"{entry.id}.md: the wording « {wording} » stands in {first}.md too: keep it in one"
